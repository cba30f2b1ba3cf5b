"""The list of calls and its feeds. A call's own address is a page's."""

from django.urls import path

from consultations.calls.views import lists

app_name = "calls"
urlpatterns = [
    path("calls/", lists.all_calls, name="list"),
    path("calls/open.atom", lists.opening_feed, name="feed-opening"),
    path("calls/closed.atom", lists.closed_feed, name="feed-closed"),
]
