"""The principles and recommendations of the demonstration's review."""

from datetime import date

from accounts.models import User
from consultations.reviews.models import ReviewPage
from consultations.workstreams.domain.statements import add_statement, note_progress, publish_draft, save_draft
from consultations.workstreams.enums import Standing, StatementKind
from consultations.workstreams.models import Statement
from demonstration.content import statements as said


def load_statements(review: ReviewPage, *, secretary: User) -> None:
    """Publish what the review said, by the verbs."""
    for number, title, versions in said.PRINCIPLES:
        principle = add_statement(review=review, kind=StatementKind.PRINCIPLE, number=number, by=secretary)
        _published(principle, title, versions, secretary)
    number = 0
    for chapter, titles in said.RECOMMENDATIONS:
        for title in titles:
            number += 1
            kind = StatementKind.RECOMMENDATION
            row = add_statement(review=review, kind=kind, number=number, chapter=chapter, by=secretary)
            _published(row, title, [(f"{title}.\n\n{said.SHORT} {said.REPORT}", "")], secretary)
    for number, standing, on, text, source in said.PROGRESS:
        note_progress(
            statement=Statement.objects.get(kind=StatementKind.RECOMMENDATION, number=number),
            standing=Standing(standing),
            text=text,
            source=source,
            on=date.fromisoformat(on),
            by=secretary,
        )


def _published(statement: Statement, title: str, versions: list[tuple[str, str]], by: User) -> None:
    for base, (text, change) in enumerate(versions):
        save_draft(statement=statement, title=title, text=text, change=change, base=base, by=by)
        publish_draft(statement=statement, by=by)
