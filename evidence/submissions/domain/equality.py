"""Who answered, in the large: taken in so that nothing leads back."""

import secrets
from collections.abc import Mapping

from django.db import transaction

from consultations.calls.models import CallPage
from evidence.submissions.models import EqualityAnswer


def record_equality(*, call: CallPage, answers: Mapping[str, str]) -> int:
    """Count one person's answers to the equality questions; return how many there were.

    Takes no submission and no person, and is not logged: an entry would say when, and when says who. The rows are laid
    down in a random order, so that their places in the table tell no more than their keys do.
    """
    rows = [
        EqualityAnswer(call=call, question=question, answer=answer) for question, answer in answers.items() if answer
    ]
    secrets.SystemRandom().shuffle(rows)
    with transaction.atomic():
        EqualityAnswer.objects.bulk_create(rows)
    return len(rows)
