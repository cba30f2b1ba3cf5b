"""The list of calls, and the feeds and calendars of all and of each. A call's own address is a page's."""

from django.urls import path

from consultations.calls.views import lists

app_name = "calls"
urlpatterns = [
    path("calls/", lists.all_calls, name="list"),
    path("calls/open.atom", lists.opening_feed, name="feed-opening"),
    path("calls/closed.atom", lists.closed_feed, name="feed-closed"),
    path("calls/calendar.ics", lists.calendar_file, name="calendar"),
    path("calls/<int:pk>/feed/", lists.feed_of_call, name="feed-of"),
    path("calls/<int:pk>/calendar.ics", lists.calendar_of_call, name="calendar-of"),
]
