"""What must be answered before a call opens (facts, B1). The words of each answer are kept with who gave it, and when.

A call that is cleared keeps the answers it was cleared with. Other times may still raise a point that nobody was asked:
it is shown as soon as a draft has them, so that it can be answered before they are published.

The models import this module, so it can't import them: it takes a call as any page, with the fields that a call has.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from consultations.calls.enums import CallKind
from consultations.calls.holidays import Holiday, holidays_between

TITLE_CHARACTERS = 65
SUMMARY_WORDS = 100
MANY_QUESTIONS = 30
HOLIDAY = "holiday-"


@dataclass(frozen=True)
class Point:
    key: str
    title: str | Promise
    question: str | Promise
    source: str = ""

    @property
    def named(self) -> str:
        """Its title within a sentence. A holiday keeps its capital."""
        title = str(self.title)
        return title[:1].lower() + title[1:]


PRINCIPLES = "Consultation Principles 2018"
GUNNING = "R v Brent LBC, ex parte Gunning (1985)"

FOR_BOTH = (
    Point(
        "purpose",
        gettext_lazy("Purpose"),
        gettext_lazy("What will be done with the answers, and which decision do they serve?"),
        PRINCIPLES,
    ),
    Point(
        "audience",
        gettext_lazy("Audience"),
        gettext_lazy("Who should answer, and how will they hear of it?"),
        PRINCIPLES,
    ),
    Point(
        "length",
        gettext_lazy("Length"),
        gettext_lazy("Why is the time to answer, and the number of questions, in proportion?"),
        PRINCIPLES,
    ),
    Point(
        "privacy",
        gettext_lazy("Privacy notice"),
        gettext_lazy("Who has read the privacy notice against what this call asks for?"),
        "UK GDPR, articles 13 and 14",
    ),
    Point(
        "formats",
        gettext_lazy("Accessible formats"),
        gettext_lazy("Which formats are ready on the first day, and how were they chosen?"),
        "Equality Act 2010, section 20",
    ),
    Point(
        "equality",
        gettext_lazy("Equality duty"),
        gettext_lazy("How was due regard had to equality, and where is it written down?"),
        "Equality Act 2010, section 149",
    ),
)
FOR_CONSULTATION = (
    Point(
        "formative",
        gettext_lazy("Formative stage"),
        gettext_lazy("What is still open, so that answers can change it?"),
        GUNNING,
    ),
    Point(
        "reasons",
        gettext_lazy("Sufficient reasons"),
        gettext_lazy("Where do people find the reasons and facts that they need to consider and answer?"),
        GUNNING,
    ),
    Point(
        "time",
        gettext_lazy("Adequate time"),
        gettext_lazy("Why is the time enough for those whom it concerns most?"),
        GUNNING,
    ),
    Point(
        "consideration",
        gettext_lazy("Conscientious consideration"),
        gettext_lazy("Who will read the answers before deciding, and how will that be shown?"),
        GUNNING,
    ),
)


def points_for(call: Page) -> list[Point]:
    """Return the checklist of a call: by its kind, and by its dates."""
    of_kind = FOR_CONSULTATION if call.kind == CallKind.CONSULTATION else ()
    return [*FOR_BOTH, *of_kind, *(_point_of(one) for one in holidays_of(call))]


def points_asked(call: Page) -> list[Point]:
    """Return its checklist with the points that its latest draft would add."""
    points = {point.key: point for one in (call, call.get_latest_revision_as_object()) for point in points_for(one)}
    return list(points.values())


def holidays_of(call: Page) -> list[Holiday]:
    """Return the holidays in which the call is open, by London's calendar."""
    if not (call.opens_at and call.closes_at):
        return []
    return holidays_between(timezone.localdate(call.opens_at), timezone.localdate(call.closes_at))


def _point_of(holiday: Holiday) -> Point:
    """Return the point of one holiday of one year: what was said of Easter says nothing of August."""
    name = {"holiday": holiday.of_year}
    return Point(
        f"{HOLIDAY}{holiday.key}-{holiday.first.year}",
        _("Open over %(holiday)s") % name,
        _("The call is open over %(holiday)s. Why then, and what makes up for the lost days?") % name,
        "House of Lords committee on August consultations",
    )


def answered(call: Page) -> dict[str, Any]:
    """Return the answers given so far (models.Check), by the keys of their points."""
    return {check.key: check for check in call.checks.select_related("answered_by")}


def unanswered(call: Page) -> list[Point]:
    given = answered(call)
    return [point for point in points_for(call) if point.key not in given]


def warnings_for(call: Page, questions: int) -> list[str]:
    """Return what is unwise but not forbidden, in whole sentences."""
    found = []
    if len(call.title) > TITLE_CHARACTERS:
        found.append(
            _("The title has %(count)d characters. Keep it to %(limit)d, so that it is read whole in lists.")
            % {"count": len(call.title), "limit": TITLE_CHARACTERS}
        )
    if "consultation" in call.title.lower():
        found.append(_("The title says “consultation”. The page says that anyway; name the subject alone."))
    if (words := len(call.summary.split())) > SUMMARY_WORDS:
        found.append(
            _("The summary has %(count)d words. Keep it to %(limit)d.") % {"count": words, "limit": SUMMARY_WORDS}
        )
    if questions > MANY_QUESTIONS:
        found.append(_("%(count)d questions are many. Few people will finish.") % {"count": questions})
    return found
