app_name = "peer_library"
urlpatterns = []
