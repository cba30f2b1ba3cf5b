"""The timetable as a grid: a day is a table, a row a beginning, a column a room or a peer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from peer_review.teams.models import Member
from peer_review.visits.disclosure import KnownMeeting
from peer_review.visits.enums import MeetingKind

BY = ("room", "peer")


def days_of(meetings: Sequence[KnownMeeting], by: str, team: Iterable[Member]) -> list[dict[str, Any]]:
    """Return each day with its grid; `by` is "room" or "peer". A cancelled meeting stands nowhere in it."""
    peers = [(one.pk, one.peer.name) for one in team]
    held = [one for one in meetings if not one.is_cancelled]
    days = groupby(held, key=lambda one: timezone.localtime(one.begins).date())
    return [_day(day, list(rows), by, peers) for day, rows in days]


def _day(day: date, meetings: list[KnownMeeting], by: str, peers: list[tuple[int, str]]) -> dict[str, Any]:
    columns = _rooms(meetings) if by == "room" else [(str(pk), name) for pk, name in peers]
    rows = []
    for begins, those in groupby(meetings, key=lambda one: one.begins):
        together = list(those)
        cells = [
            {"label": label, "meetings": [one for one in together if _is_in(one, key, by)]} for key, label in columns
        ]
        rows.append({"begins": begins, "cells": cells})
    return {"day": day, "columns": [label for _key, label in columns], "rows": rows, "count": len(meetings)}


def _rooms(meetings: Iterable[KnownMeeting]) -> list[tuple[str, str]]:
    names = sorted({one.room for one in meetings})
    return [(name, name or _("No room yet")) for name in sorted(names, key=lambda one: (not one, one))]


def _is_in(meeting: KnownMeeting, key: str, by: str) -> bool:
    if by == "room":
        return meeting.room == key
    return meeting.kind == MeetingKind.TEAM or key in {str(pk) for pk, _name in meeting.peers}


def cares_of(meetings: Iterable[KnownMeeting]) -> dict[str, Any]:
    """Return what planners are to see to."""
    held = [one for one in meetings if not one.is_cancelled]
    slots = [(one, each) for one in held for each in one.attendees]
    return {
        "few": [one for one in held if one.lacks_peers and not one.few_because],
        "roomless": [one for one in held if not one.room],
        "to_tell": sum(each.told_at is None and bool(each.email) for _one, each in slots),
        "by_hand": sum(not each.email for _one, each in slots),
        "not_coming": [(one, each) for one, each in slots if each.is_coming is False],
        "needs": [(one, each) for one, each in slots if each.needs],
        "meetings": len(held),
        "people": len({each.pk for _one, each in slots}),
    }


def clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
