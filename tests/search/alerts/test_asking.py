"""Asking for alerts, confirming, changing and stopping them: the pages, the links in the mail, and who may see what."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.audit import Entry
from core.outbox.message import Message
from search.alerts.domain import MOST, forget, set_up_alert, stop
from search.alerts.links import open_link, stop_link
from search.asked import Asked, read
from search.enums import Frequency
from search.models import Alert, Subscriber
from tests.factories import CallPageFactory, ReviewPageFactory, UserFactory, WorkstreamPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NEW = "/search/alerts/new/?q=heather"
ALL = "/search/alerts/"
ADA = "ada@example.org"


def ask(client, address: str = NEW, **data):
    return client.post(address, {"frequency": "daily", "email": "Ada@Example.org", **data})


def link_in(message, having: str = "/search/alerts/") -> str:
    return next(link for link in re.findall(r"http://localhost:8000(/\S+)", message.body) if having in link)


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").text.split())


class TestASearchIsSavedAsItsCanonicalAddress:
    @pytest.mark.parametrize(
        ("query", "canonical"),
        [
            ("q=heather", "q=heather"),
            ("page=3&sort=oldest&q=++heather+++moor&utm=x", "q=heather+moor"),
            ("kind=submission&q=a&kind=call&kind=call&region=", "q=a&kind=call&kind=submission"),
            ("year=2026&call=CFE1&year=x", "call=CFE1&year=2026"),
            ("q=%C3%A9&who=a%26b", "q=%C3%A9&who=a%26b"),
            ("nothing=known", ""),
        ],
    )
    def test_order_repetition_pages_and_strange_names_make_no_other(self, rf, query, canonical):
        asked = read(rf.get(f"/?{query}").GET)
        assert asked.canonical == canonical
        assert read(rf.get(f"/?{canonical}").GET).canonical == canonical

    def test_the_same_search_asked_for_twice_is_one_alert(self, client, committing):
        ask(client, "/search/alerts/new/?kind=call&q=heather&page=2&kind=page")
        ask(client, "/search/alerts/new/?q=heather&kind=page&kind=call&sort=newest")
        assert Alert.objects.get().search == "q=heather&kind=call&kind=page"

    def test_one_that_no_column_holds_is_not_offered(self, client):
        address = NEW + "".join(f"&who={'x' * 90}{number}" for number in range(25))
        assert "too many filters" in words(client.get(address))
        assert "too many filters" in words(ask(client, address))
        assert Alert.objects.count() == 0

    def test_a_page_without_a_search_leads_to_the_search(self, client):
        assert client.get("/search/alerts/new/?page=2").url == "/search/"


def test_the_page_says_the_search_in_words_and_names_nothing_hidden(client):
    review = ReviewPageFactory(title="Heather review")
    hidden = WorkstreamPageFactory(title="Gallimaufry", live=False)
    said = words(client.get(f"{NEW}&kind=submission&kind=call&review={review.pk}&workstream={hidden.pk}&region=Y63"))
    assert "Words heather" in said
    assert "Kind Submissions or Calls" in said
    assert "Review Heather review" in said
    assert "Region North East and Yorkshire" in said
    assert "Workstream something that is no longer here" in said
    assert "Gallimaufry" not in said


def test_what_is_missing_is_said(client):
    said = words(client.post(NEW, {"email": "nobody"}))
    assert "Select how often you want to hear from us" in said
    assert "Enter an email address in the correct format" in said
    assert Subscriber.objects.count() == 0


class TestAStrangersAddress:
    def test_gets_one_mail_and_nothing_else_until_it_is_confirmed(self, client, committing, run):
        with committing():
            page = ask(client)
        assert page.status_code == 200
        assert "We have written to Ada@Example.org" in words(page)
        (message,) = mail.outbox
        assert message.to == [ADA]
        assert "heather" not in message.body + message.subject, "anybody may put words there"
        alert = Alert.objects.get()
        assert (alert.confirmed_at, alert.subscriber.email) == (None, ADA)

    def test_the_link_is_opened_by_a_program_and_confirmed_by_a_person(self, client, committing):
        with committing():
            ask(client)
        link, elsewhere = link_in(mail.outbox[0]), Client()
        page = elsewhere.get(link)
        assert "Words heather" in words(page)
        assert "They go to ada@example.org, once a day." in words(page)
        assert Alert.objects.get().confirmed_at is None
        assert "no-store" in page["Cache-Control"]
        done = elsewhere.post(link, follow=True)
        assert "We will send emails about this search to ada@example.org." in done.text
        assert "“heather”" in words(done)
        alert = Alert.objects.get()
        assert alert.confirmed_at
        assert timezone.localtime(alert.next_at).hour == 8
        again = elsewhere.post(link)
        assert again.status_code == 302
        entries = Entry.objects.filter(action__startswith="alert.")
        assert [(one.action, one.actor, one.details) for one in entries] == [
            ("alert.confirm", f"subscriber:{alert.subscriber_id}", {"frequency": "daily"})
        ]

    def test_the_link_ends_after_a_week_though_it_was_used(self, client, committing, clock):
        with committing():
            ask(client)
        link = link_in(mail.outbox[0])
        Client().post(link)
        confirmed("q=gorse")
        clock.shift(timedelta(days=7, minutes=1))
        finder = Client()
        assert [finder.get(link).status_code, finder.post(link).status_code] == [404, 404]
        assert "gorse" not in finder.get(ALL).text

    def test_the_page_is_the_same_whatever_the_address_gets(self, client, committing):
        pages, subjects = [], []
        for prepare in (lambda: None, confirmed, lambda: [confirmed(f"q=word{number}") for number in range(MOST)]):
            Subscriber.objects.all().delete()
            prepare()
            with committing():
                pages.append(words(ask(client)))
            subjects.append(mail.outbox[-1].subject)
        assert len(set(pages)) == 1
        assert subjects == [
            "Moothall: do you want emails about a search?",
            "Moothall: you get emails about this search already",
            "Moothall: you get emails about many searches",
        ]
        assert Alert.objects.count() == MOST

    def test_is_forgotten_when_it_does_not_answer(self, client, clock):
        ask(client)
        confirmed("q=gorse", email="bea@example.org")
        clock.shift(timedelta(days=6, hours=23))
        assert forget() == 0
        clock.shift(timedelta(hours=2))
        forget()
        assert list(Subscriber.objects.values_list("email", flat=True)) == ["bea@example.org"]

    def test_is_not_written_to_without_end(self, client):
        pages = [words(ask(client, f"/search/alerts/new/?q=word{number}")) for number in range(6)]
        assert ["Too many emails" in page for page in pages] == [False] * 5 + [True]
        assert Message.objects.count() == 5
        for same in ("ADA@example.org", '"ada"@example.org', '"a\\d\\a"@example.org'):
            assert "Too many emails" in words(ask(client, email=same))


def confirmed(search: str = "q=heather", email: str = ADA, frequency: str = Frequency.WEEKLY) -> Alert:
    return set_up_alert(email=email, search=search, frequency=frequency)


class TestSomebodySignedIn:
    def test_with_a_verified_address_needs_no_mail_first(self, signed_in, committing):
        user = UserFactory(email=ADA)
        browser = signed_in(user)
        page = browser.get(NEW)
        assert "The emails go to ada@example.org." in words(page)
        assert not BeautifulSoup(page.content, "html.parser").find("input", {"name": "email"})
        with committing():
            done = browser.post(NEW, {"frequency": "weekly", "email": "eve@example.org"}, follow=True)
        assert "“heather”" in words(done)
        assert "Once a week" in words(done)
        assert mail.outbox == []
        alert = Alert.objects.get()
        assert (alert.subscriber.email, bool(alert.confirmed_at)) == (ADA, True)

    def test_with_one_that_is_not_is_asked_by_mail(self, signed_in, committing):
        browser = signed_in(UserFactory(email=ADA, verified=False))
        assert BeautifulSoup(browser.get(NEW).content, "html.parser").find("input", {"name": "email"})["value"] == ADA
        with committing():
            ask(browser)
        assert Alert.objects.get().confirmed_at is None

    def test_sees_what_is_sent_to_verified_addresses_and_no_others(self, signed_in):
        confirmed()
        confirmed("q=gorse", email="bea@example.org")
        said = words(signed_in(UserFactory(email=ADA)).get(ALL))
        assert ("“heather”" in said, "“gorse”" in said) == (True, False)
        assert "You get no emails yet" in words(signed_in(UserFactory(email=ADA.upper() + ".uk")).get(ALL))
        bea = UserFactory(email="bea@example.org", verified=False)
        assert "“gorse”" not in words(signed_in(bea).get(ALL))

    def test_is_told_when_there_are_too_many(self, signed_in):
        for number in range(MOST):
            confirmed(f"q=word{number}")
        browser = signed_in(UserFactory(email=ADA))
        assert f"You get emails about {MOST} searches" in words(browser.post(NEW, {"frequency": "daily"}))
        browser.post("/search/alerts/new/?q=word1", {"frequency": "daily"})
        assert Alert.objects.get(search="q=word1").frequency == "daily"

    def test_finds_the_page_from_the_account(self, signed_in):
        assert 'href="/search/alerts/"' in signed_in(UserFactory()).get("/accounts/email/").text


class TestTheLinkThatOpensAll:
    def test_is_sent_to_who_has_alerts_and_the_page_says_the_same(self, client, committing):
        confirmed()
        pages = []
        for email in (ADA, "nobody@example.org"):
            with committing():
                pages.append(words(client.post(ALL, {"email": email})).replace(email, ""))
        assert pages[0] == pages[1]
        assert [message.to for message in mail.outbox] == [[ADA]]
        opened = client.get(link_in(mail.outbox[0], "/open/"))
        assert (opened.url, opened["Referrer-Policy"]) == (ALL, "no-referrer")
        assert "“heather”" in words(client.get(ALL))

    def test_ends_after_a_week(self, client, clock):
        link = open_link(confirmed().subscriber)
        clock.shift(timedelta(days=7, minutes=1))
        assert client.get(link).status_code == 404
        assert "“heather”" not in words(client.get(ALL))

    def test_new_searches_of_that_browser_need_no_second_mail(self, client, committing):
        client.get(open_link(confirmed().subscriber))
        with committing():
            client.post("/search/alerts/new/?q=gorse", {"frequency": "daily"})
        assert Alert.objects.confirmed().count() == 2
        assert mail.outbox == []


class TestChangingAndStopping:
    @pytest.fixture
    def browser(self, client):
        client.get(open_link(confirmed().subscriber))
        return client

    def test_how_often(self, browser):
        alert = Alert.objects.get()
        told_to = alert.told_to
        page = browser.get(f"{ALL}{alert.pk}/")
        assert page.context["form"].initial == {"frequency": "weekly"}
        assert "has been changed" in browser.post(f"{ALL}{alert.pk}/", {"frequency": "daily"}, follow=True).text
        alert.refresh_from_db()
        assert (alert.frequency, alert.told_to) == ("daily", told_to)
        assert timezone.localdate(alert.next_at) == timezone.localdate() + timedelta(days=1)

    def test_one_and_the_address_goes_with_the_last(self, browser):
        confirmed("q=gorse")
        first, second = Alert.objects.order_by("pk")
        assert browser.get(f"{ALL}{first.pk}/stop/").status_code == 200
        browser.post(f"{ALL}{first.pk}/stop/")
        assert Alert.objects.get() == second
        browser.post(f"{ALL}{second.pk}/stop/")
        assert Subscriber.objects.count() == 0
        assert Entry.objects.filter(action="alert.stop").count() == 2
        stop(alert=second)

    def test_all(self, browser):
        confirmed("q=gorse")
        assert ADA in words(browser.get(f"{ALL}stop-all/"))
        assert "We have forgotten your address" in words(browser.post(f"{ALL}stop-all/"))
        assert Alert.objects.count() == Subscriber.objects.count() == 0
        assert browser.get(f"{ALL}stop-all/").url == ALL

    @pytest.mark.parametrize("route", ["", "stop/"])
    def test_nobody_else_can(self, browser, route, signed_in):
        other = confirmed("q=gorse", email="bea@example.org")
        for someone in (browser, Client(), signed_in(UserFactory())):
            for method in (someone.get, someone.post):
                assert method(f"{ALL}{other.pk}/{route}", {"frequency": "daily"}).status_code == 404
        other.refresh_from_db()
        assert other.frequency == "weekly"

    def test_as_many_queries_for_more_alerts(self, browser, django_assert_num_queries):
        confirmed("call=CFE1&review=1")
        with django_assert_num_queries(QUERIES):
            browser.get(ALL)
        for number in range(10):
            confirmed(f"q=word{number}&kind=call&call=CFE{number}&review={number}")
        with django_assert_num_queries(QUERIES):
            browser.get(ALL)


QUERIES = 5


class TestOneClick:
    """RFC 8058: the mail program sends one POST, without a cookie, a token of ours or a page before it."""

    def test_a_post_stops_it_and_a_get_does_not(self):
        alert = confirmed()
        link = stop_link(alert).removeprefix("http://localhost:8000")
        strict = Client(enforce_csrf_checks=True)
        page = strict.get(link)
        assert "Words heather" in words(page)
        assert Alert.objects.exists()
        response = strict.post(link, {"List-Unsubscribe": "One-Click"})
        assert (response.status_code, Alert.objects.exists(), Subscriber.objects.exists()) == (200, False, False)
        for again in (strict.get(link), strict.post(link, {"List-Unsubscribe": "One-Click"})):
            assert again.status_code == 200
            assert "The emails have stopped" in words(again)

    def test_it_opens_nothing_else(self):
        confirmed("q=gorse")
        browser = Client()
        browser.get(stop_link(confirmed()))
        assert "gorse" not in words(browser.get(ALL))

    def test_a_link_is_good_for_one_thing_alone(self, client):
        alert = confirmed()
        token = stop_link(alert).split("/")[-2]
        assert client.post(f"{ALL}confirm/{token}/").status_code == 404
        assert client.get(f"{ALL}open/{token}/").status_code == 404
        wrong = [client.post(f"{ALL}stop/{one}/") for one in (token[:-1], f"x{token}", "wrong", "a:b", "%00")]
        assert {response.status_code for response in wrong} == {404}
        assert Alert.objects.exists()


def test_all_other_forms_are_guarded():
    strict = Client(enforce_csrf_checks=True)
    for address in (NEW, ALL, f"{ALL}stop-all/", f"{ALL}confirm/x/"):
        assert strict.post(address, {"frequency": "daily", "email": ADA}).status_code == 403
    assert Subscriber.objects.count() == 0


def test_the_search_page_leads_there_with_its_canonical_search(client):
    page = BeautifulSoup(client.get("/search/?page=1&kind=page&q=heather&sort=oldest").content, "html.parser")
    (link,) = [one["href"] for one in page.find_all("a") if one.text == "Get emails about this search"]
    assert link == "/search/alerts/new/?q=heather&kind=page"
    assert "Get emails" not in client.get("/search/").text


def test_logs_and_the_audit_log_name_nobody(client, committing, log):
    with committing():
        ask(client)
    client.post(link_in(mail.outbox[0]))
    client.post(stop_link(Alert.objects.get()))
    written = log.getvalue() + str(list(Entry.objects.values()))
    assert not [word for word in ("ada@", "example.org", "heather") if word in written.lower()]


def test_asked_compares_by_what_is_asked():
    assert Asked("a", {"kind": ("call", "page")}).canonical == Asked("a", {"kind": ("page", "call")}).canonical


class TestFollowing:
    """A page is followed by a search for all that is published of it."""

    @pytest.fixture
    def workstream(self):
        return WorkstreamPageFactory(title="Digital & data")

    def link_on(self, client, page):
        found = BeautifulSoup(client.get(page.url).content, "html.parser")
        (link,) = [one["href"] for one in found.find_all("a") if one.text == "Get emails about what is published here"]
        return link

    def test_a_workstream_is_followed_from_its_page(self, client, workstream, committing):
        link = self.link_on(client, workstream)
        assert link == f"/search/alerts/new/?workstream={workstream.pk}"
        assert "Get emails about Digital & data" in words(client.get(link))
        ask(client, link)
        assert Alert.objects.get().search == f"workstream={workstream.pk}"

    def test_so_are_a_call_and_a_review(self, client):
        call = CallPageFactory(title="What helps?")
        review = call.get_parent().specific
        for page, query in ((call, f"call={call.code}"), (review, f"review={review.pk}")):
            link = self.link_on(client, page)
            assert link == f"/search/alerts/new/?{query}"
            assert page.title in words(client.get(link))

    def test_what_is_not_public_is_not_named(self, client, workstream):
        workstream.unpublish()
        assert "Digital" not in words(client.get(f"/search/alerts/new/?workstream={workstream.pk}"))

    def test_a_number_names_no_page_of_another_kind(self, client, workstream):
        review = workstream.get_parent()
        assert review.title not in words(client.get(f"/search/alerts/new/?workstream={review.pk}"))
        assert "Digital" not in words(client.get(f"/search/alerts/new/?review={workstream.pk}"))

    def test_a_search_with_words_is_a_search(self, client, workstream):
        said = words(client.get(f"/search/alerts/new/?q=heather&workstream={workstream.pk}"))
        assert "Get emails about this search" in said
