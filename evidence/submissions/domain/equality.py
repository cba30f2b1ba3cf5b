"""Who answered, in the large: taken in so that nothing leads back."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from consultations.calls.models import CallPage
from evidence.submissions.models import EqualityCount


def record_equality(*, call: CallPage, answers: Mapping[str, str], offered: Iterable[tuple[str, str]]) -> int:
    """Count one person's answers to the equality questions; return how many there were.

    Takes no submission and no person, and is not logged: an entry would say when, and when says who. Every answer that is
    `offered`, as (question, answer), has its row before the first is counted.
    """
    given = [(question, answer) for question, answer in answers.items() if answer]
    with transaction.atomic():
        EqualityCount.objects.bulk_create(
            [EqualityCount(call=call, question=question, answer=answer) for question, answer in offered],
            ignore_conflicts=True,
        )
        for question, answer in given:
            EqualityCount.objects.filter(call=call, question=question, answer=answer).update(count=F("count") + 1)
    return len(given)
