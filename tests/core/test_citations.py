"""References in texts: how they are known, where they lead, and who refers to what."""

import re

import pytest
from django.core.management import call_command
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core import citations
from core.citations import (
    MOST,
    MOST_BACK,
    Citing,
    Target,
    anew,
    cited_in,
    family,
    linked,
    linked_each,
    links_in,
    write_down,
)
from core.citations import families as known_families
from core.citations import rows as known_sources
from core.citations.families import named_in
from core.citations.rows import LOOKED_AT, Change, Citation
from core.citations.texts import pieces_of
from core.references import Series
from tests.factories import UserFactory

SECRET = {"LAW-3"}  # there is one, and not everybody may know of it
asked: list[set[str]] = []


def resolve(references):
    asked.append(set(references))
    return {one: Target(f"/laws/{one}/", f"Of {one} & <more>") for one in references if one not in SECRET}


@pytest.fixture(autouse=True)
def _laws(monkeypatch):
    """Two families of our own and no other: LAW-1 as it is written, and act1-1 in any case."""
    monkeypatch.setattr(known_families, "_families", {})
    family("law", "LAW-[1-9][0-9]*", resolve)
    family("act", re.compile("ACT[0-9]-[0-9]+", re.IGNORECASE), resolve)
    asked.clear()


def link(reference, words=""):
    title = f"Of {reference} &amp; &lt;more&gt;"
    return f'<a href="/laws/{reference}/" title="{title}">{words or reference}</a>'


def named(text):
    return [one.reference for one in named_in(text)]


class TestKnown:
    def test_whole_words_alone(self):
        assert named("LAW-1, (LAW-22). “LAW-3”; LAW-4/LAW-5") == ["LAW-1", "LAW-22", "LAW-3", "LAW-4", "LAW-5"]
        assert named("LAW-0 OUTLAW-1 LAW-1-2 LAW- law-1 LAW-1a éLAW-1 my-LAW-1 LAW-1٣") == []

    def test_one_that_can_be_no_word_is_known_in_any_case_and_kept_in_capitals(self):
        assert named("act1-0042 and Act1-7") == ["ACT1-0042", "ACT1-7"]

    def test_where_two_families_see_one_it_is_one(self):
        family("paragraph", r"LAW-[1-9][0-9]*(?:\.[0-9]+)?", resolve)
        assert [(one.family, one.reference) for one in named_in("LAW-1.5 LAW-2")] == [
            ("paragraph", "LAW-1.5"),
            ("law", "LAW-2"),
        ]


class TestPlainText:
    def test_it_is_escaped_and_what_is_known_is_a_link(self):
        assert linked("<b>LAW-1</b> & act1-2") == (
            f"&lt;b&gt;{link('LAW-1')}&lt;/b&gt; &amp; {link('ACT1-2', 'act1-2')}"
        )

    def test_what_nobody_may_know_of_stays_text(self):
        assert linked("LAW-3") == "LAW-3"

    def test_beside_what_it_names_it_has_no_title(self):
        assert links_in([]).mark("LAW-1", is_titled=False) == '<a href="/laws/LAW-1/">LAW-1</a>'

    def test_a_text_without_one_asks_nothing(self):
        assert linked("No law") == "No law"
        assert asked == []

    @given(st.text(max_size=100))
    def test_no_text_becomes_markup(self, text):
        drawn = linked(f"{text} LAW-1 {text}")
        assert "<" not in drawn.replace(link("LAW-1"), "")


class TestHtml:
    @pytest.mark.parametrize(
        "html",
        [
            '<a href="/x/">LAW-1</a>',
            '<a href="/x/"><em>see</em> LAW-1</a>',
            "<code>LAW-1</code>",
            "<pre>a <b>LAW-1</b></pre>",
            '<h2 id="LAW-1">Laws</h2>',
            '<img alt="a > LAW-1">',
            "<img alt='LAW-1'/>",
            "<!-- LAW-1 > LAW-2 -->",
        ],
    )
    def test_no_link_stands_in_a_link_a_code_or_an_attribute(self, html):
        assert linked(SafeString(html)) == html

    def test_words_are_linked_and_the_rest_is_kept_as_it_is(self):
        html = '<h2 id="laws">On LAW-1</h2><p title="x">A &amp; LAW-3,<br>&lt;LAW-2&gt; <a href="/">LAW-4</a> LAW-5</p>'
        expected = html.replace("On LAW-1", f"On {link('LAW-1')}")
        expected = expected.replace("&lt;LAW-2&gt;", f"&lt;{link('LAW-2')}&gt;").replace(
            "</a> LAW-5", f"</a> {link('LAW-5')}"
        )
        assert linked(SafeString(html)) == expected

    @given(
        st.lists(
            st.sampled_from(["<p>", "</p>", "<a href='LAW-1'>", "</a>", "<code>", "<", ">", '"', "LAW-3", "x", "<!--"])
        )
    )
    def test_what_holds_no_public_reference_comes_back_as_it_went_in(self, parts):
        html = "".join(parts)
        assert linked(SafeString(html)) == html
        assert "".join(piece.text for piece in pieces_of(SafeString(html))) == html


class TestMany:
    @pytest.mark.parametrize("more", [1, 3])
    def test_each_family_is_asked_once(self, more):
        texts = [f"LAW-{number} and act1-{number}" for number in range(4, 4 + more)]
        assert linked_each(texts) == [linked(text) for text in texts]
        assert len(asked[:2]) == 2
        assert len(asked) == 2 + 2 * more  # the second half are the single ones

    def test_a_page_asks_once_for_all_that_it_named_and_again_for_what_it_did_not(self):
        links = links_in(["LAW-1", "LAW-2"]).also(["LAW-4"])
        assert asked == []
        assert links.mark("LAW-1") == link("LAW-1")
        assert links.mark(SafeString("<p>LAW-4</p>")) == f"<p>{link('LAW-4')}</p>"
        assert asked == [{"LAW-1", "LAW-2", "LAW-4"}]
        assert links.mark("LAW-5") == link("LAW-5")
        assert asked[1:] == [{"LAW-5"}]


@pytest.fixture
def hidden(monkeypatch):
    """Keys of the rows that not everybody may read. Sources are series of references and people."""
    keys: set = set()

    def describe(rows):
        return {pk: Citing(f"Place {pk}", f"/places/{pk}/") for pk in rows if pk not in keys}

    monkeypatch.setattr(known_sources, "_sources", {})
    citations.sources(User, describe, lambda person: [] if person.pk in keys else [person.first_name])
    return keys


def person():
    return UserFactory(verified=False)


@pytest.mark.django_db
class TestWrittenDown:
    def test_what_a_row_refers_to_takes_the_place_of_what_it_did(self, hidden):
        row = person()
        write_down(row, "LAW-1, LAW-2 and LAW-1", SafeString('<p title="LAW-9"><a href="/LAW-8">LAW-4</a></p>'))
        before = list(Citation.objects.filter(source_key=row.pk).values_list("reference", flat=True))
        assert before == ["LAW-1", "LAW-2", "LAW-4"]
        write_down(row, "act1-5 and LAW-2")
        rows = Citation.objects.filter(source_key=row.pk).values_list("family", "reference")
        assert set(rows) == {("law", "LAW-2"), ("act", "ACT1-5")}
        write_down(row)
        assert not Citation.objects.filter(source_key=row.pk).exists()

    def test_its_own_reference_does_not_count(self, hidden):
        row = person()
        row.reference = "LAW-1"
        write_down(row, "LAW-1 and LAW-2")
        assert list(Citation.objects.values_list("reference", flat=True)) == ["LAW-2"]

    def test_a_list_of_everything_refers_to_some(self, hidden):
        write_down(person(), " ".join(f"LAW-{number + 1}" for number in range(MOST + 9)))
        assert Citation.objects.count() == MOST

    def test_a_row_that_nobody_can_name_is_refused(self, hidden):
        with pytest.raises(TypeError, match="Series"):
            write_down(Series(name="LAW"), "LAW-1")


@pytest.mark.django_db
class TestCitedIn:
    def test_the_oldest_first_and_what_is_hidden_nowhere(self, hidden):
        first, second, secret = person(), person(), person()
        for row in (first, second, secret):
            write_down(row, "See LAW-1")
        hidden.add(secret.pk)
        places = [Citing(f"Place {row.pk}", f"/places/{row.pk}/") for row in (first, second)]
        assert cited_in(["LAW-1", "LAW-2"]) == {"LAW-1": places, "LAW-2": []}
        hidden.add(first.pk)  # at once, with nothing written
        assert cited_in(["LAW-1"]) == {"LAW-1": places[1:]}

    def test_a_few_are_named_and_many_looked_at(self, hidden):
        row = person()
        write_down(row, "LAW-1")
        source = Citation.objects.get().source_type
        keys = range(row.pk + 1, row.pk + 1 + LOOKED_AT)
        Citation.objects.bulk_create(
            Citation(source_type=source, source_key=key, family="law", reference="LAW-1") for key in keys
        )
        assert len(cited_in(["LAW-1"])["LAW-1"]) == MOST_BACK
        hidden.update([row.pk, *keys[:-5]])
        assert len(cited_in(["LAW-1"])["LAW-1"]) == 4  # the last of all is one too many to be looked at

    @pytest.mark.parametrize("more", [1, 3])
    def test_as_many_queries_for_more(self, hidden, more, django_assert_num_queries):
        for _ in range(more):
            write_down(person(), *(f"LAW-{number}" for number in range(1, 1 + more)))
        with django_assert_num_queries(1):  # these sources ask nothing themselves
            cited_in([f"LAW-{number}" for number in range(1, 1 + more)])

    def test_nothing_asked_is_nothing_read(self, hidden, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert cited_in([]) == {}


@pytest.mark.django_db
class TestAllWrittenDownAnew:
    def test_what_is_older_than_its_family_and_what_is_public_no_longer(self, hidden, monkeypatch):
        monkeypatch.setattr(anew, "AT_ONCE", 2)
        told = [UserFactory(verified=False, first_name=f"LAW-{number} and act1-1") for number in range(1, 4)]
        secret = UserFactory(verified=False, first_name="LAW-1")
        write_down(secret, "LAW-1")
        write_down(told[0], "LAW-7")
        hidden.add(secret.pk)
        (done,) = anew.write_all_anew()
        assert done == anew.Rewritten("accounts.User", 4, Change(added=6, gone=2), 0)
        rows = Citation.objects.filter(reference__startswith="LAW").order_by("source_key")
        assert [(row.source_key, row.reference) for row in rows] == [
            (one.pk, f"LAW-{number}") for number, one in enumerate(told, 1)
        ]
        assert cited_in(["LAW-1"]) == {"LAW-1": [Citing(f"Place {told[0].pk}", f"/places/{told[0].pk}/")]}

    def test_once_more_changes_nothing_and_what_is_gone_is_forgotten(self, hidden, capsys):
        row = UserFactory(verified=False, first_name="LAW-1, LAW-2")
        call_command("write_references")
        assert capsys.readouterr().out == "accounts.User: 1 rows, 2 references added, 0 taken away.\n"
        UserFactory(verified=False).delete()
        Citation.objects.filter(source_key=row.pk, reference="LAW-2").update(source_key=row.pk + 99)
        call_command("write_references")
        said = "accounts.User: 1 rows, 1 references added, 0 taken away, 1 of rows that are gone.\n"
        assert capsys.readouterr().out == said
        call_command("write_references")
        assert capsys.readouterr().out == "accounts.User: 1 rows, 0 references added, 0 taken away.\n"
