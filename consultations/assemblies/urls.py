"""Addresses of standing bodies. A body's and a session's own are those of pages."""

from django.urls import URLPattern, path

from consultations.assemblies.forms.sessions import OF_ITEM, OF_PAPER, OF_SESSION
from consultations.assemblies.views import session_desk, session_lists, session_papers

DESK = "sessions/<int:pk>/desk/"

app_name = "assemblies"
urlpatterns: list[URLPattern] = [
    path("sessions/calendar.ics", session_lists.calendar_of_all, name="sessions_calendar"),
    path("<int:pk>/sessions/", session_lists.sessions, name="sessions"),
    path("<int:pk>/sessions/calendar.ics", session_lists.calendar_of_body, name="body_calendar"),
    path("<int:pk>/sessions/feed/", session_lists.feed_of_body, name="body_sessions_feed"),
    path("sessions/<int:pk>/calendar.ics", session_lists.calendar_of_session, name="session_calendar"),
    path("sessions/<int:pk>/feed/", session_lists.feed_of_session, name="session_feed"),
    path("sessions/<int:pk>/minutes/", session_papers.minutes, name="last_minutes"),
    path("sessions/<int:pk>/minutes/<int:number>/", session_papers.minutes, name="minutes"),
    path("papers/<int:pk>/", session_papers.paper, name="paper"),
    path(DESK, session_desk.desk, name="session_desk"),
    path(f"{DESK}state/", session_desk.state, name="session_state"),
    path(f"{DESK}thread/", session_desk.thread, name="session_thread"),
    path(f"{DESK}agenda/put-on/<int:proposal>/", session_desk.put_on, name="session_put_on"),
    path(f"{DESK}agenda/<int:item>/act/", session_desk.item_act, name="session_item_act"),
    *(path(f"{DESK}{what}/", session_desk.of_session, {"what": what}, name=f"session_{what}") for what in OF_SESSION),
    *(
        path(f"{DESK}agenda/<int:item>/{what}/", session_desk.of_item, {"what": what}, name=f"session_item_{what}")
        for what in OF_ITEM
    ),
    *(
        path(f"{DESK}papers/<int:paper>/{what}/", session_desk.of_paper, {"what": what}, name=f"session_paper_{what}")
        for what in OF_PAPER
    ),
]
