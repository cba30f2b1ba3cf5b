"""Peers are written to about what ends, and about each end once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from core.outbox.message import Message
from peer_review.pool.domain.reminding import remind
from peer_review.pool.enums import PeerState, TrainingKind
from peer_review.pool.models import Reminder
from tests.peer_review.pool.factories import DeclarationFactory, PeerFactory, RenewalFactory, TrainingFactory

pytestmark = pytest.mark.django_db


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_one_mail_tells_all_that_ends_and_none_follows(committing):
    peer = PeerFactory(name="Ada Example", joined_on=in_days(-400))
    TrainingFactory(peer=peer, kind=TrainingKind.DATA_PROTECTION, expires_on=in_days(90))
    DeclarationFactory(peer=peer, text="a secret of theirs")
    with committing():
        assert (remind(), remind()) == (1, 0)
    (message,) = mail.outbox
    assert message.to == [peer.email]
    assert message.subject == "What ends soon in your record as a peer"
    assert "- Data protection: by " in message.body
    assert "- Yearly renewal of declarations: overdue since " in message.body
    assert "/peer-reviews/peer/" in message.body
    assert "secret" not in message.body
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(
    ("done_on", "ends"), [(-30, None), (-30, 91), (-800, -1)], ids=["no end", "in 91 days", "ended before"]
)
def test_nobody_is_written_to_about_what_goes_on_or_is_over(done_on, ends):
    peer = PeerFactory()
    TrainingFactory(peer=peer, done_on=in_days(done_on), expires_on=in_days(ends) if ends else None)
    assert (remind(), Message.objects.count()) == (0, 0)


def test_training_that_was_done_again_is_not_told_of():
    peer = PeerFactory()
    TrainingFactory(peer=peer, done_on=in_days(-300), expires_on=in_days(10))
    TrainingFactory(peer=peer, done_on=in_days(-1), expires_on=in_days(700))
    assert remind() == 0


def test_another_end_is_told_of_anew():
    row = TrainingFactory(expires_on=in_days(10))
    assert remind() == 1
    row.expires_on = in_days(20)
    row.save()
    assert (remind(), remind()) == (1, 0)


def test_a_renewal_is_told_of_until_it_is_done():
    peer = PeerFactory(joined_on=in_days(-276))
    assert remind() == 1  # 89 days are left
    RenewalFactory(peer=peer)
    assert remind() == 0
    assert list(Reminder.objects.values_list("what", "due_on")) == [("declarations", in_days(-276 + 365))]


def test_nobody_who_is_paused_is_written_to():
    TrainingFactory(peer__state=PeerState.PAUSED, peer__paused_on=in_days(-1), expires_on=in_days(10))
    assert remind() == 0


def test_the_sweep_does_it(capsys):
    TrainingFactory(expires_on=in_days(10))
    call_command("sweep")
    assert "peers reminded: 1" in capsys.readouterr().out


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_for_any_number(count, django_assert_num_queries):
    for _ in range(count):
        TrainingFactory(expires_on=in_days(10))
    remind()
    with django_assert_num_queries(4):
        assert remind() == 0
