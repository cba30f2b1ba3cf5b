"""Addresses of standing bodies. A body's and a session's own are those of pages."""

from django.urls import URLPattern, path, re_path

from consultations.assemblies.forms.advice import FORMS as ADVICE_FORMS
from consultations.assemblies.views import advice, advice_desk, ballots, proposals

app_name = "assemblies"
ADVICE_DESK = "<int:pk>/desk/advice/"
PROPOSALS = "<int:pk>/proposals/"
urlpatterns: list[URLPattern] = [
    path("advice/", advice.register, name="advice"),
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
