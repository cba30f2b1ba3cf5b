"""A host says that it has checked the facts; until each has, or its day is over, the report is not made final."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit import entries_about
from core.errors import NotAllowed
from core.outbox.message import Message
from peer_review.reports.domain import checking, editions
from peer_review.reports.models import FactsChecked, Sentence
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.lifecycle import missing
from tests.factories import UserFactory
from tests.peer_review.reports.factories import a_review_at, finish
from tests.peer_review.reviews.factories import DutyFactory, HostFactory, HostPersonFactory

pytestmark = pytest.mark.django_db
PAGES = ("draft", "log", "checked")
TODAY = timezone.localdate


def checked_at(one):
    """A review in its fact check with a second host, its lead, a colleague at the first, and the duty of the hosts."""
    one.other = HostPersonFactory(host=HostFactory(review=one.review), is_lead=True, user=UserFactory())
    one.colleague = HostPersonFactory(host=one.person.host, user=UserFactory()).user
    one.duty = DutyFactory(review=one.review, kind=DutyKind.FACT_CHECK, due_on=TODAY() + timedelta(days=9))
    return one


@pytest.fixture
def one():
    return checked_at(a_review_at(S.FACT_CHECK))


def commented(one, by):
    sentence = Sentence.objects.filter(is_judgement=False).first()
    facts = {"error": "It is wrong.", "instead": "", "proof": "The minutes.", "key": uuid4()}
    return checking.comment(review=one.review, sentence=sentence, by=by, **facts)


def asked(one):
    return [why for why, _page in missing(one.review, "finish") if "have not said" in why]


def done_on(one):
    one.duty.refresh_from_db()
    return one.duty.done_on


def test_the_report_waits_for_each_host(one):
    first, second = str(one.person.host.organisation), str(one.other.host.organisation)
    assert f"checked the facts: {first}, {second}. They have until" in asked(one)[0]
    checking.say_checked(review=one.review, by=one.host)
    assert f"checked the facts: {second}. They have until" in asked(one)[0]
    assert done_on(one) is None
    checking.say_checked(review=one.review, by=one.other.user)
    assert (asked(one), done_on(one)) == ([], TODAY())
    assert editions.make_final(review=one.review, by=one.manager).is_final


def test_nobody_holds_it_up_by_saying_nothing(one):
    one.duty.due_on = one.duty.by_rule = TODAY()
    one.duty.save()
    assert len(asked(one)) == 1  # all of the day is theirs
    one.duty.due_on = one.duty.by_rule = TODAY() - timedelta(days=1)
    one.duty.save()
    assert asked(one) == []


def test_a_comment_takes_it_back_for_its_host_alone(one):
    for user in (one.host, one.other.user):
        checking.say_checked(review=one.review, by=user)
    commented(one, one.colleague)
    assert [row.host for row in FactsChecked.objects.all()] == [one.other.host]
    assert (len(asked(one)), done_on(one)) == (1, None)
    assert [entry.action for entry in entries_about(one.review)][-3:] == [
        "fact_check.say_checked",
        "fact_check.say_checked",
        "fact_check.take_back",
    ]
    checking.say_checked(review=one.review, by=one.host)
    assert asked(one) == []


def test_the_manager_is_told_who_has_and_who_has_not(one):
    first, second = str(one.person.host.organisation), str(one.other.host.organisation)
    for user in (one.host, one.host, one.other.user):  # said again it tells nobody again
        checking.say_checked(review=one.review, by=user)
    told = Message.objects.filter(kind="peer_review.facts_checked").order_by("pk")
    assert [(letter.to, first in letter.subject, second in letter.subject) for letter in told] == [
        (one.manager.email, True, False),
        (one.manager.email, False, True),
    ]
    assert f"Not heard yet: {second}." in told[0].text
    assert "Every host has said so." in told[1].text


def test_a_lead_says_it_while_the_facts_are_checked(one):
    for user in (one.colleague, one.manager, one.peer, UserFactory()):
        with pytest.raises(NotAllowed):
            checking.say_checked(review=one.review, by=user)
    assert FactsChecked.objects.count() == 0
    checking.say_checked(review=one.review, by=one.other.user)
    finish(one)
    one.review.refresh_from_db()
    for verb in (lambda: checking.say_checked(review=one.review, by=one.host), lambda: commented(one, one.host)):
        with pytest.raises(NotAllowed):
            verb()


def test_one_lead_of_two_hosts_says_it_for_both(one):
    HostPersonFactory(host=HostFactory(review=one.review), is_lead=True, user=one.host)
    assert len(checking.say_checked(review=one.review, by=one.host)) == 2
    assert str(one.other.host.organisation) in asked(one)[0]
    assert Message.objects.filter(kind="peer_review.facts_checked").count() == 1


def test_its_pages(one, signed_in):
    draft, log, says = (reverse(f"peer_reports:{name}", args=[one.review.reference]) for name in PAGES)
    colleague, lead, manager = (signed_in(user) for user in (one.colleague, one.host, one.manager))
    assert says not in colleague.get(draft).content.decode()
    assert "The lead of a host says that" in colleague.get(says).content.decode()
    assert says in lead.get(draft).content.decode()
    assert str(one.other.host.organisation) not in lead.get(says).content.decode()
    assert lead.post(says).status_code == 302
    assert says not in lead.get(draft).content.decode()
    assert "It is said already." in lead.get(says).content.decode()
    for browser in (manager, colleague, signed_in(one.peer)):
        for page in (draft, log):
            text = browser.get(page).content.decode()
            assert (one.person.name in text, text.count("Not yet")) == (True, 1)
