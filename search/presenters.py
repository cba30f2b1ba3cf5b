"""Results and facets as the page shows them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from consultations.assemblies.models import BodyPage, SessionPage
from consultations.calls.models import CallPage
from consultations.statements.enums import StatementKind
from consultations.statements.models import Statement
from consultations.statements.presenters import standing_of
from consultations.townhalls.lifecycle import TOWN_HALL
from consultations.townhalls.models import Contribution, TownHallPage
from core.disclosure import Audience, Viewer
from core.lists import Facet, Option, without
from core.templatetags.moments import plain_moment
from evidence.publication.models import Edition, EditionAttachment
from evidence.submissions.disclosure import respondent_label
from evidence.submissions.enums import RespondentKind, SubmissionState
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Attachment, Submission
from organisations.models import OrganisationType, Region
from peer_review.reports.models import Passage, Report
from search.asked import DESK, Asked
from search.enums import Alias, Kind
from search.held import Held, held, of_body_page
from search.peer_reviewed import of_peer_review
from search.queries.find import MARK, UNMARK, Found, Match
from search.queries.names import titles_of, titles_on_desk
from search.said import said

COLOURS = {
    Kind.SUBMISSION: "green",
    Kind.ATTACHMENT: "green",
    Kind.CALL: "blue",
    Kind.TOWN_HALL: "blue",
    Kind.CONTRIBUTION: "green",
    Kind.BODY: "violet",
    Kind.MEMBER: "violet",
    Kind.SESSION: "blue",
    Kind.ITEM: "blue",
    Kind.PAPER: "green",
    Kind.MINUTES: "green",
    Kind.ADVICE: "violet",
    Kind.PRINCIPLE: "violet",
    Kind.RECOMMENDATION: "violet",
    Kind.PEER_REPORT: "green",
    Kind.FINDING: "violet",
    Kind.REVIEW: "violet",
    Kind.WORKSTREAM: "violet",
    Kind.PAGE: "grey",
}
PLURALS: dict[str, Any] = {
    Kind.SUBMISSION.value: _lazy("Submissions"),
    Kind.ATTACHMENT.value: _lazy("Attachments"),
    Kind.CALL.value: _lazy("Calls"),
    Kind.TOWN_HALL.value: _lazy("Town halls"),
    Kind.CONTRIBUTION.value: _lazy("Said in town halls"),
    Kind.BODY.value: _lazy("Standing bodies"),
    Kind.MEMBER.value: _lazy("Members"),
    Kind.SESSION.value: _lazy("Sessions"),
    Kind.ITEM.value: _lazy("Items of agendas"),
    Kind.PAPER.value: _lazy("Papers"),
    Kind.MINUTES.value: _lazy("Minutes"),
    Kind.ADVICE.value: _lazy("Advice"),
    Kind.PRINCIPLE.value: _lazy("Principles"),
    Kind.RECOMMENDATION.value: _lazy("Recommendations"),
    Kind.PEER_REPORT.value: _lazy("Peer review reports"),
    Kind.FINDING.value: _lazy("Findings of peer reviews"),
    Kind.REVIEW.value: _lazy("Reviews"),
    Kind.WORKSTREAM.value: _lazy("Workstreams"),
    Kind.PAGE.value: _lazy("Pages"),
}
SHOWN_AT_FIRST = 8


@dataclass(frozen=True)
class Shown:
    """One result. `passages` are escaped, with the words that were asked for marked; `language` is theirs, if another.

    `state` and `received` are the desk's.
    """

    kind: str
    colour: str
    title: str
    url: str
    reference: str = ""
    facts: tuple[str, ...] = ()
    day: datetime | None = None
    passages: tuple[SafeString, ...] = ()
    opening: str = ""
    language: str = ""
    state: str = ""
    state_colour: str = ""
    received: date | None = None


class LongFacet(Facet):
    """A filter of which the page shows the first choices, and the others when asked to."""

    def narrows(self, total: int) -> bool:
        """Whether it is worth showing: a filter whose every choice leaves all results is not, unless one is chosen."""
        return any(one.is_chosen or one.count < total for one in self.options)

    @property
    def first(self) -> tuple[Option, ...]:
        return self.options[:SHOWN_AT_FIRST]

    @property
    def others(self) -> tuple[Option, ...]:
        return self.options[SHOWN_AT_FIRST:]


def results(matches: Iterable[Match], request: HttpRequest | None, alias: Alias = Alias.PUBLIC) -> list[Shown]:
    """Return the results of one index as its page shows them."""
    return [_shown(match, request, on_desk=alias is Alias.STAFF) for match in matches]


def _shown(match: Match, request: HttpRequest | None, *, on_desk: bool) -> Shown:
    kind = Kind(match.kind)
    row = match.row
    common: dict[str, Any] = {
        "kind": str(kind.label),
        "colour": COLOURS[kind],
        "passages": tuple(_marked(passage) for passage in match.passages),
    }
    if isinstance(row, Edition):
        return Shown(
            **common,
            title=row.respondent,
            url=row.get_absolute_url(),
            reference=row.reference,
            facts=_facts(row),
            day=row.published_at,
            opening=row.first_lines,
            language=row.language,
        )
    if isinstance(row, EditionAttachment):
        return Shown(
            **common,
            title=row.title,
            url=f"{row.edition.get_absolute_url()}#attachment-{row.position}",
            reference=row.edition.reference,
            facts=(_("with the submission of %(respondent)s") % {"respondent": row.edition.respondent},),
            day=row.edition.published_at,
        )
    if isinstance(row, Contribution):
        return Shown(**common, **said(row, match.opening, on_desk=on_desk))
    if isinstance(row, Held | Statement | Report | Passage):
        return Shown(**common, **_of_row(row, request))
    if isinstance(row, Submission | Attachment) and request is not None:
        return Shown(**common, **_on_desk(row, request), opening=match.opening)
    return Shown(**common, **_of_page(row, request))


def _of_row(row: Held | Statement | Report | Passage, request: HttpRequest | None) -> dict[str, Any]:
    if isinstance(row, Report | Passage):
        return of_peer_review(row)
    return _of_statement(row) if isinstance(row, Statement) else held(row, request)


def _of_statement(row: Statement) -> dict[str, Any]:
    current = row.current
    standing, _colour = standing_of(row.progress.all())
    return {
        "title": current.title if current else str(StatementKind(row.kind).label),
        "url": row.get_absolute_url(),
        "reference": row.reference,
        "facts": _facts_of_statement(row, standing),
        "opening": current.text if current else "",
        "day": current.published_at if current else None,
    }


def _facts_of_statement(row: Statement, standing: str) -> tuple[str, ...]:
    """Return what tells one mail about it from the last: where it stands, its version, and how many comments there are."""
    facts = [_("Status: %(status)s") % {"status": standing}]
    if row.current and row.current.number > 1:
        facts.append(_("Version %(number)d") % {"number": row.current.number})
    if comments := getattr(row, "comments_told", 0):
        facts.append(ngettext("%(count)d comment", "%(count)d comments", comments) % {"count": comments})
    return tuple(facts)


def _of_page(row: Any, request: HttpRequest | None) -> dict[str, Any]:
    shown = {"title": row.title, "url": row.get_url(request) or "/"}
    if isinstance(row, CallPage):
        facts = (str(row.get_kind_display()), str(row.phase.label))
        return {**shown, "reference": row.code or "", "facts": facts, "opening": row.summary}
    if isinstance(row, TownHallPage):
        facts = (str(TOWN_HALL.state_of(row).public_label), plain_moment(row.starts_at))
        return {**shown, "facts": facts, "opening": row.summary}
    if isinstance(row, BodyPage | SessionPage):
        return {**shown, **of_body_page(row)}
    return {**shown, "opening": row.search_description}


def _on_desk(row: Submission | Attachment, request: HttpRequest) -> dict[str, Any]:
    submission = row if isinstance(row, Submission) else row.submission
    state, url = SUBMISSION.state_of(submission), reverse("desk:submission", args=[submission.reference])
    respondent = respondent_label(submission, Viewer(Audience.STAFF, request.user))  # type: ignore[arg-type]
    shown: dict[str, Any] = {
        "title": respondent,
        "url": url,
        "reference": submission.reference,
        "facts": _facts(submission),
        "state": str(state.label),
        "state_colour": state.tag,
        "received": submission.received_on or submission.submitted_at,
    }
    if isinstance(row, Attachment):
        facts = (_("with the submission of %(respondent)s") % {"respondent": respondent},)
        return {**shown, "title": row.name, "url": f"{url}#file-{row.pk}", "facts": facts}
    return shown


def _facts(row: Edition | Submission) -> tuple[str, ...]:
    said = [
        _label("who", row.kind, {}),
        _label("type", row.organisation_type, {}),
        _label("region", row.region, {}),
        _("Illustration") if row.is_illustration else "",
    ]
    return tuple(fact for fact in said if fact)


def _marked(passage: str) -> SafeString:
    """Return a passage as HTML. The signs around a word that was asked for stand in no text (see core.plain_text)."""
    return mark_safe(escape(passage).replace(MARK, "<mark>").replace(UNMARK, "</mark>"))  # noqa: S308 - escaped


def facets(found: Found, asked: Asked, query: QueryDict) -> list[LongFacet]:
    """Return all facets, each with its counts and what is chosen."""
    values = {
        name: {*(str(value) for value, _count in found.counts.get(name, ())), *asked.chosen.get(name, ())}
        for name in ("review", "workstream", "body", "session", "call", "with")
    }
    values["statement"] = set(asked.chosen.get("statement", ()))  # a filter by one is followed, and never offered
    titles = titles_on_desk(values) if asked.alias is Alias.STAFF else titles_of(values)
    return [
        LongFacet(name, label, _options(name, found.counts.get(name, []), asked.chosen.get(name, ()), query, titles))
        for name, label in _labels().items()
        if name in asked.facets
    ]


def _options(
    name: str,
    counted: Sequence[tuple[Any, int]],
    chosen: Sequence[str],
    query: QueryDict,
    titles: Mapping[tuple[str, str], str],
) -> tuple[Option, ...]:
    counts = {**dict.fromkeys(chosen, 0), **{str(value): count for value, count in counted}}
    options = [
        Option(value, said, count, value in chosen, without(query, name, value) if value in chosen else "")
        for value, count in counts.items()
        if (said := _label(name, value, titles))
    ]
    order = (lambda option: -int(option.value)) if name == "year" else (lambda option: -option.count)
    return tuple(sorted(options, key=lambda option: (not option.is_chosen, order(option))))


def _labels() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "state": _("State"),
        "review": _("Review"),
        "workstream": _("Workstream"),
        "body": _("Standing body"),
        "session": _("Session"),
        "statement": _("Principle or recommendation"),
        "call": _("Call"),
        "who": _("Who answered"),
        "type": _("Type of organisation"),
        "organisation": _("Organisation"),
        "region": _("Region"),
        "theme": _("Theme"),
        "year": _("Year"),
        "with": _("With"),
    }


_CHOICES: dict[str, Any] = {
    "who": RespondentKind,
    "type": OrganisationType,
    "region": Region,
    "state": SubmissionState,
}


def _label(name: str, value: str, titles: Mapping[tuple[str, str], str]) -> str:
    """Return how a value reads, or an empty text for one that means nothing."""
    if name == "kind" or name in _CHOICES:
        return _names(name, get_language()).get(value, "")
    return value if name in {"year", "organisation", "theme"} else titles.get((name, value), "")


@cache
def _names(name: str, language: str | None) -> dict[str, str]:
    """Return how the values of a fixed set read, translated once: a page names a hundred."""
    named = PLURALS if name == "kind" else dict(_CHOICES[name].choices)
    return {str(value): str(label) for value, label in named.items()}


def only_words(asked: Asked) -> str:
    """Return the address of the same words without any choice."""
    return _address(asked.words, asked.place)


def signs(newest: Edition | None) -> list[tuple[str, str]]:
    """Return what may be typed to ask more exactly, and what each finds; of one submission where there is any."""
    reference = newest.reference if newest else "CFE1-0042"
    day = newest.published_at if newest else timezone.now()
    return [
        ('"integrated care"', _("these words, in this order, as they stand")),
        ("prevention -smoking", _("the first word and not the second")),
        ("data OR digital", _("either word, or both")),
        ("(data OR digital) board", _("the last word with either of the first")),
        ("title:council", _("a word in the title: the name of a respondent, an organisation, a call or a page")),
        (f"call:{reference.partition('-')[0]} data", _("a word in what was sent to one call")),
        (
            "kind:call data",
            _(
                "a word in one kind: submission, attachment, call, townhall, contribution, body, member, session, item, paper, "
                "minutes, advice, principle, recommendation, peerreport, finding, review, workstream or page"
            ),
        ),
        (f"year:{timezone.localdate(day).year} data", _("a word in what is of one year")),
        (reference, _("the submission with this reference: it leads straight there")),
    ]


def register_like(asked: Asked) -> str:
    """Return the address of the register with those choices that it knows: it asks the database, not the engine."""
    known = {"call": "call", "who": "kind", "type": "type", "region": "region"}
    chosen = [(theirs, value) for ours, theirs in known.items() for value in asked.chosen.get(ours, ())]
    address = reverse("publication:register")
    return f"{address}?{urlencode(chosen)}" if chosen else address


def same_search(query: QueryDict, words: str) -> str:
    """Return the address of the same search for other words, from its first page."""
    left = query.copy()
    left["q"] = words
    left.pop("page", None)
    return f"?{left.urlencode()}"


def any_word(asked: Asked) -> str:
    """Return the address of a search for any one of the words, or an empty text where that is no other search."""
    words = [word for word in re.findall(r"\w+", asked.words) if word not in {"OR", "AND", "NOT"}]
    return _address(" OR ".join(words), asked.place) if len(words) > 1 else ""


def places(asked: Asked) -> list[dict[str, Any]]:
    """Return where the secretariat may look for the same words, for the component `views`."""
    return [
        {
            "text": alias.label,
            "url": _address(asked.words, {"in": DESK} if alias is Alias.STAFF else {}),
            "current": alias is asked.alias,
        }
        for alias in Alias
    ]


def _address(words: str, place: Mapping[str, str]) -> str:
    left = QueryDict(mutable=True)
    left["q"] = words
    left.update(place)
    return f"?{left.urlencode()}"


def in_words(searches: Sequence[Asked]) -> list[list[tuple[str, list[str]]]]:
    """Return what each search asks for, as (what, values) with the names that people know: three queries for all.

    A choice that means nothing any more, or nothing to the public, is said to be gone.
    """
    chosen = {name: {value for asked in searches for value in asked.chosen.get(name, ())} for name in _labels()}
    titles = titles_of(chosen)
    return [_in_words(asked, titles) for asked in searches]


def _in_words(asked: Asked, titles: Mapping[tuple[str, str], str]) -> list[tuple[str, list[str]]]:
    words = [(_("Words"), [asked.words])] if asked.words else []
    choices = [
        (label, [_label(name, value, titles) or _("something that is no longer here") for value in values])
        for name, label in _labels().items()
        if (values := asked.chosen.get(name, ()))
    ]
    return words + choices
