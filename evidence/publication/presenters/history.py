"""What was done to a submission, in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.audit import Entry, entries_about
from core.disclosure import Viewer, disclose
from evidence.publication.paragraphs import reason_words
from evidence.submissions.enums import PublishingChoice
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Contributor, Submission

ACTIONS = {
    "submission.assign": _("gave it to %(to)s"),
    "submission.note": _("wrote a note"),
    "submission.purge": _("removed words for good"),
    "submission.ask_purge": _("asked that words be removed for good"),
    "submission.drop_purge": _("took back the request to remove words"),
    "submission.start": _("began it"),
    "submission.enter": _("began to enter it"),
    "submission.key_again": _("keyed the closed answers again"),
    "submission.settle_keying": _("settled the differences between the keyings"),
    "submission.settle_conflict": _("chose between two texts of an answer"),
    "submission.invite": _("invited a colleague"),
    "submission.invite_again": _("sent a colleague a new link"),
    "submission.send_link": _("sent a new private link"),
    "submission.remove_colleague": _("ended a colleague’s part"),
    "submission.ask_for_sign_off": _("changed whether sign-off is needed"),
    "submission.sign_off": _("signed the answers off"),
    "submission.adopt": _("put it into an account"),
    "submission.discard": _("discarded the entry"),
    "submission.submit": _("sent it"),
    "submission.amend": _("changed it and sent it again"),
    "submission.withdraw": _("withdrew it"),
    "submission.withdraw_on_request": _("withdrew it at the respondent's request"),
    "submission.correct_envelope": _("corrected its envelope"),
    "submission.screen": _("started screening"),
    "submission.ask": _("asked the respondent a question"),
    "submission.reply": _("replied to the question"),
    "submission.record_reply": _("recorded the reply to the question"),
    "submission.stop_waiting": _("went on without a reply"),
    "submission.make_ready": _("called it ready to publish"),
    "submission.take_back": _("took it back to screening"),
    "submission.publish": _("published it"),
    "submission.unpublish": _("took it back from the public"),
    "submission.refuse": _("decided not to publish it"),
    "submission.reopen": _("opened it for screening again"),
    "redaction.make": _("marked words: %(why)s"),
    "redaction.remove": _("took a mark away: %(why)s"),
    "redaction.check": _("checked a mark"),
    "redaction.open": _("opened sealed words"),
    "redaction.ask_to_lift": _("asked for a mark to be lifted"),
    "redaction.lift": _("lifted a mark"),
    "redaction.keep": _("kept a mark"),
    "submission.change_respondent": _("changed who answers"),
    "submission.choose_publishing": _("chose what may be published: %(publishing)s"),
    "submission.change_what_is_shown": _("changed who answers, or what may be published"),
    "redaction.carry_over": _(
        "carried marks over to the changed answers: %(carried)s kept, %(lost)s lost with their words"
    ),
    "attachment.release": _("decided on a file: %(release)s"),
}
CHOICES = {choice.value: str(choice.label).lower() for choice in PublishingChoice}
RELEASES = {"text": _("its text"), "file": _("its text and itself"), "nothing": _("nothing of it")}


@dataclass(frozen=True)
class Event:
    """`reason` is what the person gave for it; `times` is how often they did just that within the minute."""

    at: datetime
    who: str
    what: str
    reason: str
    times: int = 1


def history(submission: Submission, viewer: Viewer) -> list[Event]:
    """Return what was done to `submission`, newest first, the same thing done ten times at once as one; three queries."""
    entries = list(entries_about(submission))
    names = _names({one for entry in entries for one in (entry.actor, str(entry.details.get("to", "")))}, viewer)
    return _together(_event(entry, names) for entry in reversed(entries))


def _together(events: Iterable[Event]) -> list[Event]:
    alike = groupby(events, key=lambda one: (one.at.replace(second=0, microsecond=0), one.who, one.what, one.reason))
    groups = (list(group) for _key, group in alike)
    return [replace(group[0], times=len(group)) for group in groups]


def details_changed(submission: Submission, viewer: Viewer, *, after: datetime, until: datetime) -> list[Event]:
    """Return when who answers, or what may be published, was changed between two moments. Three queries.

    What it was before is not kept: it may be the very thing that somebody took back.
    """
    actions = ("submission.change_respondent", "submission.choose_publishing")
    entries = list(entries_about(submission).filter(action__in=actions, at__gt=after, at__lte=until))
    names = _names({entry.actor for entry in entries}, viewer)
    return [_event(entry, names) for entry in entries]


def _event(entry: Entry, names: dict[str, str]) -> Event:
    details = entry.details
    facts = {
        "to": names.get(str(details.get("to")), str(_("nobody"))),
        "why": reason_words(str(details.get("reason", ""))).lower(),
        "carried": details.get("carried", 0),
        "lost": details.get("lost", 0),
        "release": RELEASES.get(str(details.get("release")), ""),
        "publishing": CHOICES.get(str(details.get("publishing")), ""),
    }
    is_own = entry.action == "submission.assign" and details.get("to") == entry.actor
    words = _("took it") if is_own else ACTIONS.get(entry.action)
    # A mark's reason is a code that stands in the sentence already.
    is_code = entry.action in ("redaction.make", "redaction.remove")
    return Event(
        at=entry.at,
        who=names.get(entry.actor, str(_("The system"))),
        what=str(words) % facts if words else _plain(entry.action),
        reason="" if is_code else str(details.get("reason", "")),
    )


def _plain(action: str) -> str:
    """Return words for an action that has none here: the label of its move, or its own name."""
    verb = action.partition(".")[2]
    labels = {move.verb: move.label for move in SUBMISSION.moves}
    return str(labels.get(verb, verb.replace("_", " "))).lower()


def _names(actors: set[str], viewer: Viewer) -> dict[str, str]:
    """Return how this viewer knows each actor of the log."""
    keys: dict[str, list[int]] = {"user": [], "contributor": []}
    for actor in actors:
        if hit := re.fullmatch(r"(user|contributor):(\d+)", actor):
            keys[hit[1]].append(int(hit[2]))
    rows: list[Any] = [*User.objects.filter(pk__in=keys["user"])]
    if keys["contributor"]:
        rows += Contributor.objects.filter(pk__in=keys["contributor"])
    return {row.audit_name: disclose(row, viewer).name for row in rows}
