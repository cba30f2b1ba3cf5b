"""Every component draws each of its samples, and refuses what it does not know."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory

from core.components import REQUIRED, Component, all_components, component, component_named

ALL = {one.name: one for one in all_components()}


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", ALL)
def test_every_component_has_samples_and_draws_them(name: str) -> None:
    samples = ALL[name].rendered_samples()

    assert samples
    assert all(sample.strip().startswith("<") for sample in samples)


@pytest.mark.parametrize("name", ALL)
def test_an_unknown_prop_raises(name: str) -> None:
    sample = {key: value for key, value in ALL[name].samples[0].items() if key != "body"}

    with pytest.raises(TypeError, match=f"The component {name} has no colours"):
        ALL[name].render({**sample, "colours": "green"})


@pytest.mark.parametrize("name", [one.name for one in ALL.values() if REQUIRED in one.props.values()])
def test_a_missing_prop_raises(name: str) -> None:
    with pytest.raises(TypeError, match=f"The component {name} needs"):
        ALL[name].render({})


@pytest.mark.parametrize("name", [one.name for one in ALL.values() if not one.has_body])
def test_a_body_where_none_is_held_raises(name: str) -> None:
    with pytest.raises(TypeError, match=f"The component {name} has no body"):
        ALL[name].render(ALL[name].samples[0], body="words")


def test_an_unknown_component_raises() -> None:
    with pytest.raises(LookupError, match="There is no component named nothing"):
        component_named("nothing")


def test_two_components_of_one_name_raise() -> None:
    with pytest.raises(ValueError, match="There are two components named tag"):
        component("tag", "Another.")


def test_the_tag_refuses_words_without_a_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="component takes name=value, not green"):
        Template('{% component "tag" green %}')


def test_what_people_wrote_is_escaped_everywhere() -> None:
    assert "&lt;b&gt;" in drawn('{% component "tag" text=words %}', words="<b>")
    assert "&lt;b&gt;" in drawn('{% fill "inset" %}{{ words }}{% endfill %}', words="<b>")
    assert "<b>" not in drawn('{% component "summary-list" rows=rows %}', rows=[{"key": "Name", "value": "<b>"}])


def test_a_tag_has_one_of_six_colours() -> None:
    with pytest.raises(ValueError, match="A tag is blue, green, red, amber, violet, grey, not pink"):
        component_named("tag").render({"text": "Open", "colour": "pink"})


class TestPagination:
    def page(self, number: int, of: int) -> str:
        page = Paginator(range(of * 10), 10).page(number)
        request = RequestFactory().get("/evidence/", {"q": "a b", "page": "1"})
        return component_named("pagination").render({"page": page}, request=request)

    def test_one_page_has_none(self) -> None:
        assert self.page(1, of=1).strip() == ""

    def test_links_keep_the_query(self) -> None:
        html = self.page(2, of=3)

        assert 'href="?q=a+b&amp;page=1"' in html
        assert 'href="?q=a+b&amp;page=3"' in html

    def test_the_first_page_has_no_previous_and_the_last_no_next(self) -> None:
        assert 'rel="prev"' not in self.page(1, of=3)
        assert 'rel="next"' in self.page(1, of=3)
        assert 'rel="next"' not in self.page(3, of=3)

    def test_the_page_one_is_on_is_marked_once(self) -> None:
        assert self.page(2, of=3).count('aria-current="page"') == 1


class TestTitles:
    def test_the_page_number_stands_in_the_title(self) -> None:
        page = Paginator(range(70), 10).page(2)

        assert drawn("Evidence{% page_suffix page %}", page=page) == "Evidence (page 2 of 7)"

    def test_one_page_is_not_numbered(self) -> None:
        assert drawn("Evidence{% page_suffix page %}", page=Paginator([], 10).page(1)) == "Evidence"


def test_the_summary_says_what_was_not_given() -> None:
    html = drawn(
        '{% component "summary-list" rows=rows %}', rows=[{"key": "Name", "value": ""}, {"key": "Beds", "value": 0}]
    )

    assert html.count("Not provided") == 1
    assert '<dd class="nhsuk-summary-list__value">0</dd>' in html


def test_a_change_link_says_what_it_changes_to_those_who_hear_it_alone() -> None:
    rows = [{"key": "Name", "value": "Ada", "url": "/x"}]

    assert '<a href="/x">Change<span class="nhsuk-u-visually-hidden"> Name</span></a>' in drawn(
        '{% component "summary-list" rows=rows %}', rows=rows
    )


def test_the_gallery_shows_every_component(client: Client, db: None) -> None:
    response = client.get("/design/")

    assert response.status_code == 200
    assert [one.name for one in response.context["exhibits"]] == sorted(ALL)
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_a_component_computes_what_its_template_needs() -> None:
    one = Component(
        "tag", "For a test.", {"text": REQUIRED, "colour": "grey"}, prepare=lambda props: {"text": props["text"] * 2}
    )

    assert "OpenOpen" in one.render({"text": "Open"})
