"""References run on without gaps, whoever asks and whatever fails."""

import random

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from core.references import Series, allot, reference
from tests.core.at_once import at_once


@pytest.mark.django_db
def test_a_series_begins_at_one_and_counts_by_itself():
    assert [reference("CFE7"), reference("CFE7"), reference("CON1"), reference("CFE7")] == [
        "CFE7-0001",
        "CFE7-0002",
        "CON1-0001",
        "CFE7-0003",
    ]


@pytest.mark.django_db
def test_past_the_width_a_reference_grows():
    Series.objects.create(name="CFE7", last=9999)
    assert reference("CFE7") == "CFE7-10000"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_only_given_inside_a_transaction():
    with pytest.raises(TransactionManagementError):
        allot("CFE7")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_failures_leave_no_gap_and_no_double():
    dice = random.Random(7)  # noqa: S311
    fates = [[dice.random() < 0.4 for _ in range(8)] for _ in range(6)]

    def take(thread: int) -> list[int]:
        taken = []
        for fails in fates[thread]:
            try:
                with transaction.atomic():
                    number = allot("CFE7")
                    if fails:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue
            taken.append(number)
        return taken

    numbers = sorted(number for taken in at_once(take, threads=6) for number in taken)

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == sum(not fails for thread in fates for fails in thread)
    assert Series.objects.get(name="CFE7").last == len(numbers)
