"""Peer reviews: the public pages, the managers' desk, and the pages of those inside a review."""

from typing import Any

from django.urls import URLPattern, path, re_path

from peer_review.reviews.addresses import OF_ONE, ReferenceConverter
from peer_review.reviews.views import dashboard, duties, hosts, inside, mine, parts, public, rights, scoping, statement

app_name = "peer_reviews"
REFERENCE = f"(?P<reference>{ReferenceConverter.regex})"


def of_one(route: str, view: Any, name: str) -> URLPattern:
    return path(f"{OF_ONE}{route}", view, name=name)


urlpatterns = [
    path("", public.all_reviews, name="list"),
    path("feed/", public.feed, name="feed"),
    path("calendar.ics", public.calendar_file, name="calendar"),
    path("programmes/<slug:slug>/", public.programme, name="programme"),
    path("programmes/<slug:slug>/feed/", public.feed, name="programme_feed"),
    path("programmes/<slug:slug>/calendar.ics", public.calendar_file, name="programme_calendar"),
    path("mine/", mine.mine, name="mine"),
    path("join/<str:token>/", hosts.join, name="join"),
    path("desk/", dashboard.dashboard, name="dashboard"),
    path("desk/programmes/new/", dashboard.new_programme, name="new_programme"),
    path("desk/programmes/<slug:slug>/", dashboard.change_programme, name="change_programme"),
    path("desk/propose/", dashboard.propose, name="propose"),
    path("desk/rights/", rights.rights, name="rights"),
    path("desk/rights/<slug:state>/<slug:capacity>/<slug:thing>/", rights.switch, name="switch"),
    of_one("", public.one, "one"),
    of_one("feed/", public.feed_of_one, "feed_of_one"),
    of_one("calendar.ics", public.calendar_of_one, "calendar_of_one"),
    of_one("desk/", inside.desk, "desk"),
    of_one("stages/", inside.stages, "stages"),
    of_one("stages/<slug:verb>/", inside.move, "move"),
    of_one("timetable/", duties.timetable, "timetable"),
    of_one("timetable/days/", duties.days, "days"),
    re_path(
        rf"^{REFERENCE}/timetable/(?P<kind>[a-z_]+)/(?P<what>day|done|late)/$",
        duties.act,
        name="duty",
    ),
    of_one("hosts/", hosts.hosts, "hosts"),
    of_one("hosts/add/", hosts.add, "add_host"),
    re_path(
        rf"^{REFERENCE}/hosts/(?P<host>[0-9]{{1,18}})/(?P<what>invite|lead|remove)/$",
        hosts.act,
        name="host",
    ),
    of_one("hosts/people/<int:person>/leave/", hosts.leave, "leave"),
    of_one("hosts/people/<int:person>/again/", hosts.again, "invite_again"),
    of_one("scoping/", scoping.record, "scoping"),
    of_one("scoping/write/", scoping.write, "write_scoping"),
    of_one("scoping/agree/", scoping.agree, "agree_scoping"),
    of_one("scoping/framework/", scoping.freeze, "freeze_framework"),
    of_one("statement/", statement.whole, "statement"),
    of_one("statement/freeze/", statement.freeze, "freeze_statement"),
    of_one("statement/open/", statement.reopen, "reopen_statement"),
    of_one("statement/parts/add/", parts.add, "add_part"),
    of_one("statement/<int:pk>/change/", parts.change, "change_part"),
    of_one("statement/<int:pk>/remove/", parts.remove, "remove_part"),
    of_one("statement/<int:pk>/", statement.part, "part"),
    of_one("statement/<int:pk>/autosave/", statement.autosave, "autosave_part"),
    of_one("statement/<int:pk>/owner/", statement.give, "give_part"),
    of_one("statement/<int:pk>/history/", statement.history, "part_history"),
]
