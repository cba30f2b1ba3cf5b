"""What people do at a workstream, and what of it can be followed. Its own address is a page's."""

from django.urls import path

from consultations.workstreams.views import joining, public, requests

app_name = "workstreams"
urlpatterns = [
    path("<int:pk>/feed/", public.feed, name="feed"),
    path("<int:pk>/calendar.ics", public.calendar_file, name="calendar"),
    path("<int:pk>/join/", joining.join, name="join"),
    path("join/confirm/<str:token>/", joining.confirm, name="confirm"),
    path("<int:pk>/requests/", requests.requests, name="requests"),
    *(
        path(f"<int:pk>/requests/<uuid:key>/{what}/", requests.answer, {"what": what}, name=what)
        for what in ("accept", "decline")
    ),
]
