"""References in what is said, and the page of one question."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain.acts import act, undo
from consultations.townhalls.domain.hosting import answer_in_writing, take_up_again
from consultations.townhalls.domain.moderating import decline, edit_for_clarity, merge, take_measure
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.enums import ContributionState, MeasureKind, ReasonCode
from consultations.townhalls.live.frames import contribution_body
from consultations.townhalls.models import Contribution
from consultations.townhalls.presenters import in_public
from core.citations import cited_in, links_in
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def page_of(client, question):
    return client.get(reverse("townhalls:question", args=[question.reference[2:]]))


def cited(question):
    return [one.text for one in cited_in([question.reference])[question.reference]]


class TestReferring:
    def test_a_reference_leads_there_and_back(self, client, say):
        first = say("Who pays for prevention?")
        second = say(f"As {first.reference} asks: who decides?")
        assert f'href="/town-halls/q/{first.reference[2:]}/"' in page_of(client, second).content.decode()
        back = page_of(client, first).content.decode()
        assert "Referred to in:" in back
        assert reverse("townhalls:said", args=[second.key]) in back

    def test_across_town_halls_and_from_answers_and_edits(self, say, moderator):
        there = say("Who pays?", in_hall=TownHallPageFactory(at_once=True))
        here, other = say("Who decides?"), say("Who signs?")
        answer_in_writing(contribution=here, text=f"See {there.reference}.", by=moderator)
        edit_for_clarity(contribution=other, text=f"Who signs, as in {there.reference}?", by=moderator)
        assert cited(there) == [here.reference, other.reference]
        other.refresh_from_db()
        edit_for_clarity(contribution=other, text="Who signs?", by=moderator)
        assert cited(there) == [here.reference]

    def test_what_is_hidden_is_named_nowhere(self, client, say, moderator):
        first = say("Who pays?")
        secret = say(f"Planted secret about {first.reference}")
        decline(contribution=secret, code=ReasonCode.ABUSE, by=moderator)
        page = page_of(client, first).content.decode()
        assert "Referred to in:" not in page
        assert str(secret.key) not in page
        assert page_of(client, secret).status_code == 404

    @pytest.mark.parametrize("how", ["private", "unpublished"])
    def test_a_town_hall_that_not_everybody_sees_is_named_nowhere(self, client, hall, say, how):
        first, there = say("Who pays?"), TownHallPageFactory(at_once=True)
        secret = say(f"As {first.reference} asks", in_hall=there)
        if how == "private":
            PageViewRestriction.objects.create(page=there, restriction_type="login")
        else:
            there.unpublish()
        for page in (page_of(client, first), client.get(hall.get_url())):
            assert secret.reference not in page.content.decode()
            assert "Referred to in:" not in page.content.decode()

    def test_an_answer_that_was_taken_back_refers_to_nothing(self, say, moderator):
        first, second = say("Who pays?"), say("Who decides?")
        done = act(second, lambda: answer_in_writing(contribution=second, text=f"See {first.reference}.", by=moderator))
        assert cited(first) == [second.reference]
        undo(done, by=moderator)
        assert cited(first) == []
        answer_in_writing(contribution=second, text=f"See {first.reference}.", by=moderator)
        take_up_again(contribution=second, by=moderator)
        assert cited(first) == []

    def test_a_reply_is_named_by_its_kind_and_leads_to_where_it_stands(self, client, say):
        first, second = say("Who pays?"), say("Who decides?")
        reply = say(f"{first.reference} says it", parent=second)
        assert "Reply" in page_of(client, first).content.decode()
        answer = client.get(reverse("townhalls:said", args=[reply.key]))
        assert answer.url.endswith(f"#said-{reply.pk}")


class TestDrawing:
    def test_a_question_that_everybody_may_read_is_a_link_with_its_first_words(self, client, hall, say):
        first = say("Who pays for <prevention>?")
        second = say(f"{first.reference}, & more\nthere: Q-999999, FAQ-12, q-1")
        drawn = (
            f'<p><a href="/town-halls/q/{first.reference[2:]}/" title="Who pays for &lt;prevention&gt;?">'
            f"{first.reference}</a>, &amp; more<br>there: Q-999999, FAQ-12, q-1</p>"
        )
        for url in (hall.get_url(), reverse("townhalls:transcript", args=[hall.pk])):
            assert drawn in client.get(url).content.decode()
        assert drawn in page_of(client, second).content.decode()

    def test_the_live_line_draws_what_the_page_draws(self, say):
        first = say("Who pays?")
        second = say(f"As {first.reference} asks")
        known = in_public(second)
        body = contribution_body(known, links_in([known.text]))
        assert f'title="Who pays?">{first.reference}</a> asks' in body["html"]

    def test_an_answer_a_measure_and_the_summary_are_drawn_so(self, client, hall, say, moderator):
        there = say("Who pays?", in_hall=TownHallPageFactory(at_once=True))
        answer_in_writing(contribution=say("Who decides?"), text=f"Answered in {there.reference}.", by=moderator)
        reason = f"Go on in {there.reference}."
        take_measure(thread=thread_of(hall), kind=MeasureKind.PAUSE, reason=reason, by=moderator)
        hall.summary = f"What {there.reference} left open"
        hall.save()
        page = client.get(hall.get_url()).content.decode()
        link = f'<a href="/town-halls/q/{there.reference[2:]}/" title="Who pays?">{there.reference}</a>'
        assert f"Answered in {link}." in page
        assert f"Go on in {link}." in page
        assert f"What {link} left open" in page

    def test_what_is_hidden_is_no_link(self, client, say, moderator):
        secret = say("Planted secret?")
        other = say(f"As {secret.reference} asks")
        decline(contribution=secret, code=ReasonCode.ABUSE, by=moderator)
        page = page_of(client, other).content.decode()
        assert f"<p>As {secret.reference} asks</p>" in page
        assert "Planted secret" not in page


class TestSummingUp:
    def test_it_refers_to_something_once_the_town_hall_is_over(self, client, hall, say, moderator):
        first = say("Who pays?")
        hall.summing_up = f"<p>Most was said of {first.reference}.</p>"
        hall.save_revision().publish()
        assert "Referred to in:" not in page_of(client, first).content.decode()
        change_state(hall=hall, verb="close", actor=moderator)
        page = page_of(client, first).content.decode()
        assert f'Referred to in: <a href="{hall.get_url()}">{hall.title}</a>' in page


class TestPage:
    def test_it_shows_replies_and_what_was_merged_into_it(self, client, say, moderator):
        first, same = say("Who pays?"), say("Who will pay?", by=ParticipantFactory())
        say("The board, I hope", parent=first)
        merge(contribution=same, into=first, by=moderator)
        page = page_of(client, first).content.decode()
        assert "The board, I hope" in page
        assert "Who will pay?" in page
        assert "It stands in" in page_of(client, same).content.decode()

    def test_a_waiting_one_has_none(self, client, say, hall):
        hall.moderation = "before"
        hall.save()
        waiting = say("Planted secret")
        assert page_of(client, waiting).status_code == 404

    def test_nor_has_one_of_a_page_that_is_taken_down(self, client, say, hall):
        question = say("Who pays?")
        hall.unpublish()
        assert page_of(client, question).status_code == 404

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, client, say, more, django_assert_num_queries):
        first = say("Who pays?")
        for number in range(more):
            by = ParticipantFactory()
            say(f"Reply {number}", parent=first, by=by)
            Contribution.objects.filter(pk=say(f"Same {number}?", by=by).pk).update(
                merged_into=first, state=ContributionState.MERGED
            )
            say(f"{first.reference} {number}", by=by)
        page_of(client, first)
        with django_assert_num_queries(QUERIES):
            page_of(client, first)


QUERIES = 15


@pytest.mark.parametrize("more", [1, 3])
def test_a_list_asks_as_much_for_more_references(client, hall, say, more, django_assert_num_queries):
    there = [say(f"Question {number}?", in_hall=TownHallPageFactory(at_once=True)) for number in range(more)]
    for named in there:
        asked = say(f"{named.reference}, and?", by=ParticipantFactory())
        say(f"{asked.reference} and {named.reference}", parent=asked, by=ParticipantFactory())
        answer_in_writing(contribution=asked, text=f"See {named.reference}.", by=UserFactory(moderator=True))
    client.get(hall.get_url())
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(hall.get_url()).content.decode()
    assert page.count('title="Question ') == 3 * more
    transcript = reverse("townhalls:transcript", args=[hall.pk])
    with django_assert_num_queries(TRANSCRIPT_QUERIES):
        assert client.get(transcript).content.decode().count('title="Question ') == 3 * more


LIST_QUERIES = 36
TRANSCRIPT_QUERIES = 16
