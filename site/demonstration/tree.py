"""The pages of the demonstration: the review, its workstreams and its calls."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from accounts.models import User
from consultations.calls.checklist import HOLIDAY, points_for
from consultations.calls.domain.opening import answer_checks, clear_to_open, publish_outcome
from consultations.calls.enums import CallKind
from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from consultations.workstreams.models import WorkstreamPage, WorkstreamPerson
from demonstration.content import review as facts
from pages.models import HomePage, PrivacyNoticePage

SLUG = "hewitt-review"
EVIDENCE_TITLE = "How integrated care systems should be led"
LIKERT = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"]


def load_review() -> ReviewPage:
    """Make the review and its workstreams."""
    home = HomePage.objects.get()
    review = home.add_child(
        instance=ReviewPage(
            title=facts.REVIEW_TITLE,
            slug=SLUG,
            summary=facts.REVIEW_SUMMARY,
            body=facts.REVIEW_BODY,
            begins_on=datetime(2022, 12, 6, tzinfo=timezone.get_current_timezone()).date(),
            reports_on=datetime(2023, 4, 4, tzinfo=timezone.get_current_timezone()).date(),
        )
    )
    for title, purpose, people in facts.WORKSTREAMS:
        workstream = WorkstreamPage(title=title, slug=slugify(title), purpose=purpose)
        workstream.people = [
            WorkstreamPerson(part=WorkstreamPerson.Part.CO_CHAIR, name=name, title=post) for name, post in people
        ]
        review.add_child(instance=workstream)
    _publish(review, *review.get_children().specific())
    return review


def load_evidence_call(review: ReviewPage, *, secretary: User) -> CallPage:
    """Make the call for evidence, open now: the dates of the day would leave nobody able to try it."""
    return _open(
        _call(
            review,
            title=EVIDENCE_TITLE,
            kind=CallKind.EVIDENCE,
            summary="How can integrated care systems be given more freedom, and answer for how they use it?",
            audience="People across health and social care, patients, the public, and the voluntary sector.",
            minutes_needed=60,
            body=facts.EVIDENCE_BACKGROUND,
            wording_note=(
                "A demonstration. The questions are reconstructed from public summaries, "
                "and the dates are moved so that the call is open today."
            ),
            opens_at=at_hour(-24, 9),
            closes_at=at_hour(21, 23, 45),
            questionnaire=evidence_questionnaire(),
            workstreams=list(WorkstreamPage.objects.child_of(review)),
        ),
        secretary,
        length=facts.EVIDENCE_LENGTH,
    )


def load_consultation(review: ReviewPage, *, secretary: User) -> CallPage:
    """Make a consultation on the six draft principles and publish its outcome: it is closed."""
    call = _open(
        _call(
            review,
            title="Six draft principles",
            kind=CallKind.CONSULTATION,
            summary="Are these six principles the right ones for leading integrated care systems?",
            audience="Everyone who leads, works in or relies on an integrated care system.",
            minutes_needed=15,
            body=facts.PRINCIPLES_BACKGROUND,
            wording_note="A demonstration. The principles are facts; the questions and the outcome are illustrations.",
            opens_at=at_hour(-80, 9),
            closes_at=at_hour(1, 17),
            questionnaire=principles_questionnaire(),
            outcome=facts.OUTCOME,
        ),
        secretary,
        length=facts.PRINCIPLES_LENGTH,
    )
    CallPage.objects.filter(pk=call.pk).update(closes_at=at_hour(-38, 17))
    return publish_outcome(call=call, actor=secretary)


def load_forthcoming(review: ReviewPage) -> CallPage:
    """Make a call that has not opened."""
    return _call(
        review,
        title="Learning from peer review",
        kind=CallKind.EVIDENCE,
        summary="What should a national peer review of systems learn from the way councils review each other?",
        audience="Peers, hosts of peer reviews, and those who read their reports.",
        minutes_needed=30,
        wording_note="A demonstration: recommendation 14 of the review is a fact, this call is an illustration.",
        opens_at=at_hour(30, 9),
        closes_at=at_hour(72, 17),
        questionnaire=peer_review_questionnaire(),
    )


def evidence_questionnaire() -> list[dict[str, Any]]:
    """Return the thirteen questions in their five categories, with two files asked for at the end."""
    number = 0
    sections = []
    for title, _category, questions in facts.EVIDENCE_SECTIONS:
        blocks = []
        for wording, help_text, words in questions:
            number += 1
            blocks.append(
                _question("long_text", str(number), wording, help=help_text, required=number == 1, word_limit=words)
            )
        if title == facts.EVIDENCE_SECTIONS[-1][0]:
            blocks.append(_question("file", "14", "Documents that support your answers", help="Up to ten files."))
        sections.append(_section(title, blocks))
    return sections


def principles_questionnaire() -> list[dict[str, Any]]:
    """Return a short form that shows a grid, a ranking, choices and a condition."""
    principles = "\n".join(facts.PRINCIPLES)
    return [
        _section(
            "The principles",
            [
                _question("likert", "1", "How far do you agree?", options=principles, scale="\n".join(LIKERT)),
                _question("ranking", "2", "Put them in the order of how much they matter.", options=principles),
                _question("radios", "3", "Is anything missing?", required=True, options="Yes\nNo\nI do not know"),
                _question(
                    "long_text",
                    "3a",
                    "What is missing?",
                    word_limit=250,
                    show_when={"question": "3", "answers": "Yes"},
                ),
            ],
        )
    ]


def peer_review_questionnaire() -> list[dict[str, Any]]:
    return [
        _section(
            "Your part in peer review",
            [
                _question(
                    "checkboxes",
                    "1",
                    "In which ways have you taken part?",
                    options="As a peer\nAs a host\nAs somebody interviewed\nAs a reader of reports\nNot yet",
                ),
                _question("number", "2", "In how many reviews?"),
                _question("long_text", "3", "What should a review of a whole system do differently?", word_limit=500),
            ],
        )
    ]


def _question(kind: str, code: str, wording: str, **fields: Any) -> dict[str, Any]:
    value = {"code": code, "wording": wording, "help": "", "required": False, "show_when": {}, **fields}
    return {"type": kind, "id": str(uuid4()), "value": value}


def _section(title: str, questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "section", "id": str(uuid4()), "value": {"title": title, "intro": "", "questions": questions}}


def _call(review: ReviewPage, *, workstreams: list[WorkstreamPage] | None = None, **fields: Any) -> CallPage:
    notice = PrivacyNoticePage.objects.first()
    call = CallPage(
        slug=slugify(fields["title"]),
        contact_email="secretariat@moothall.example",
        contact_telephone="020 7946 0000",
        postal_address="The secretariat (illustration)\n1 Example Street\nExampleton",
        privacy_notice=notice,
        **fields,
    )
    review.add_child(instance=call)
    if workstreams:
        call.workstreams.set(workstreams)
        call.save()
    _publish(call)
    return CallPage.objects.get(pk=call.pk)


def _open(call: CallPage, secretary: User, *, length: str) -> CallPage:
    checks = {**facts.CHECKS, "length": length}
    answers = {one.key: checks["holidays" if one.key.startswith(HOLIDAY) else one.key] for one in points_for(call)}
    answer_checks(call=call, answers=answers, actor=secretary)
    return clear_to_open(call=call, actor=secretary)


def _publish(*pages: Page) -> None:
    for page in pages:
        page.save_revision().publish()


def at_hour(days: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of London's clock so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
