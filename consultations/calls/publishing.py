"""What publishing a draft would change of a call for those who answer it, and what stands in its way.

The page's form says each obstacle beside its field; publishing without a form says them all (CallPage.publish).

The models import this module, so it can't import them: it takes a call as any page, with the fields that a call has.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.calls.blocks import faults_in
from consultations.calls.checklist import HOLIDAY, unanswered
from consultations.calls.enums import CallStatus
from consultations.calls.reading import differs, has_words
from core.lasting_pages import why_its_address_stays
from core.templatetags.moments import plain_moment

TIMES = ("opens_at", "closes_at")
WORDS = (
    "title",
    "seo_title",
    "search_description",
    "summary",
    "audience",
    "minutes_needed",
    "contact_email",
    "contact_telephone",
    "postal_address",
    "privacy_notice_id",
    "wording_note",
    "sign_off_offered",
)
# The editor's box numbers its paragraphs, anew where they came from elsewhere. Nobody reads that.
NUMBERED = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True)
class Obstacle:
    """What is wrong, in a sentence for whoever publishes, and the field of the page that it is about."""

    field: str
    why: str


def seen_of(call: Page) -> dict[str, Any]:
    """Return all that a respondent sees of a call but its questions, each part by its name."""
    return {
        **{name: _to_the_minute(getattr(call, name)) for name in TIMES},
        **{name: getattr(call, name) for name in WORDS},
        "body": _as_read(call.body),
        "outcome": _as_read(call.outcome) if call.status == CallStatus.OUTCOME else "",
        "workstreams": workstreams_seen(call.workstreams.all()),
        "documents": documents_seen(call.documents.all()),
    }


def workstreams_seen(workstreams: Any) -> set[int]:
    return {one.pk for one in workstreams}


def documents_seen(documents: Any) -> list[tuple[Any, ...]]:
    return [(one.title, one.format, one.document_id, one.link, one.published_on) for one in documents]


def parts_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the names of the parts in which two of `seen_of` differ."""
    return [name for name, value in after.items() if before[name] != value]


def obstacles_to(stored: Page, new: Page, seen: Mapping[str, Any] | None = None) -> Iterator[Obstacle]:
    """Find what forbids that `new` takes the place of `stored`.

    `seen` is what would be seen of `new`, where that is not in it yet: a form sets some of it only when it saves.
    """
    yield from _address_and_kind(stored, new)
    yield from (Obstacle("questionnaire", why) for why in faults_in(new.questionnaire))
    if stored.status != CallStatus.PREPARING:
        yield from _what_it_was_cleared_with(stored, new)
    if stored.has_opened:
        yield from _times_of_an_opened_call(stored, new)
        yield from _reason(stored, new, seen or seen_of(new))


def _address_and_kind(stored: Page, new: Page) -> Iterator[Obstacle]:
    if stored.address_is_public and new.slug != stored.slug:
        yield Obstacle("slug", why_its_address_stays(stored))
    if new.kind != stored.kind:
        yield Obstacle("kind", _("References were made from the kind. Create a new call instead."))


def _what_it_was_cleared_with(stored: Page, new: Page) -> Iterator[Obstacle]:
    """Ask again what the move `clear` asked (lifecycle): what was in order must stay so."""
    if stored.privacy_notice_id and not new.privacy_notice_id:
        yield Obstacle("privacy_notice", _("The call is cleared to open, so it needs its privacy notice. Choose one."))
    elif new.privacy_notice_id and not new.privacy_notice.live:
        yield Obstacle("privacy_notice", _("The privacy notice is not published. Publish it first, or choose another."))
    if _asks(stored.questionnaire) and not _asks(new.questionnaire):
        yield Obstacle("questionnaire", _("The call is cleared to open, so it must ask at least one question."))
    if not stored.has_opened and new.closes_at <= timezone.now() < stored.closes_at:
        yield Obstacle("closes_at", _("Enter a closing time in the future: the call is cleared to open."))
    known = {point.key for point in unanswered(stored)}
    if names := [one.named for one in unanswered(new) if one.key.startswith(HOLIDAY) and one.key not in known]:
        yield Obstacle(
            "closes_at",
            _(
                "These times raise a point that the checklist does not answer: %(names)s. Save them as a draft, "
                "answer the point under “Opening and outcome”, then publish."
            )
            % {"names": ", ".join(names)},
        )


def _asks(questionnaire: Any) -> bool:
    return any(len(section.value["questions"]) for section in questionnaire)


def _times_of_an_opened_call(stored: Page, new: Page) -> Iterator[Obstacle]:
    """Time already past is what respondents went by, so only what is to come can change."""
    if _to_the_minute(new.opens_at) != _to_the_minute(stored.opens_at):
        yield Obstacle(
            "opens_at",
            _("The call opened at %(moment)s, and that can't change now.") % {"moment": plain_moment(stored.opens_at)},
        )
    if _to_the_minute(new.closes_at) == _to_the_minute(stored.closes_at):
        return
    if stored.status == CallStatus.OUTCOME:
        yield Obstacle(
            "closes_at",
            _("The outcome is published. Take it back under “Opening and outcome” before you open the call again."),
        )
    elif new.closes_at <= timezone.now():
        yield Obstacle("closes_at", _("Enter a closing time in the future: people went by the one that stood."))


def _reason(stored: Page, new: Page, seen: Mapping[str, Any]) -> Iterator[Obstacle]:
    if new.change_reason.strip():
        return
    if not parts_changed(seen_of(stored), seen) and not differs(stored, new.questionnaire):
        return
    yield Obstacle(
        "change_reason",
        _("This call is open and people are answering it. Say why you change it.")
        if stored.is_open
        else _("People answered this call as it stands. Say why you change it."),
    )


def _to_the_minute(moment: datetime) -> datetime:
    """Cut what the editor's boxes don't show, so that saving them unchanged is no change."""
    return moment.replace(second=0, microsecond=0)


def _as_read(html: str) -> str:
    return NUMBERED.sub("", html) if has_words(html) else ""
