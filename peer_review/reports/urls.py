app_name = "peer_reports"
urlpatterns = []
