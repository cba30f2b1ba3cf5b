"""Questions without a database, for tests of how they are asked."""

from uuid import uuid4

from consultations.calls.models import Question, QuestionVersion


def ask(type_, wording="What should change?", **fields):
    """Return an unsaved wording of a new question."""
    question = Question(key=uuid4(), position=0)
    version = QuestionVersion(question=question, number=1, type=type_, code="1", wording=wording, **fields)
    question.current = version
    return version


def key(version):
    return str(version.question.key)


def name(version):
    return f"q-{version.question.key}"
