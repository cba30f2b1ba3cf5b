"""References in pages of words, reviews, workstreams and calls: written down as they are published."""

import pytest
from wagtail.models import PageViewRestriction

from consultations.calls.domain.opening import publish_outcome, take_back_outcome
from core.citations import Citing, cited_in
from pages.models import ContentPage
from tests.factories import CallPageFactory, ReviewPageFactory, WorkstreamPageFactory, home_page, published

pytestmark = pytest.mark.django_db
SECRET = "Planted secret"


@pytest.fixture
def named():
    return published(name="Ada Example")


def link(named):
    return f'<a href="/evidence/{named.reference}/" title="Ada Example">{named.reference}</a>'


def places(named):
    return cited_in([named.reference])[named.reference]


def written(parent, body, title="Words"):
    page = parent.add_child(instance=ContentPage(title=title, body=body))
    page.save_revision().publish()
    return page


def test_a_page_of_words_leads_there_and_back_but_for_what_is_a_link_already(client, named):
    body = f'<h2>On {named.reference}</h2><p><a href="https://example.org/{named.reference}">{named.reference}</a></p>'
    page = written(home_page(), body)
    drawn = client.get(page.get_url()).content.decode()
    assert f"On {link(named)}</h2>" in drawn
    assert f'<a href="https://example.org/{named.reference}">{named.reference}</a>' in drawn
    assert places(named) == [Citing("Words", page.get_url())]
    back = client.get(named.get_absolute_url()).content.decode()
    assert f'Referred to in: <a href="{page.get_url()}">Words</a>' in back


def test_a_page_that_is_unpublished_changed_or_deleted_refers_to_nothing(named):
    first, second, third = (written(home_page(), f"<p>{named.reference}</p>", f"Page {number}") for number in range(3))
    assert [one.text for one in places(named)] == ["Page 0", "Page 1", "Page 2"]
    first.unpublish()
    second.body = "<p>Nothing</p>"
    second.save_revision()
    assert [one.text for one in places(named)] == ["Page 1", "Page 2"]  # a draft is nobody's
    second.save_revision().publish()
    third.delete()
    assert places(named) == []


def test_a_page_behind_a_sign_in_is_named_nowhere(client, named):
    page = written(home_page(), f"<p>{named.reference}</p>", SECRET)
    assert [one.text for one in places(named)] == [SECRET]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert places(named) == []
    assert SECRET not in client.get(named.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (ReviewPageFactory, ("summary", "body")),
        (WorkstreamPageFactory, ("purpose", "body")),
        (CallPageFactory, ("summary", "audience", "body")),
    ],
)
def test_what_reviews_workstreams_and_calls_say_is_drawn_and_written_down(client, named, factory, fields):
    for field in fields:
        page = factory(**{field: f"See {named.reference}."}, title=f"The {field}")
        page.save_revision().publish()
        assert f"See {link(named)}." in client.get(page.get_url()).content.decode()
    assert [one.text for one in places(named)] == [f"The {field}" for field in fields]


def test_an_outcome_refers_to_something_from_the_day_it_is_published(client, named, secretariat):
    call = CallPageFactory(closed=True, title="The call", outcome=f"<p>As {named.reference} said.</p>")
    call.save_revision().publish()
    assert places(named) == []
    publish_outcome(call=call, actor=secretariat)
    assert places(named) == [Citing("The call", call.get_url())]
    assert f"As {link(named)} said." in client.get(call.get_url()).content.decode()
    take_back_outcome(call=call, reason="Too soon", actor=secretariat)
    assert places(named) == []
