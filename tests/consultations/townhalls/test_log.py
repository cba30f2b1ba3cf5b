"""The log has no gaps and no words, and says what it can't tell in full."""

import random
import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from consultations.townhalls import log
from consultations.townhalls.enums import EventKind, Stream
from consultations.townhalls.log import Cursor
from consultations.townhalls.models import Head, ThreadEvent
from tests.factories import ContributionFactory, ThreadFactory

pytestmark = pytest.mark.django_db
KEY = "6f1c7a52-4d1e-4d5e-9a0b-2f3c4d5e6f70"


@pytest.fixture
def question():
    return ContributionFactory()


def write(question, stream=Stream.PUBLIC):
    with transaction.atomic():
        return log.write(question.thread, EventKind.CHANGED, question, stream=stream)


def numbers(thread, stream=Stream.PUBLIC):
    return list(ThreadEvent.objects.filter(thread=thread, stream=stream).order_by("pk").values_list("seq", flat=True))


def test_each_stream_is_numbered_by_itself(question):
    for stream in (Stream.PUBLIC, Stream.HOST, Stream.PUBLIC):
        write(question, stream)
    assert numbers(question.thread) == [1, 2]
    assert numbers(question.thread, Stream.HOST) == [1]


def test_what_is_rolled_back_leaves_no_hole(question):
    write(question)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        log.write(question.thread, EventKind.CHANGED, question)
        raise ZeroDivisionError
    write(question)
    assert numbers(question.thread) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_an_event_belongs_to_a_transaction(question):
    with pytest.raises(TransactionManagementError):
        log.write(question.thread, EventKind.CHANGED, question)


def test_the_bell_rings_after_the_commit_alone(question, django_capture_on_commit_callbacks, monkeypatch):
    rung = []
    monkeypatch.setattr(log, "_bells", [lambda *heard: rung.append(heard)])
    with django_capture_on_commit_callbacks() as waiting:
        write(question)
    assert rung == []
    for ring in waiting:
        ring()
    assert rung == [(question.thread.key, Stream.PUBLIC, 1)]


class TestReplay:
    def test_it_tells_what_followed_in_order(self, question):
        for _ in range(3):
            write(question)
        here = log.cursor_of(question.thread)
        told = log.replay(question.thread, Cursor(here.epoch, 1))
        assert ([event.seq for event in told.events], told.cursor, told.is_reset) == ([2, 3], here, False)

    def test_of_nothing_new_it_tells_nothing(self, question):
        here = log.cursor_of(question.thread)
        assert log.replay(question.thread, here) == log.Replay((), here)

    @pytest.mark.parametrize("lost", [lambda here: Cursor(uuid4(), 0), lambda here: Cursor(here.epoch, here.seq + 1)])
    def test_a_cursor_of_another_run_is_reset(self, question, lost):
        write(question)
        told = log.replay(question.thread, lost(log.cursor_of(question.thread)))
        assert (told.events, told.is_reset) == ((), True)

    def test_too_much_is_not_told_in_part(self, question):
        for _ in range(3):
            write(question)
        epoch = log.cursor_of(question.thread).epoch
        assert log.replay(question.thread, Cursor(epoch, 0), most=2).is_reset
        assert len(log.replay(question.thread, Cursor(epoch, 1), most=2).events) == 2


@pytest.mark.parametrize("text", ["", ":", "x:1", f"{KEY}:", f"{KEY}:-1", f"{KEY}:1e3", f"{KEY}:{'9' * 19}"])
def test_no_cursor_is_made_of_anything_else(text):
    assert Cursor.parsed(text) is None


def test_a_cursor_is_read_as_it_is_written():
    cursor = Cursor(uuid4(), 41)
    assert Cursor.parsed(str(cursor)) == cursor


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_rollbacks_leave_every_number_once():
    question, thread = ContributionFactory(), None
    thread = question.thread
    kept = []

    def writing(seed):
        chance = random.Random(seed)  # noqa: S311
        for _ in range(15):
            try:
                with transaction.atomic():
                    event = log.write(thread, EventKind.CHANGED, question)
                    if chance.random() < 0.3:
                        raise ZeroDivisionError
                kept.append(event.seq)
            except ZeroDivisionError:
                pass
        connection.close()

    writers = [threading.Thread(target=writing, args=(seed,)) for seed in range(6)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert numbers(thread) == sorted(kept) == list(range(1, len(kept) + 1))
    assert Head.objects.get(thread=thread, stream=Stream.PUBLIC).last == len(kept)


def test_where_threads_stand_is_one_query(question, django_assert_num_queries):
    other = ThreadFactory()
    write(question)
    with django_assert_num_queries(1):
        assert log.heads([question.thread.key, other.key]) == {(question.thread.key, Stream.PUBLIC): 1}
