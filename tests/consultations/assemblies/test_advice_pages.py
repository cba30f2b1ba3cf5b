"""The advice register as everybody reads it and as the secretariat keeps it."""

import csv
import json
from datetime import datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from consultations.assemblies.domain import advice as verbs
from consultations.assemblies.models import Advice, AdviceSource
from consultations.assemblies.panels.advice import of_body, of_edition, of_member, of_session
from consultations.assemblies.presenters.advice import acts_of
from tests.consultations.assemblies.factories import (
    AdviceFactory,
    AgendaItemFactory,
    BodyPageFactory,
    MemberFactory,
    SessionPageFactory,
)
from tests.consultations.assemblies.sitting import member_on
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LIST = reverse("assemblies:advice")


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def body(db):
    return BodyPageFactory(title="Assembly of O'Neill")


def late(body, **more):
    return AdviceFactory(body=body, given_on=day(-30), reply_due=day(-3), **more)


class TestRegister:
    def test_what_is_overdue_stands_first_and_says_so(self, client, body):
        AdviceFactory(body=body, title="In time")
        late(body, title="Too late")
        page = client.get(LIST).content.decode()
        assert page.index("Too late") < page.index("In time")
        assert "Overdue by 3 days" in page
        assert "<strong>1</strong> reply overdue" in page

    def test_filters_with_counts(self, client, body):
        other = BodyPageFactory(title="The other body")
        late(body, title="Kept", horizon="long")
        AdviceFactory(body=other, title="Passed over")
        for query in ("state=overdue", "horizon=long", f"body={body.pk}", f"state=overdue&body={body.pk}"):
            page = client.get(f"{LIST}?{query}").content.decode()
            assert ("Kept" in page, "Passed over" in page) == (True, False), query
        assert "No advice fits all of these filters" in client.get(f"{LIST}?state=withdrawn").content.decode()
        assert "Passed over" in client.get(f"{LIST}?state=nonsense&body=x").content.decode()

    def test_an_empty_one_says_what_comes_here(self, client):
        assert "No advice was given yet" in client.get(LIST).content.decode()

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, more, django_assert_num_queries):
        for number in range(more):
            one = late(BodyPageFactory(), state="replied")
            one.replies.create(by="A", text="B", received_on=day(-number))
        client.get(LIST)
        with django_assert_num_queries(QUERIES):
            client.get(LIST)


QUERIES = 12


class TestOne:
    def test_it_tells_the_whole_way(self, client, body, secretariat):
        session = SessionPageFactory(parent=body)
        given = verbs.Given(
            title="Count carers",
            text="Count what they do.",
            asked="The national body",
            given_on=day(-30),
            reply_due=day(-9),
            item=AgendaItemFactory(session=session, title="Carers"),
            people=[member_on(body, name="Ada O'Neill")],
        )
        advice = verbs.give(body=body, given=given, by=secretariat)
        verbs.move_reply_due(advice=advice, due=day(-5), because="They asked for time.", by=secretariat)
        verbs.publish_reply(advice=advice, who="It", text="We will.", received_on=day(-2), by=secretariat)
        verbs.conclude(advice=advice, outcome="They are counted.", outcome_on=day(-1), by=secretariat)
        page = client.get(reverse("assemblies:advice_page", args=["ADV-1"])).content.decode()
        for said in ("Count what they do.", "They asked for time.", "We will.", "They are counted.", "3 days late"):
            assert said in page
        assert "Ada O&#x27;Neill" in page
        assert f'href="{session.get_url()}"' in page
        assert client.get("/bodies/advice/adv-1/").url == "/bodies/advice/ADV-1/"

    def test_there_is_none_of_another_reference(self, client):
        assert client.get(reverse("assemblies:advice_page", args=["ADV-9"])).status_code == 404

    def test_a_withdrawn_one_says_why(self, client, body, secretariat):
        advice = late(body)
        verbs.withdraw(advice=advice, because="Asked twice.", by=secretariat)
        page = client.get(advice.get_absolute_url()).content.decode()
        assert "Asked twice." in page
        assert "Overdue" not in page


class TestLeaks:
    @pytest.fixture
    def hidden(self):
        body = BodyPageFactory(title="Planted body")
        PageViewRestriction.objects.create(page=body, restriction_type=PageViewRestriction.LOGIN)
        return late(
            body, title="Planted advice", text="Planted words", asked="Planted asked", outcome="Planted outcome"
        )

    def test_advice_of_a_hidden_body_is_nowhere(self, client, hidden, rf):
        member = MemberFactory()
        hidden.people.add(member)
        AdviceSource.objects.create(advice=hidden, reference="CFE1-0001")
        found = [
            client.get(LIST).content.decode(),
            client.get(f"{LIST}?body={hidden.body_id}").content.decode(),
            client.get(reverse("assemblies:advice_feed")).content.decode(),
            *(
                b"".join(client.get(reverse("assemblies:advice_file", args=[suffix]))).decode()
                for suffix in ("csv", "json")
            ),
        ]
        assert [one for one in found if "Planted" in one] == []
        assert client.get(hidden.get_absolute_url()).status_code == 404
        assert client.get(reverse("assemblies:advice_feed_of", args=[hidden.body_id])).status_code == 404
        edition = type("Edition", (), {"reference": "CFE1-0001"})
        request = rf.get("/")
        assert [of_member(request, member), of_edition(request, edition), of_body(request, hidden.body)] == [None] * 3

    def test_a_hidden_session_and_an_unpublished_source_are_not_named(self, client, body):
        session = SessionPageFactory(parent=body, title="Planted session", live=False)
        advice = late(body, item=AgendaItemFactory(session=session, title="Planted item"))
        AdviceSource.objects.create(advice=advice, reference="CFE9-0042")
        page = client.get(advice.get_absolute_url()).content.decode()
        assert [one for one in ("Planted", "CFE9-0042") if one in page] == []


def test_panels_lead_back(rf, body):
    session, member = SessionPageFactory(parent=body), MemberFactory()
    advice = late(body, item=AgendaItemFactory(session=session))
    advice.people.add(member)
    AdviceSource.objects.create(advice=advice, reference="CFE1-0001")
    edition = type("Edition", (), {"reference": "CFE1-0001"})
    request = rf.get("/")
    filled = [
        of_body(request, body),
        of_session(request, session),
        of_member(request, member),
        of_edition(request, edition),
    ]
    assert [[line.one for line in one["lines"]] for one in filled] == [[advice]] * 4
    titles = ["Its advice", "Advice that came of it", "Advice this member stands behind", "Advice that rests on it"]
    assert [one["title"] for one in filled] == titles
    assert filled[0]["picture"]["overdue"] == 1
    assert of_session(request, SessionPageFactory(parent=body)) is None


class TestTakenAway:
    def test_csv_begins_no_formula(self, client, body):
        late(body, title="=1+1", outcome="")
        text = b"".join(client.get(reverse("assemblies:advice_file", args=["csv"]))).decode("utf-8-sig")
        (row,) = csv.DictReader(text.splitlines())
        assert (row["Title"], row["Overdue"], row["Body"]) == ("'=1+1", "yes", "Assembly of O'Neill")

    def test_json_is_filtered_as_the_list_is(self, client, body):
        one = late(body)
        AdviceFactory(body=body)
        address = reverse("assemblies:advice_file", args=["json"])
        told = json.loads(b"".join(client.get(f"{address}?state=overdue")))
        assert [row["reference"] for row in told["advice"]] == [one.reference]
        assert client.get(reverse("assemblies:advice_file", args=["exe"])).status_code == 404

    def test_the_feed_tells_the_reply_too(self, client, body, secretariat):
        one = late(body)
        AdviceFactory()
        verbs.publish_reply(advice=one, who="It", text="We will.", received_on=day(-1), by=secretariat)
        response = client.get(reverse("assemblies:advice_feed_of", args=[body.pk]))
        (entry,) = ElementTree.fromstring(response.content).findall("atom:entry", ATOM)
        assert "We will." in entry.find("atom:summary", ATOM).text

    def test_a_reply_is_news_when_it_is_published_and_comes_first(self, client, body, secretariat):
        """Readers look at `updated`: a reply that came days ago, or on the day of the advice, must still move it."""
        one, other = late(body), late(body)
        Advice.objects.filter(pk=one.pk).update(published_at=timezone.now() - timedelta(days=9))
        Advice.objects.filter(pk=other.pk).update(published_at=timezone.now() - timedelta(days=2))
        reply = verbs.publish_reply(advice=one, who="It", text="We will.", received_on=day(-5), by=secretariat)
        response = client.get(reverse("assemblies:advice_feed_of", args=[body.pk]))
        entries = ElementTree.fromstring(response.content).findall("atom:entry", ATOM)
        told = [entry.find("atom:title", ATOM).text.partition(":")[0] for entry in entries]
        assert told == [one.reference, other.reference]
        updated = datetime.fromisoformat(entries[0].find("atom:updated", ATOM).text)
        assert updated == reply.published_at


class TestDesk:
    @pytest.fixture
    def desk(self, signed_in, secretariat):
        return signed_in(secretariat)

    def test_members_stay_outside(self, signed_in, body):
        one = late(body)
        browser = signed_in(member_on(body).user)
        for name, more in (("advice_desk", []), ("advice_give", []), ("advice_desk_one", [one.reference])):
            assert browser.get(reverse(f"assemblies:{name}", args=[body.pk, *more])).status_code == 403

    def test_advice_is_given(self, desk, body):
        member = member_on(body)
        due = day(30)
        sent = {
            "name": "Count carers", "text": "Count them.", "horizon": "long", "asked": "The national body",
            "given_on_day": day(0).day, "given_on_month": day(0).month, "given_on_year": day(0).year,
            "reply_due_day": due.day, "reply_due_month": due.month, "reply_due_year": due.year,
            "people": [member.pk], "sources": "cfe1-0042\nQ-12",
        }  # fmt: skip
        response = desk.post(reverse("assemblies:advice_give", args=[body.pk]), sent)
        assert response.status_code == 302
        advice = Advice.objects.get()
        assert (advice.title, advice.horizon, advice.reply_due) == ("Count carers", "long", due)
        assert [one.reference for one in advice.sources.all()] == ["CFE1-0042", "Q-12"]

    def test_what_is_wrong_stands_at_its_field_and_changes_nothing(self, desk, body):
        page = desk.post(reverse("assemblies:advice_give", args=[body.pk]), {
            "name": "", "text": "Kept words", "horizon": "long", "asked": "A", "sources": "nonsense",
            "given_on_day": 1, "given_on_month": 2, "given_on_year": 2023, "reply_due_day": 1, "reply_due_month": 1, "reply_due_year": 2023,
        }).content.decode()  # fmt: skip
        for said in ("Enter a title", "Kept words", "Reply due must be the same as or after", "NONSENSE is none"):
            assert said in page, said
        assert Advice.objects.count() == 0

    def test_what_may_be_done_goes_by_where_it_stands(self, desk, body, secretariat):
        one = late(body)
        assert acts_of(one, secretariat) == ["reply", "outcome", "due", "withdraw"]
        verbs.publish_reply(advice=one, who="It", text="We will.", received_on=day(-1), by=secretariat)
        one.refresh_from_db()
        assert acts_of(one, secretariat) == ["reply", "outcome", "withdraw"]
        verbs.conclude(advice=one, outcome="Done.", outcome_on=day(0), by=secretariat)
        one.refresh_from_db()
        assert acts_of(one, secretariat) == []
        assert acts_of(late(body), member_on(body).user) == []

    def test_a_reply_a_day_an_outcome(self, desk, body):
        one = late(body)

        def act(what, **sent):
            return desk.post(reverse("assemblies:advice_act", args=[body.pk, one.reference, what]), sent)

        today = {f"{{}}_{part}": getattr(day(0), part) for part in ("day", "month", "year")}

        def on(name):
            return {key.format(name): value for key, value in today.items()}

        assert act("due", because="Time", **on("due")).status_code == 302
        assert act("reply", who="It", text="We will.", **on("received_on")).status_code == 302
        assert "No reply is awaited any more" in act("due", because="T", **on("due")).content.decode()
        assert act("outcome", outcome="Done.", **on("outcome_on")).status_code == 302
        row = Advice.objects.get()
        assert (row.state, row.outcome, row.reply_due) == ("concluded", "Done.", day(0))
        page = desk.get(reverse("assemblies:advice_desk_one", args=[body.pk, one.reference])).content.decode()
        assert "Nothing more is changed." in page
        assert one.reference in desk.get(reverse("assemblies:advice_desk", args=[body.pk])).content.decode()

    def test_what_cannot_be_undone_warns_and_says_what_it_did(self, desk, body):
        one = late(body)
        address = reverse("assemblies:advice_act", args=[body.pk, one.reference, "withdraw"])
        assert "nhsuk-button--warning" in desk.get(address).content.decode()
        page = desk.post(address, {"because": "Asked twice."}, follow=True).content.decode()
        assert "The advice is withdrawn. It stays in the register, with the reason." in page


def test_a_member_stands_behind_advice(client, body):
    member = member_on(body)
    late(body).people.add(member)
    page = client.get(reverse("assemblies:member", args=[member.pk])).content.decode()
    assert "Advice this member stands behind" in page
    assert "Advice that came of it" not in page


def test_only_the_secretariat_is_led_to_the_desk(client, signed_in, secretariat, body):
    one = late(body)
    seen = [
        who.get(one.get_absolute_url()).content.decode()
        for who in (client, signed_in(secretariat), signed_in(UserFactory()))
    ]
    assert ["At the desk" in page for page in seen] == [False, True, False]
