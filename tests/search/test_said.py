"""What is said in town halls is found as everybody may read it, from the moment of each change, and never what is not public."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from haystack.query import SearchQuerySet
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.speaking import Words, contribute
from consultations.townhalls.domain.threads import change_state
from consultations.townhalls.enums import ContributionKind, ReasonCode
from consultations.townhalls.models import AgendaItem, Contribution, TownHallPage
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.check import compare
from search.domain.notes import note
from search.domain.rebuild import rebuild
from search.enums import Alias, Kind
from search.models import IndexChange
from search.queries.desk import find_on_desk
from search.queries.find import find
from search.queries.suggest import completions, named_like
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory, WorkstreamPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


def found(words):
    return {match.row.pk for match in find(Asked(words)).matches}


@pytest.fixture
def hall(db):
    return TownHallPageFactory(at_once=True)


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


@pytest.fixture
def say(hall):
    """`say("Who pays?")` is a question in the hall, by somebody of its own."""

    def said(text, *, in_hall=None, parent=None, **more):
        kind = ContributionKind.REPLY if parent else ContributionKind.QUESTION
        words = Words(uuid4(), kind, text, parent=parent, **more)
        return contribute(hall=in_hall or hall, words=words, by=ParticipantFactory())

    return said


@pytest.fixture
def question(say):
    asked = say("Who pays for heather?", name="Ada Example")
    apply_changes()
    return asked


class TestWhatIsFound:
    def test_a_question_with_its_answer_and_its_author(self, question, moderator):
        hosting.answer_in_writing(contribution=question, text="The system pays.", by=moderator)
        apply_changes()
        assert found("heather") == found("system") == found("Ada") == found(question.reference) == {question.pk}

    def test_a_reply_by_itself(self, question, say):
        reply = say("Everybody does.", parent=question)
        apply_changes()
        assert found("everybody") == {reply.pk}

    def test_an_answer_that_was_opened_again_is_not(self, question, moderator):
        hosting.answer_in_writing(contribution=question, text="The system pays.", by=moderator)
        hosting.take_up_again(contribution=question, by=moderator)
        apply_changes()
        assert found("system") == set()

    def test_edited_words_as_they_stand(self, question, moderator):
        moderating.edit_for_clarity(contribution=question, text="Who pays for thyme?", by=moderator)
        assert found("heather") == set(), "before any index was told"
        apply_changes()
        assert (found("heather"), found("thyme")) == (set(), {question.pk})

    def test_a_merged_one_leads_to_the_other(self, client, question, say, moderator):
        other = say("Who has to pay for bracken?")
        moderating.merge(contribution=other, into=question, by=moderator)
        apply_changes()
        page = client.get("/search/", {"q": "bracken"}).content.decode()
        assert f"It stands in {question.reference}" in page
        assert client.get(other.get_absolute_url()).url.endswith(f"#said-{question.pk}")

    def test_the_town_hall_itself(self, client, question, hall):
        AgendaItem.objects.create(town_hall=hall, title="Bracken and money", sort_order=1)
        note(hall)
        apply_changes()
        (match,) = find(Asked("bracken")).matches
        assert (match.kind, match.row) == (Kind.TOWN_HALL, hall)
        page = client.get("/search/", {"q": "bracken"}).content.decode()
        assert f'href="{hall.get_url()}"' in page
        assert "Live now" in page

    def test_a_reference_leads_straight_there(self, client, question):
        response = client.get("/search/", {"q": question.reference.lower()}, follow=True)
        assert response.redirect_chain[-1][0].endswith(f"#said-{question.pk}")

    def test_each_is_a_kind_and_of_its_review_and_workstream(self, say):
        stream = WorkstreamPageFactory()
        of_stream = TownHallPageFactory(parent=stream.get_parent().specific, workstream=stream, at_once=True)
        say("Who pays for heather?", in_hall=of_stream)
        note(of_stream)
        apply_changes()
        counts = find(Asked("heather OR stands")).counts
        assert sorted(counts["kind"]) == [("contribution", 1), ("townhall", 1)]
        assert counts["workstream"] == [(str(stream.pk), 2)]
        assert counts["review"] == [(str(of_stream.get_parent().pk), 2)]

    def test_the_page_leads_to_its_place_and_takes_as_many_queries_for_more(self, client, say):
        counts = []
        for number in range(3):
            asked = say(f"Heather {number}?", name="Ada")
            apply_changes()
            client.get("/search/", {"q": "heather"})
            if number in {0, 2}:
                with CaptureQueriesContext(connection) as queries:
                    page = client.get("/search/", {"q": "heather"}).content.decode()
                counts.append(len(queries))
        assert f'href="{reverse("townhalls:said", args=[asked.key])}"' in page
        assert counts[0] == counts[1] > 0, counts


class TestWhatIsNot:
    @pytest.fixture
    def planted(self, say, moderator):
        """Something public, beside one of each that is not."""
        reads_first, at_once = TownHallPageFactory(), TownHallPageFactory(at_once=True)
        shown = say("heather", in_hall=at_once, name="Wolfenstein", is_anonymous=True)
        moderating.note(contribution=shown, text="ptarmigan", by=moderator)
        moderating.edit_for_clarity(contribution=shown, text="heather, clearly", by=moderator)
        again = say("gargoyle heather", in_hall=at_once)
        moderating.edit_for_clarity(contribution=again, text="heather again", by=moderator)
        say("quixotic heather", in_hall=reads_first)
        declined = say("zanzibar heather", in_hall=reads_first)
        moderating.decline(contribution=declined, by=moderator, code=ReasonCode.ABUSE)
        taken = say("marzipan heather", in_hall=at_once)
        say("kumquat heather", in_hall=at_once, parent=taken)
        hosting.answer_in_writing(contribution=taken, text="xylophone heather", by=moderator)
        moderating.decline(contribution=taken, by=moderator, code=ReasonCode.PERSONAL)
        hidden = TownHallPageFactory(at_once=True)
        say("umbrage heather", in_hall=hidden)
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        draft = TownHallPageFactory(at_once=True, live=False)
        say("sassafras heather", in_hall=draft)
        TownHallPageFactory(state="live", summing_up="<p>bumblebee heather</p>")
        for page in TownHallPage.objects.all():
            note(page)

    @pytest.mark.parametrize("way", [apply_changes, rebuild])
    def test_a_planted_secret_is_found_nowhere(self, planted, way):
        way()
        secrets = (
            "wolfenstein ptarmigan gargoyle quixotic zanzibar marzipan kumquat xylophone umbrage sassafras bumblebee"
        )
        stored = str([result.get_additional_fields() for result in SearchQuerySet().load_all()]).lower()
        assert [word for word in secrets.split() if word in stored] == []
        assert [
            word for word in secrets.split() if find(Asked(word)).total or completions(word[:4]) or named_like(word[:4])
        ] == []
        assert find(Asked("heather")).total == 2
        assert find(Asked("anonymous")).total == find(Asked("guest")).total == 0

    @pytest.mark.parametrize("way", ["unpublish", "restrict", "decline"])
    def test_what_is_taken_back_is_gone_before_the_engine_hears_of_it(self, question, say, hall, moderator, way):
        say("Heather pays.", parent=question)
        apply_changes()
        assert find(Asked("heather")).total == 2
        if way == "unpublish":
            hall.unpublish()
        elif way == "restrict":
            PageViewRestriction.objects.create(page=hall.get_parent(), restriction_type=PageViewRestriction.LOGIN)
        else:
            moderating.decline(contribution=question, by=moderator, code=ReasonCode.OTHER)
        result = find(Asked("heather"))
        assert (result.total, result.matches, result.counts["kind"], completions("heat")) == (0, [], [], [])
        apply_changes()
        assert SearchQuerySet().filter(content="heather").count() == 0

    def test_and_it_comes_back(self, question, hall, moderator):
        hall.unpublish()
        apply_changes()
        TownHallPage.objects.get(pk=hall.pk).save_revision().publish()
        apply_changes()
        assert found("heather") == {question.pk}

    def test_one_that_vanished_unannounced_is_looked_up_and_dropped(self, question):
        Contribution.objects.update(state="waiting", published_at=None)
        assert find(Asked("heather")).total == 0


def test_the_summary_is_found_once_it_is_over(hall, moderator):
    TownHallPage.objects.filter(pk=hall.pk).update(summing_up="<p>Most spoke of bracken.</p>")
    change_state(hall=hall, verb="close", actor=moderator)
    apply_changes()
    assert find(Asked("bracken")).total == 1


def test_the_index_is_what_the_database_would_lay_down(question, say, moderator):
    rebuild()
    say("Everybody does.", parent=question)
    moderating.decline(contribution=say("Bracken?"), by=moderator, code=ReasonCode.OTHER)
    apply_changes()
    assert [compare(alias).groups for alias in Alias] == [[], []]
    IndexChange.objects.all().delete()
    rebuild()
    assert compare(Alias.PUBLIC).groups == []


class TestOnTheDesk:
    def on_desk(self, words, user):
        return find_on_desk(Asked(words, alias=Alias.STAFF), user).matches

    def test_staff_find_what_waits_and_what_was_declined_and_as_it_was_sent(self, say, secretariat, moderator):
        reads_first = TownHallPageFactory()
        waits = say("Who pays for heather?", in_hall=reads_first, name="Ada Example", is_anonymous=True)
        declined = say("Buy our bracken!", in_hall=reads_first)
        moderating.edit_for_clarity(contribution=waits, text="Who pays for thyme?", by=moderator)
        moderating.note(contribution=waits, text="ptarmigan", by=moderator)
        moderating.decline(contribution=declined, by=moderator, code=ReasonCode.ADVERT)
        apply_changes()
        found = [[match.row for match in self.on_desk(word, secretariat)] for word in ("heather", "thyme", "bracken")]
        assert found == [[waits], [waits], [declined]]
        assert self.on_desk("ptarmigan", secretariat) == self.on_desk("Ada", secretariat) == []

    def test_a_result_leads_to_its_place_on_the_desk(self, say, signed_in, secretariat):
        reads_first = TownHallPageFactory()
        waits = say("Who pays for heather?", in_hall=reads_first)
        apply_changes()
        page = signed_in(secretariat).get("/search/", {"q": "heather", "in": "desk"}).content.decode()
        assert f'href="{reverse("townhalls:desk", args=[reads_first.pk])}#said-{waits.pk}"' in page
        assert "Waiting to be read" in page
