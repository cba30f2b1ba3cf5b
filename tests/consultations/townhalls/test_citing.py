"""References in what is said, and the page of one question."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain.acts import act, undo
from consultations.townhalls.domain.hosting import answer_in_writing, take_up_again
from consultations.townhalls.domain.moderating import decline, edit_for_clarity, merge
from consultations.townhalls.domain.references import MOST
from consultations.townhalls.enums import ContributionState, ReasonCode
from consultations.townhalls.models import Contribution
from consultations.townhalls.templatetags.said import as_link, in_paragraphs
from tests.factories import ParticipantFactory, TownHallPageFactory

pytestmark = pytest.mark.django_db


def page_of(client, question):
    return client.get(reverse("townhalls:question", args=[question.reference[2:]]))


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
        assert set(there.referred_to_by.all()) == {here, other}
        other.refresh_from_db()
        edit_for_clarity(contribution=other, text="Who signs?", by=moderator)
        assert set(there.referred_to_by.all()) == {here}

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
        assert first.referred_to_by.get() == second
        undo(done, by=moderator)
        assert not first.referred_to_by.exists()
        answer_in_writing(contribution=second, text=f"See {first.reference}.", by=moderator)
        take_up_again(contribution=second, by=moderator)
        assert not first.referred_to_by.exists()

    def test_a_reply_is_named_by_its_kind_and_leads_to_where_it_stands(self, client, say):
        first, second = say("Who pays?"), say("Who decides?")
        reply = say(f"{first.reference} says it", parent=second)
        assert "Reply" in page_of(client, first).content.decode()
        answer = client.get(reverse("townhalls:said", args=[reply.key]))
        assert answer.url.endswith(f"#said-{reply.pk}")

    def test_a_list_of_everything_refers_to_some(self, say):
        asked = [say(f"Question {number}?", by=ParticipantFactory()) for number in range(MOST + 2)]
        all_of_them = say(" ".join(one.reference for one in asked), by=ParticipantFactory())
        assert all_of_them.refers_to.count() == MOST


class TestDrawing:
    @given(st.text(max_size=200))
    def test_no_text_becomes_markup(self, text):
        drawn = in_paragraphs(text)
        assert "<" not in drawn.replace("<p>", "").replace("</p>", "").replace("<br>", "").replace(
            '<a href="/town-halls/q/', ""
        ).replace("</a>", "")

    @pytest.mark.parametrize("text", ["Q-0", "FAQ-12", "Q-12-3", "q-1", "Q-", "Q-1234567890"])
    def test_what_only_looks_like_one_stays_as_it_is(self, text):
        assert "<a" not in in_paragraphs(text)
        assert as_link(text) == text

    def test_paragraphs_and_links(self):
        assert in_paragraphs("See Q-12, & more\nhere") == (
            '<p>See <a href="/town-halls/q/12/">Q-12</a>, &amp; more<br>here</p>'
        )


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


QUERIES = 12
