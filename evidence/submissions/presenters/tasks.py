"""The sections of a submission, how far each is, and who sees to it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.calls.models import Question, Section
from evidence.submissions.drafts import Draft
from evidence.submissions.enums import Part
from evidence.submissions.files.presenters import page_url
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import known, writers


def section_tasks(draft: Draft, viewer: Contributor) -> list[dict[str, Any]]:
    """Return the sections as tasks: Completed, In progress, Not started, or nothing to answer."""
    return [_section_task(draft, section, questions, viewer) for section, questions in draft.sections()]


def other_tasks(draft: Draft, viewer: Contributor) -> dict[str, list[dict[str, Any]]]:
    """Return the tasks before the sections, with the group, and after them."""
    key = draft.submission.key
    submission = draft.submission
    about = {"title": _("About who is answering"), "url": reverse("respond:about", args=[key]), **_completed()}
    publishing = {
        "title": _("Choose what may be published"),
        "url": reverse("respond:publishing", args=[key]),
        **(_completed() if submission.publishing else _not_started()),
    }
    count = len(writers(submission)) - 1
    colleagues = {
        "title": _("Work with colleagues"),
        "url": reverse("respond:colleagues", args=[key]),
        "hint": _("Invite others, share out the questions, ask for sign-off."),
        "status": ngettext("%(count)d colleague", "%(count)d colleagues", count) % {"count": count}
        if count
        else _("Optional"),
    }
    return {"before": [about, colleagues], "after": [_files_task(draft), publishing, *_sign_off_task(draft, viewer)]}


def _files_task(draft: Draft) -> dict[str, Any]:
    count = len(draft.loose_files())
    return {
        "title": _("Attach files"),
        "url": page_url(draft.submission),
        "hint": _("Reports, figures or pictures that support your answers."),
        "status": ngettext("%(count)d file", "%(count)d files", count) % {"count": count} if count else _("Optional"),
    }


def _sign_off_task(draft: Draft, viewer: Contributor) -> Iterator[dict[str, Any]]:
    submission = draft.submission
    if not submission.wants_sign_off:
        return
    task: dict[str, Any] = {"title": _("Sign-off by an approver")}
    if viewer.part == Part.APPROVER:
        task["url"] = reverse("respond:sign_off", args=[submission.key])
    yield task | (_completed() if submission.signed_off_at else {"status": _("Waiting"), "colour": "amber"})


def progress(draft: Draft, questions: list[Question]) -> tuple[int, int]:
    """Return how many of the questions shown are answered, and how many there are."""
    shown = [question for question in questions if draft.is_shown(question)]
    return sum(draft.is_answered(question) for question in shown), len(shown)


def _section_task(draft: Draft, section: Section, questions: list[Question], viewer: Contributor) -> dict[str, Any]:
    answered, shown = progress(draft, questions)
    task: dict[str, Any] = {"title": section.title}
    if not shown:
        return task | {"status": _("Nothing to answer"), "hint": _("Because of your answers in other sections.")}
    task["url"] = reverse("respond:section", args=[draft.submission.key, section.pk])
    task["hint"] = ngettext(
        "%(answered)d of %(count)d question answered", "%(answered)d of %(count)d questions answered", shown
    ) % {"answered": answered, "count": shown}
    task["owner"] = ", ".join(_owners(draft, questions, viewer))
    waiting = [late for question in questions for late in draft.late_texts_of(question)]
    if waiting:
        task["url"] = reverse("respond:conflict", args=[draft.submission.key, waiting[0].pk])
        return task | {"status": _("Two texts: choose"), "colour": "red"}
    is_wanting = any(question.pk in draft.missing for question in questions)
    if answered and not is_wanting:
        return task | _completed()
    return task | ({"status": _("In progress"), "colour": "blue"} if answered else _not_started())


def _owners(draft: Draft, questions: list[Question], viewer: Contributor) -> list[str]:
    owners = {
        answer.owner.pk: answer.owner
        for question in questions
        if (answer := draft.answers.get(question.pk)) and answer.owner is not None and answer.owner.ended_at is None
    }
    return [_("you") if owner.pk == viewer.pk else known(owner, viewer) for owner in owners.values()]


def _completed() -> dict[str, Any]:
    return {"status": _("Completed")}


def _not_started() -> dict[str, Any]:
    return {"status": _("Not started"), "colour": "grey"}
