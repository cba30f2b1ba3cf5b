"""The addresses that those who are heard get by mail."""

from django.urls import URLPattern, path

from peer_review.visits.views import slots

app_name = "peer_slots"
urlpatterns: list[URLPattern] = [
    path("slots/<uuid:key>/", slots.slot, name="slot"),
    path("slots/<uuid:key>/meeting.ics", slots.slot_calendar, name="calendar"),
]
