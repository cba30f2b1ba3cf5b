"""A page names its view; the view may not be missing."""

from types import SimpleNamespace

import pytest

from core.checks import views_not_found
from core.page_views import VIEWS, shown_by
from tests.factories import ReviewPageFactory


def show_title(request, page):
    return f"{request}: {page.title}"


def test_the_view_gets_the_request_and_the_page_and_nothing_else(monkeypatch):
    monkeypatch.setattr("core.page_views.VIEWS", set())
    show = shown_by(f"{__name__}.show_title")

    assert show(SimpleNamespace(title="Call"), "request", "mode", kwarg="x") == "request: Call"


def test_every_page_of_ours_names_a_view_that_is_there():
    assert len(VIEWS) >= 9
    assert list(views_not_found(VIEWS)) == []


def test_a_view_nobody_wrote_is_found_out():
    (fault,) = views_not_found(["pages.views.words.home", "pages.views.words.nothing"])

    assert (fault.id, fault.msg) == ("moothall.E005", "There is no view pages.views.words.nothing.")


@pytest.mark.django_db
def test_an_editor_previews_a_page_as_it_will_be():
    review = ReviewPageFactory(title="Care closer to home", summary="Not saved yet.")
    review.summary = "What should change?"

    response = review.make_preview_request(preview_mode="")

    assert response.status_code == 200
    assert "What should change?" in response.content.decode()
    assert [title for title, _address in response.context_data["breadcrumbs"]] == ["Home"]
