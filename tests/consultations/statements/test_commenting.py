"""Comments are read before anybody sees them, and edited never."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.statements.domain.commenting import Words, comment, decline, publish
from consultations.statements.enums import CommentState
from consultations.statements.models import Comment
from consultations.townhalls.domain.moderating import read_first
from consultations.townhalls.domain.participants import confirm, with_account
from consultations.townhalls.enums import ReasonCode
from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from tests.consultations.statements.factories import CommentFactory, StatementFactory, VersionFactory
from tests.factories import ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_nobody_but_its_author_sees_it_before_it_is_read(client, say, statement, moderator):
    row = say("Who pays for it?", name="Ann")
    assert row.state == CommentState.WAITING
    assert "Who pays for it?" not in client.get(statement.get_absolute_url()).content.decode()
    publish(comment=row, by=moderator)
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "Who pays for it?" in page
    assert "Ann" in page


def test_what_is_declined_is_its_authors_alone_with_the_reason(client, moderator, statement):
    user = UserFactory()
    row = comment(version=statement.current, words=Words(uuid4(), "Buy this."), by=with_account(user))
    decline(comment=row, by=moderator, code=ReasonCode.ADVERT, words="Say it elsewhere.")
    assert "Buy this." not in client.get(statement.get_absolute_url()).content.decode()
    client.force_login(user)
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "Buy this." in page
    assert "It advertises something" in page
    assert "Say it elsewhere." in page


def test_a_form_sent_twice_is_one_comment(statement, guest):
    words = Words(uuid4(), "Who pays?")
    first = comment(version=statement.current, words=words, by=guest)
    assert comment(version=statement.current, words=words, by=guest) == first
    with pytest.raises(Refused, match="somebody else"):
        comment(version=statement.current, words=words, by=ParticipantFactory())


def test_what_stands_in_the_way(say, statement, guest):
    with pytest.raises(Refused, match="confirm your email"):
        say("Who pays?", by=ParticipantFactory(browser=True))
    say("Who pays?")
    with pytest.raises(Refused, match="a moment ago"):
        say("who  pays?")
    first = statement.current
    VersionFactory(statement=statement)
    with pytest.raises(Refused, match="A new version"):
        say("Who decides?", version=first)
    CommentFactory.create_batch(20, by=guest, version=statement.current)
    with pytest.raises(Refused, match="much in the last hour"):
        say("Who decides?")


@pytest.mark.parametrize("role", [{}, {"co_chair": True}, {"auditor": True}])
def test_moderators_alone_decide(role):
    with pytest.raises(NotAllowed):
        publish(comment=CommentFactory(waiting=True), by=UserFactory(**role))


def test_an_account_takes_over_what_its_address_said_as_a_guest(statement):
    user = UserFactory()
    own = with_account(user)
    guest = ParticipantFactory(browser=True)
    row = CommentFactory(by=guest, version=statement.current)
    confirm(email=user.email, browser=guest.key.hex)
    assert Comment.objects.get(pk=row.pk).by == own


def test_a_guest_confirms_an_address_and_comments(client, statement):
    address = reverse("statements:address", args=["recommendations", 7])
    assert "Confirm an email address" in client.get(statement.get_absolute_url()).content.decode()
    client.post(address, {"email": "ann@example.org"})
    link = re.search(r"https?://\S+", Message.objects.latest("pk").text)[0]
    assert client.post(link).url == f"{statement.get_absolute_url()}#comment"
    sent = {"key": uuid4(), "version": 1, "text": "Who pays?", "name": "Ann"}
    assert client.post(f"{statement.get_absolute_url()}comment/", sent).url == f"{statement.get_absolute_url()}#mine"
    assert Comment.objects.values_list("text", "name", "by__email").get() == ("Who pays?", "Ann", "ann@example.org")


def test_a_link_of_a_town_hall_confirms_nothing_here(client):
    assert client.get(reverse("statements:confirm", args=["x"])).status_code == 404


def test_bad_input_changes_nothing_and_is_given_back(client, statement):
    client.force_login(UserFactory())
    page = client.post(
        f"{statement.get_absolute_url()}comment/", {"key": uuid4(), "version": 1, "text": " "}
    ).content.decode()
    assert page.count("Enter your comment") == 2
    assert "<title>Error: " in page
    assert Comment.objects.count() == 0


def test_the_desk_shows_what_waits_and_marks_words_of_the_list(client, say, moderator):
    say("Buy marzipan.")
    read_first(words="marzipan", by=moderator)
    client.force_login(moderator)
    page = client.get(reverse("statements_desk:comments")).content.decode()
    assert "Buy marzipan." in page
    assert "Holds words of the list" in page
    row = Comment.objects.get()
    client.post(reverse("statements_desk:publish_comment", args=[row.key]))
    client.post(reverse("statements_desk:decline_comment", args=[row.key]), {"code": "advert", "words": ""})
    assert Comment.objects.values_list("state", "declined_for").get() == ("not_published", "advert")


@pytest.mark.parametrize("name", ["comments", "desk", "begin"])
def test_the_desk_is_for_those_who_work_there(client, name):
    client.force_login(UserFactory())
    assert client.get(reverse(f"statements_desk:{name}")).status_code == 403


def test_no_secret_is_on_any_page_or_feed(client, say, statement, moderator):
    """Of an anonymous comment the name, of a declined one all, of every one the address."""
    secret = "marzipan"
    by = ParticipantFactory(email=f"{secret}@example.org")
    publish(comment=say("Who pays?", name=f"{secret} one", is_anonymous=True, by=by), by=moderator)
    row = say(f"{secret} two", name=f"{secret} three", by=by)
    decline(comment=row, by=moderator, code=ReasonCode.ABUSE, words=f"{secret} four")
    say(f"{secret} five", by=by)
    address = statement.get_absolute_url()
    pages = [address, f"{address}feed/", "/recommendations/", "/recommendations/feed/", f"{address}versions/1/"]
    for page in pages:
        assert secret not in client.get(page).content.decode().lower()
    client.force_login(moderator)
    for state in CommentState:
        page = client.get(reverse("statements_desk:comments"), {"state": state}).content.decode()
        assert f"{secret} one" not in page
        assert f"{secret}@example.org" not in page


def test_of_others_only_what_is_published(client):
    statement = StatementFactory(number=9)
    CommentFactory(version=statement.current, waiting=True, text="Waits.")
    client.force_login(UserFactory())
    assert "Waits." not in client.get(statement.get_absolute_url()).content.decode()
