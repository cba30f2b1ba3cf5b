"""Who takes part, and who sees to which question."""

from dataclasses import dataclass
from typing import Any

from evidence.submissions.domain.colleagues import is_here
from evidence.submissions.drafts import Draft
from evidence.submissions.enums import Part
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import known, writers


@dataclass(frozen=True)
class Person:
    pk: int
    name: str
    email: str
    part: str
    is_you: bool
    is_here: bool
    has_joined: bool
    may_be_removed: bool


def people(viewer: Contributor) -> list[Person]:
    return [
        Person(
            pk=one.pk,
            name=known(one, viewer),
            email=one.email,
            part=one.get_part_display(),
            is_you=one.pk == viewer.pk,
            is_here=is_here(one),
            has_joined=one.joined_at is not None or one.user_id is not None,
            may_be_removed=one.part != Part.LEAD and (viewer.part == Part.LEAD or one.pk == viewer.pk),
        )
        for one in writers(viewer.submission)
    ]


def owner_rows(draft: Draft, viewer: Contributor) -> list[dict[str, Any]]:
    """Return each question with those who may see to it and who does; none for whoever writes alone."""
    choices = [(one.pk, known(one, viewer)) for one in writers(viewer.submission)]
    if len(choices) == 1:
        return []
    return [
        {
            "question": question,
            "owner": answer.owner_id if (answer := draft.answers.get(question.pk)) else None,
            "choices": choices,
        }
        for question in draft.shown()
    ]
