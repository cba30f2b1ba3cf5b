"""Triangulation: what findings rest on, by type of source and by whom it heard; and what that warns of (C5, 7 and 9)."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from evidence.submissions.finding import squeezed
from peer_review.assessments.rules import ITEMS_ASKED, is_gone
from peer_review.findings.models import Finding, FindingCitation
from peer_review.notes.queries.sources import Counts, counts_each
from peer_review.reviews.models import Review
from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group
from peer_review.visits.models import Attendee, Slot

SMALL_GROUP = 5  # of fewer, what one said can be told from what the others said (C5, 9)
HEARD = frozenset({SourceType.INTERVIEW, SourceType.LIVED})


@dataclass(frozen=True)
class Caution:
    """`key` names what it warns of, so that an answer is known to be of it."""

    key: str
    text: str


@dataclass
class Basis:
    """What one finding rests on.

    `citations` are all, also those that hold no more. `kinds` counts the sources that hold, by type, and `groups_of` those
    whom they heard, by type and group. `persons` says how many people are behind its `notes`.
    """

    citations: list[FindingCitation] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    groups_of: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    notes: set[int] = field(default_factory=set)
    persons: Counts = field(default_factory=Counts)
    small: set[str] = field(default_factory=set)
    gone: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.kinds.total()

    @property
    def rests_on_two(self) -> bool:
        return self.total >= ITEMS_ASKED

    @property
    def is_only_heard(self) -> bool:
        """Whether nothing but what people said bears it."""
        return bool(self.kinds) and HEARD.issuperset(self.kinds)

    def warnings(self) -> list[Caution]:
        """Return what a reader could hold against the finding, in words. Each needs an answer before it is signed."""
        found = []
        if self.gone:
            words = {"labels": ", ".join(self.gone)}
            key = f"withdrawn:{words['labels']}"
            found.append(Caution(key, _("Evidence that it cites was withdrawn: %(labels)s.") % words))
        if len(self.kinds) == 1:
            kind = SourceType(next(iter(self.kinds))).label
            found.append(Caution("one-type", _("It rests on one type of source alone: %(kind)s.") % {"kind": kind}))
        if self.is_only_heard and self.persons.is_one:
            found.append(Caution("one-person", _("It rests on what one person said.")))
        elif self.is_only_heard and self.persons.may_be_one:
            text = _("We cannot tell whether more than one person said it: nobody wrote down whose words these are.")
            found.append(Caution("perhaps-one-person", text))
        for group in sorted(self.small):
            told = {"group": str(Group(group).label), "most": str(SMALL_GROUP)}
            text = (
                _("Fewer than %(most)s were heard of this group, so readers may guess who said it: %(group)s.") % told
            )
            found.append(Caution(f"small-group:{group}", text))
        return found


def bases_of(review: Review, findings: Collection[Finding]) -> dict[int, Basis]:
    """Return by key of finding what it rests on: four queries for any number of findings of one review."""
    bases = {one.pk: Basis() for one in findings}
    rows = list(FindingCitation.objects.filter(finding__in=bases).select_related("item", "note").order_by("pk"))
    sizes = _heard_by_group(review)
    for one in rows:
        basis = bases[one.finding_id]
        basis.citations.append(one)
        if is_gone(one):
            basis.gone.append(str(one.item or one.note))
            continue
        basis.kinds[one.kind] += 1
        if one.group:
            basis.groups_of[one.kind][one.group] += 1
            if sizes.get(one.group, 0) < SMALL_GROUP:
                basis.small.add(one.group)
        if one.note is not None:
            basis.notes.add(one.note.pk)
    persons = counts_each({key: basis.notes for key, basis in bases.items()})
    for key, basis in bases.items():
        basis.persons = persons[key]
    return bases


def _heard_by_group(review: Review) -> Counter[str]:
    """Return how many people were heard of each group: without those who were taken out, would not come, or whose meeting was off.

    Whoever is heard in several meetings is one, also where two rows of the timetable name them, such as with an address and
    without: of two people with one name the count is then too low, which warns once too often.
    """
    came = Slot.objects.filter(dropped_at=None, meeting__cancelled_at=None).exclude(is_coming=False)
    rows = Attendee.objects.filter(review=review).filter(Q(slots=None) | Q(pk__in=came.values("attendee")))
    people = {(group, squeezed(name) or pk) for pk, group, name in rows.values_list("pk", "group", "name")}
    return Counter(group for group, _who in people)


def basis_of(finding: Finding) -> Basis:
    return bases_of(finding.review, [finding])[finding.pk]


def unanswered(finding: Finding, basis: Basis) -> list[Caution]:
    """Return the warnings to which nobody has answered yet."""
    answered = set(finding.answered_for) if finding.warnings_answered else set()
    return [one for one in basis.warnings() if one.key not in answered]
