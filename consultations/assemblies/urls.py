"""Addresses of standing bodies. A body's and a session's own are those of pages."""

from django.urls import URLPattern, path, re_path

from consultations.assemblies.forms.advice import FORMS as ADVICE_FORMS
from consultations.assemblies.forms.sessions import OF_ITEM, OF_PAPER, OF_SESSION
from consultations.assemblies.views import (
    advice,
    advice_desk,
    ballots,
    bodies_desk,
    body,
    members,
    proposals,
    seats,
    session_desk,
    session_lists,
    session_papers,
    workspace,
)

DESK = "sessions/<int:pk>/desk/"
ADVICE_DESK = "<int:pk>/desk/advice/"
PROPOSALS = "<int:pk>/proposals/"

app_name = "assemblies"
urlpatterns: list[URLPattern] = [
    path("", body.all_bodies, name="list"),
    path("mine/", workspace.workspace, name="workspace"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/interests/", workspace.interests, name="own_interests"),
    path("members/<int:pk>/interests/declare/", workspace.declare, name="declare"),
    path("members/<int:pk>/interests/<int:interest>/end/", workspace.end, name="end_interest"),
    path("members/<int:pk>/items/<int:item>/", workspace.declare_in_item, name="declare_in_item"),
    path("members/<int:pk>/items/<int:item>/step/", workspace.step, name="step"),
    path("items/<int:pk>/interests/", workspace.of_item, name="item_interests"),
    path("<int:pk>/feed/", seats.feed, name="feed"),
    path("<int:pk>/seats/", seats.seats, name="seats"),
    path("<int:pk>/interests/", seats.interests, name="interests"),
    path("<int:pk>/terms-of-reference/", seats.terms_of_reference, name="terms_of_reference"),
    path("<int:pk>/terms-of-reference/<int:number>/", seats.terms_of_reference, name="terms_of_reference_version"),
    path("<int:pk>/desk/", bodies_desk.desk, name="desk"),
    path("<int:pk>/desk/category/", bodies_desk.category, name="new_category"),
    path("<int:pk>/desk/category/<int:category>/", bodies_desk.category, name="category"),
    path("<int:pk>/desk/category/<int:category>/seats/", bodies_desk.add_seats, name="add_seats"),
    path("<int:pk>/desk/seat/<int:seat>/vacancy/", bodies_desk.vacancy, name="vacancy"),
    path("<int:pk>/desk/seat/<int:seat>/appoint/", bodies_desk.appoint, name="appoint"),
    path("<int:pk>/desk/term/<int:term>/end/", bodies_desk.end_term, name="end_term"),
    path("<int:pk>/desk/term/<int:term>/co-chair/", bodies_desk.co_chair, name="co_chair"),
    path("<int:pk>/desk/member/<int:member>/", bodies_desk.member, name="desk_member"),
    path("<int:pk>/desk/member/<int:member>/account/", bodies_desk.account, name="account"),
    path("<int:pk>/desk/terms-of-reference/", bodies_desk.terms_of_reference, name="new_terms_of_reference"),
    path("sessions/feed/", session_lists.feed_of_all, name="sessions_feed"),
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
    path("advice/", advice.register, name="advice"),
    path("advice/calendar.ics", advice.calendar_file, name="advice_calendar"),
    path("<int:pk>/advice/calendar.ics", advice.calendar_file, name="advice_calendar_of"),
    re_path(r"^advice/(?P<reference>ADV-\d{1,8})/feed/$", advice.feed_of_one, name="advice_feed_of_one"),
    path("advice/feed/", advice.feed, name="advice_feed"),
    path("<int:pk>/advice/feed/", advice.feed, name="advice_feed_of"),
    path("advice/export.<str:suffix>", advice.export, name="advice_file"),
    re_path(r"^advice/(?P<reference>[Aa][Dd][Vv]-\d{1,8})/$", advice.advice_page, name="advice_page"),
    path(ADVICE_DESK, advice_desk.desk, name="advice_desk"),
    path(f"{ADVICE_DESK}new/", advice_desk.give, name="advice_give"),
    path(f"{ADVICE_DESK}<str:reference>/", advice_desk.one, name="advice_desk_one"),
    re_path(
        rf"^(?P<pk>\d+)/desk/advice/(?P<reference>[^/]+)/(?P<what>{'|'.join(ADVICE_FORMS)})/$",
        advice_desk.act,
        name="advice_act",
    ),
    path(PROPOSALS, proposals.proposals, name="proposals"),
    path(f"{PROPOSALS}new/", proposals.propose, name="propose"),
    path(f"{PROPOSALS}<int:proposal>/act/", proposals.act, name="proposal_act"),
    path(f"{PROPOSALS}<int:proposal>/schedule/", proposals.schedule, name="schedule"),
    path("ballots/<int:pk>/", ballots.ballot, name="ballot"),
    path("ballots/<int:pk>/desk/", ballots.one, name="ballot_desk"),
    path("ballots/<int:pk>/desk/consensus/", ballots.consensus, name="ballot_consensus"),
    path("ballots/<int:pk>/desk/close/", ballots.close, name="ballot_close"),
    path("sessions/<int:pk>/desk/ballots/", ballots.of_session, name="ballots_desk"),
    path("sessions/<int:pk>/desk/items/<int:item>/ballot/", ballots.new, name="ballot_new"),
]
