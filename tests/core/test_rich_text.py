"""Editors mark a passage as Welsh, and it stays marked on its way to the reader."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from consultations.calls.blocks import SectionBlock
from consultations.calls.models import CallPage
from consultations.calls.reading import prose
from consultations.reviews.models import ReviewPage
from consultations.workstreams.models import WorkstreamPage
from pages.models import ContentPage, PrivacyNoticePage

MARKED = '<p data-block-key="a">Read it in <span lang="cy">Cymraeg</span>.</p>'
FIELDS = [
    (CallPage, "body"),
    (CallPage, "outcome"),
    (ReviewPage, "body"),
    (WorkstreamPage, "body"),
    (ContentPage, "body"),
    (PrivacyNoticePage, "rights"),
]


def test_a_marked_passage_goes_into_the_editor_and_comes_back():
    converter = ContentstateConverter(features=["welsh"])
    state = converter.from_database_format(MARKED)
    (block,) = json.loads(state)["blocks"]
    assert block["inlineStyleRanges"] == [{"offset": 11, "length": 7, "style": "WELSH"}]
    assert converter.to_database_format(state) == MARKED


def test_it_stays_marked_in_the_introduction_of_a_section():
    assert '<span lang="cy">Cymraeg</span>' in prose(RichText(MARKED))


@pytest.mark.parametrize(("page", "field"), FIELDS)
def test_every_rich_text_of_a_page_offers_it(page, field):
    assert "welsh" in page._meta.get_field(field).features


def test_the_introductions_of_sections_offer_it():
    assert "welsh" in SectionBlock().child_blocks["intro"].features
