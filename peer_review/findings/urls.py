from django.urls import path

app_name = "peer_findings"
urlpatterns: list = []
