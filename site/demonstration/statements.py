"""The principles and recommendations of the demonstration, with comments, and somebody who asks to join a workstream."""

from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from consultations.reviews.models import ReviewPage
from consultations.statements.domain import commenting, drafting
from consultations.statements.domain.drafting import Wording
from consultations.statements.domain.progress import note_progress
from consultations.statements.enums import Standing, StatementKind
from consultations.statements.models import Statement
from consultations.townhalls.domain.participants import confirm
from consultations.workstreams.domain import joining
from consultations.workstreams.models import WorkstreamPage, WorkstreamPerson
from demonstration.content import statements as said
from demonstration.content.review import PRINCIPLES


def load_statements(review: ReviewPage, *, secretary: User, moderator: User, co_chair: User) -> None:
    """Publish the six principles and the recommendations, and have people comment; give a workstream a co-chair who signs in."""
    workstreams = list(WorkstreamPage.objects.child_of(review).order_by("path"))
    for number, text in enumerate(PRINCIPLES, start=1):
        _published(
            _begun(review, StatementKind.PRINCIPLE, number, secretary, origin=said.ORIGIN_OF_PRINCIPLES),
            text,
            secretary,
        )
    _reworded(secretary)
    number = 0
    for chapter, titles in said.CHAPTERS:
        for title in titles:
            number += 1
            under = [workstreams[said.UNDER[number]]] if number in said.UNDER else []
            origin = said.ORIGIN_OF_RECOMMENDATIONS if under else said.ORIGIN_WITHOUT_WORKSTREAM
            made = drafting.begin(
                review=review,
                kind=StatementKind.RECOMMENDATION,
                number=number,
                chapter=chapter,
                origin=origin,
                source=said.REPORT,
                workstreams=under,
                by=secretary,
            )
            _published(made, title, secretary)
    _progress(secretary)
    _comments(moderator)
    _co_chair(workstreams[-1], co_chair)


def _begun(review: ReviewPage, kind: StatementKind, number: int, by: User, *, origin: str) -> Statement:
    return drafting.begin(review=review, kind=kind, number=number, origin=origin, by=by)


def _published(statement: Statement, text: str, by: User) -> None:
    wording = Wording(title=text, text=f"{text}.", by_whom=said.BY_WHOM)
    version = drafting.draft(statement=statement, wording=wording, by=by)
    drafting.publish(version=version, revision=version.revision, by=by)


def _reworded(by: User) -> None:
    statement = Statement.objects.get(kind=StatementKind.PRINCIPLE, number=said.REWORDED)
    wording = Wording(
        title=PRINCIPLES[said.REWORDED - 1],
        text=said.REWORDED_TEXT,
        by_whom=said.BY_WHOM,
        changed=said.REWORDED_CHANGED,
        why=said.REWORDED_WHY,
    )
    version = drafting.draft(statement=statement, wording=wording, by=by)
    drafting.publish(version=version, revision=version.revision, by=by)


def _progress(by: User) -> None:
    for principle in Statement.objects.filter(kind=StatementKind.PRINCIPLE):
        note_progress(
            statement=principle,
            day=timezone.localdate(),
            standing=Standing.DISCUSSED,
            text=said.DISCUSSED,
            source_name=said.DISCUSSED_BY,
            by=by,
        )
    for number, text in said.NOT_ACCEPTED.items():
        note_progress(
            statement=Statement.objects.get(kind=StatementKind.RECOMMENDATION, number=number),
            day=said.ANSWERED_ON,
            standing=Standing.NOT_ACCEPTED,
            text=text,
            source_name=said.ANSWERED_BY,
            source=said.ANSWERED_AT,
            by=by,
        )


def _comments(moderator: User) -> None:
    for is_recommendation, number, name, text, is_published in said.COMMENTS:
        kind = StatementKind.RECOMMENDATION if is_recommendation else StatementKind.PRINCIPLE
        current = Statement.objects.select_related("current").get(kind=kind, number=number).current
        if current is None:
            continue
        words = commenting.Words(key=uuid4(), text=text, name=name)
        by = confirm(email=f"{uuid4().hex[:12]}@moothall.example")
        comment = commenting.comment(version=current, words=words, by=by)
        if is_published:
            commenting.publish(comment=comment, by=moderator)


def _co_chair(workstream: WorkstreamPage, user: User) -> None:
    """Nobody real signs in to the demonstration, so the co-chair who does is named to nobody."""
    page = WorkstreamPage.objects.get(pk=workstream.pk)
    part = WorkstreamPerson.Part.CO_CHAIR
    page.people.add(WorkstreamPerson(part=part, name=said.CO_CHAIR, user=user, is_named=False))
    page.save_revision().publish()
    asked = joining.ask(workstream=page, asking=joining.Asking(*said.JOINS))
    joining.confirm(request=asked)
