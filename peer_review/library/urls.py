"""The learning library and its feeds."""

from django.urls import path

from peer_review.library import views

app_name = "peer_library"

urlpatterns = [
    path("", views.library, name="library"),
    path("feed/", views.feed, name="feed"),
    path("themes/<uuid:theme>/feed/", views.feed, name="theme_feed"),
]
