"""What of a review can be followed. Its own address is a page's."""

from django.urls import path

from consultations.reviews import views

app_name = "reviews"
urlpatterns = [
    path("<int:pk>/feed/", views.feed, name="feed"),
    path("<int:pk>/calendar.ics", views.calendar_file, name="calendar"),
]
