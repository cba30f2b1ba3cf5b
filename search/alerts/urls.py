"""Saved searches: `/search/alerts/`."""

from django.urls import path

from search.alerts import views

app_name = "alerts"
urlpatterns = [
    path("", views.all_alerts, name="list"),
    path("new/", views.new, name="new"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("open/<str:token>/", views.open_link, name="open"),
    path("stop/<str:token>/", views.stop_by_link, name="stop_by_link"),
    path("stop-all/", views.stop_all, name="stop_all"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/stop/", views.stop, name="stop"),
]
