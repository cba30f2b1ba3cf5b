"""Addresses of the days on site: /peer-reviews/PR-3/on-site/…"""

from django.urls import URLPattern, path

from peer_review.visits.views import planning, timetable

app_name = "peer_timetable"
urlpatterns: list[URLPattern] = [
    path("", timetable.timetable, name="timetable"),
    path("mine.ics", timetable.own_calendar, name="own_calendar"),
    path("tell/", timetable.tell, name="tell"),
    path("table/", planning.table, name="table"),
    path("table/empty.csv", planning.empty_table, name="empty_table"),
    path("rooms/new/", planning.new_room, name="new_room"),
    path("rooms/<int:pk>/", planning.room, name="room"),
    path("rooms/<int:pk>/remove/", planning.remove_room, name="remove_room"),
    path("new/", planning.new_meeting, name="new_meeting"),
    path("<int:pk>/", timetable.meeting, name="meeting"),
    path("<int:pk>/meeting.ics", timetable.meeting_calendar, name="meeting_calendar"),
    path("<int:pk>/change/", planning.change_meeting, name="change_meeting"),
    path("<int:pk>/cancel/", planning.cancel_meeting, name="cancel_meeting"),
    path("<int:pk>/people/", planning.add_attendee, name="add_attendee"),
    path("<int:pk>/people/<int:slot>/out/", planning.drop_attendee, name="drop_attendee"),
]
