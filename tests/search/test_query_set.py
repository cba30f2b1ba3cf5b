"""The rest of what Haystack promises of a SearchQuerySet, on every engine."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult
from haystack.query import SQ, SearchQuerySet

from organisations.models import Organisation
from tests.search.conftest import PAPERS, GroupIndex, PaperIndex, paper

LONDON = ZoneInfo("Europe/London")


def pks(results) -> list[str]:
    return [result.pk for result in results]


@pytest.mark.usefixtures("papers")
class TestResults:
    def test_values_come_back_with_their_types(self):
        (result,) = SearchQuerySet().filter(reference="CFE1-0042")
        kept = {name: getattr(result, name) for name in PAPERS[0]}
        assert kept == PAPERS[0]
        assert result.moment.utcoffset() is not None
        assert (result.app_label, result.model_name, result.pk) == ("organisations", "organisation", "1")
        assert result.model is Organisation

    def test_missing_values_are_missing(self):
        (result,) = SearchQuerySet().filter(name="bare")
        assert (result.pages, result.dated, result.tags) == (None, None, [])

    def test_slices_and_counts(self):
        every = SearchQuerySet().order_by("name")
        assert every.count() == len(every) == 4
        assert pks(every[0:2]) == ["2", "4"]
        assert pks(every[2:10]) == ["3", "1"]
        assert every[3].pk == "1"
        assert pks(every[4:8]) == []
        assert pks(every[1:]) == ["4", "3", "1"]

    def test_more_results_than_one_load(self, backend):
        backend.update(PaperIndex(), [paper(number, text="many", pages=number) for number in range(100, 135)])
        every = SearchQuerySet().filter(content="many").order_by("-pages")
        assert pks(every) == [str(number) for number in range(134, 99, -1)]

    def test_moments_keep_their_fractions(self, backend):
        moment = datetime(2023, 5, 3, 9, 30, 1, 250_000, tzinfo=UTC)
        backend.update(PaperIndex(), [paper(60, text="timely", moment=moment)])
        assert SearchQuerySet().filter(moment=moment)[0].moment == moment

    def test_every_stored_document_can_be_read(self, backend):
        every = list(backend.stored(["name", "pages"], ("kind_exact", ["call", "absent"])))
        assert every == [{"id": "organisations.organisation.3", "name": "Élan vital", "pages": 10}]
        assert len(list(backend.stored(["name"]))) == 4

    def test_values_and_values_list(self):
        every = SearchQuerySet().order_by("name")
        assert next(iter(every.values_list("name", "pages"))) == ["alpha house", 10]
        assert list(every.values_list("pk", flat=True)) == ["2", "4", "3", "1"]
        assert every.values("name", "tags")[0] == {"name": "alpha house", "tags": ["leadership"]}

    def test_the_most_relevant_comes_first_and_scores_fall(self):
        results = list(SearchQuerySet().filter(content="care"))
        assert pks(results) == ["2", "1"]
        assert results[0].score > results[1].score > 0

    def test_boosted_words_and_fields(self):
        assert pks(SearchQuerySet().filter(content="boards").boost("services", 50)) == ["1", "2"]
        assert pks(SearchQuerySet().filter(content="boards").boost("elderly", 50)) == ["2", "1"]

    def test_models_limit_results(self, backend):
        backend.update(GroupIndex(), [Group(pk=1, name="Care group")])
        assert {(r.model_name, r.pk) for r in SearchQuerySet().filter(content="care")} == {
            ("organisation", "1"), ("organisation", "2"), ("group", "1"),
        }  # fmt: skip
        assert pks(SearchQuerySet().models(Group)) == ["1"]
        assert SearchQuerySet().models(Group, Organisation).filter(content="care").count() == 3

    def test_another_class_of_results(self):
        class Own(SearchResult):
            pass

        assert isinstance(SearchQuerySet().result_class(Own)[0], Own)

    def test_none_and_latest_and_best_match(self):
        assert list(SearchQuerySet().none()) == []
        assert SearchQuerySet().latest("dated").pk == "3"
        assert SearchQuerySet().filter(content="care").best_match().pk == "2"

    @pytest.mark.django_db
    def test_load_all_brings_rows_in_one_query(self, django_assert_num_queries):
        for pk in (1, 2):
            Organisation.objects.create(pk=pk, name=f"Row {pk}", type="icb")
        with django_assert_num_queries(1):
            results = list(SearchQuerySet().filter(content="care").load_all())
            assert [result.object.name for result in results] == ["Row 2", "Row 1"]

    def test_more_like_this(self, backend):
        backend.update(PaperIndex(), [paper(9, text="Digital records are shared in this other one.")])
        assert pks(SearchQuerySet().more_like_this(paper(9))[:1]) == ["3"]
        assert "9" not in pks(SearchQuerySet().more_like_this(paper(9)))
        assert pks(SearchQuerySet().filter(kind="paper").more_like_this(paper(9))) != ["3"]
        assert list(SearchQuerySet().more_like_this(paper(77))) == []


@pytest.mark.usefixtures("papers")
class TestOrder:
    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            (["name"], ["2", "4", "3", "1"]),
            (["-name"], ["1", "3", "4", "2"]),
            (["dated"], ["1", "2", "3", "4"]),
            (["-moment"], ["3", "2", "1", "4"]),
            (["weight"], ["3", "1", "2", "4"]),
            (["-pages", "name"], ["2", "3", "1", "4"]),
            (["-pages", "-name"], ["3", "2", "1", "4"]),
            (["kind_exact", "-pages", "name"], ["3", "2", "1", "4"]),
            (["cleared", "name"], ["2", "4", "3", "1"]),
            (["id"], ["1", "2", "3", "4"]),
        ],
    )  # fmt: skip
    def test_by_any_stored_field(self, keys, expected):
        every = SearchQuerySet().order_by(*keys)
        assert pks(every) == expected
        assert [every[at : at + 1][0].pk for at in range(4)] == expected

    def test_by_how_well_they_fit(self, backend):
        filler = "Budgets of hospitals are read by nobody. "
        texts = {
            50: "Heather. " * 6,
            51: "Heather. " * 3 + filler,
            52: "Heather. " + filler,
            53: "Heather. " + filler * 8,
            54: "Heather. " + filler * 60,
            55: filler * 3,
        }
        backend.update(PaperIndex(), [paper(pk, text=text) for pk, text in texts.items()])
        backend.update(PaperIndex(), [paper(56, text=filler * 60, reference="heather")])
        assert pks(SearchQuerySet().filter(content="heather")) == ["56", "50", "51", "52", "53", "54"]

    def test_a_field_that_has_no_order_is_an_error(self):
        with pytest.raises(SearchBackendError, match="can't be ordered"):
            list(SearchQuerySet().order_by("nosuchfield"))

    def test_ties_break_by_the_fields_that_the_connection_names(self, backend):
        backend.tie_break = ("-dated", "reference")
        same = {"text": "tied words", "dated": date(2023, 5, 3)}
        rows = [paper(20 + number, reference=f"CFE1-{9 - number:04}", **same) for number in range(4)]
        rows.append(paper(30, text="tied words", reference="CFE1-0000", dated=date(2023, 5, 4)))
        backend.update(PaperIndex(), rows)
        expected = ["30", "23", "22", "21", "20"]
        by_score = SearchQuerySet().filter(content="tied")
        by_nothing = SearchQuerySet().filter(dated__gte=date(2023, 5, 1), dated__lt=date(2023, 6, 1))
        for every in (by_score, by_nothing):
            assert pks(every) == expected
            assert [every[at : at + 1][0].pk for at in range(5)] == expected


@pytest.mark.usefixtures("papers")
class TestFacets:
    def test_field_facets_count_exactly(self):
        every = SearchQuerySet().facet("kind").facet("tags").facet("pages").facet("cleared").facet("dated")
        assert every.facet_counts()["fields"] == {
            "kind": [("paper", 3), ("call", 1)],
            "tags": [("data sharing", 2), ("leadership", 2), ("digital", 1)],
            "pages": [(10, 2), (3, 1)],
            "cleared": [(False, 2), (True, 2)],
            "dated": [(date(2023, 1, 31), 1), (date(2023, 3, 26), 1), (date(2024, 2, 29), 1)],
        }
        assert every.filter(content="care").facet_counts()["fields"]["kind"] == [("paper", 2)]

    def test_more_than_ten_values(self, backend):
        backend.update(PaperIndex(), [paper(100 + n, text="x", kind=f"kind {n}") for n in range(300)])
        assert len(SearchQuerySet().facet("kind").facet_counts()["fields"]["kind"]) == 302
        assert SearchQuerySet().facet("kind", limit=1).facet_counts()["fields"]["kind"] == [("paper", 3)]
        chosen = SearchQuerySet().facet("kind", limit=1, chosen=["kind 7"])
        assert chosen.facet_counts()["fields"]["kind"] == [("paper", 3), ("kind 7", 1)]

    def test_several_choices_within_one_facet(self):
        every = SearchQuerySet().facet("kind", chosen=["call"]).facet("tags", chosen=["digital", "leadership"])
        assert pks(every) == ["3"]
        assert every.count() == 1
        assert every.facet_counts()["fields"] == {
            "kind": [("paper", 2), ("call", 1)],
            "tags": [("data sharing", 1), ("digital", 1)],
        }

    def test_narrowing_by_text_and_by_conditions(self):
        every = SearchQuerySet().filter(content="care")
        assert pks(every.narrow("pages:[4 TO *]")) == ["2"]
        assert pks(every.narrow('tags_exact:"data sharing"')) == ["1"]
        assert pks(every.narrow(SQ(name='no "such) OR name:zebra'))) == []
        assert pks(every.narrow(SQ(dated__gte=date(2023, 2, 1)) | SQ(tags__in=["absent"]))) == ["2"]
        assert pks(every.narrow(~SQ(dated__gte=date(2023, 2, 1)))) == ["1"]
        assert pks(every.narrow("kind_exact:paper").narrow(SQ(pages=3))) == ["1"]

    def test_date_facets_follow_the_calendar(self):
        every = SearchQuerySet().date_facet("dated", date(2023, 1, 1), date(2024, 3, 1), "month", gap_amount=2)
        assert every.facet_counts()["dates"]["dated"] == [
            (datetime(2023, 1, 1, tzinfo=LONDON), 1),
            (datetime(2023, 3, 1, tzinfo=LONDON), 1),
            (datetime(2023, 5, 1, tzinfo=LONDON), 0),
            (datetime(2023, 7, 1, tzinfo=LONDON), 0),
            (datetime(2023, 9, 1, tzinfo=LONDON), 0),
            (datetime(2023, 11, 1, tzinfo=LONDON), 0),
            (datetime(2024, 1, 1, tzinfo=LONDON), 1),
        ]
        hours = SearchQuerySet().date_facet(
            "moment", datetime(2023, 3, 26, tzinfo=UTC), datetime(2023, 3, 26, 3, tzinfo=UTC), "hour"
        )
        assert [count for _, count in hours.facet_counts()["dates"]["moment"]] == [1, 0, 0]

    def test_all_kinds_of_facets_count_within_the_choices(self):
        every = SearchQuerySet().facet("kind", chosen=["paper"]).query_facet("cleared", "true")
        every = every.date_facet("dated", date(2023, 1, 1), date(2025, 1, 1), "year")
        assert every.facet_counts() == {
            "fields": {"kind": [("paper", 3), ("call", 1)]},
            "dates": {"dated": [(datetime(2023, 1, 1, tzinfo=LONDON), 2), (datetime(2024, 1, 1, tzinfo=LONDON), 0)]},
            "queries": {"cleared_exact:true": 1},
        }

    def test_query_facets(self):
        every = SearchQuerySet().query_facet("kind", "p*").query_facet("pages", "[4 TO *]")
        assert every.facet_counts()["queries"] == {"kind_exact:p*": 3, "pages_exact:[4 TO *]": 2}


@pytest.mark.usefixtures("papers")
class TestHighlights:
    def test_the_words_found_are_marked_and_the_rest_is_escaped(self):
        first, second = SearchQuerySet().filter(content="board").highlight().order_by("-name")
        assert first.highlighted == {
            "text": ["Integrated care <em>boards</em> are running services for people. The <em>board</em>&#x27;s plan."]
        }
        assert "&lt;b&gt;<em>boards</em>&lt;/b&gt;" in second.highlighted["text"][0]

    @pytest.mark.parametrize(
        ("asked", "marked"),
        [
            ({"content__startswith": "integr"}, "<em>Integrated</em>"),
            ({"content__contains": "unnin"}, "<em>running</em>"),
            ({"content__fuzzy": "people"}, "<em>people</em>"),
            ({"content__exact": "care boards"}, "<em>care</em> <em>boards</em>"),
        ],
    )
    def test_every_lookup_of_words_is_marked(self, asked, marked):
        (result,) = SearchQuerySet().filter(reference="CFE1-0042", **asked).highlight()
        assert marked in result.highlighted["text"][0]

    def test_excluded_words_are_not_marked(self):
        (result,) = SearchQuerySet().filter(content="care").exclude(content="elderly").highlight()
        assert result.highlighted["text"][0].count("<em>") == 1

    def test_a_passage_in_context_with_own_marks(self, backend):
        long = "word " * 300 + "the needle lies here among many others " + "word " * 300
        backend.update(PaperIndex(), [paper(40, text=long)])
        style = {"pre_tags": ["["], "post_tags": ["]"], "fragment_size": 60, "encoder": "default"}
        (result,) = SearchQuerySet().filter(content="needle").highlight(**style)
        (passage,) = result.highlighted["text"]
        assert "the [needle] lies here" in passage
        assert passage.startswith("… ") and passage.endswith(" …")
        assert len(passage) < 70


class TestWriting:
    @pytest.mark.usefixtures("papers")
    def test_an_update_replaces(self, backend):
        backend.update(PaperIndex(), [paper(1, text="Rewritten")])
        assert SearchQuerySet().count() == 4
        assert pks(SearchQuerySet().filter(content="rewritten")) == ["1"]
        assert pks(SearchQuerySet().filter(content="integrated")) == ["2"]

    @pytest.mark.usefixtures("papers")
    def test_removing_by_object_by_name_and_by_value(self, backend):
        backend.remove(paper(1))
        backend.remove("organisations.organisation.2")
        assert {result.pk for result in SearchQuerySet()} == {"3", "4"}
        backend.remove_where("kind_exact", ["call"])
        assert pks(SearchQuerySet()) == ["4"]

    @pytest.mark.usefixtures("papers")
    def test_clearing_a_model_and_all(self, backend):
        backend.update(GroupIndex(), [Group(pk=1, name="Care")])
        backend.clear(models=[Organisation])
        assert [(r.model_name, r.pk) for r in SearchQuerySet()] == [("group", "1")]
        backend.clear()
        assert SearchQuerySet().count() == 0

    @pytest.mark.usefixtures("papers")
    def test_a_rebuild_is_seen_only_when_it_is_whole(self, backend):
        with backend.rebuilding():
            backend.update(PaperIndex(), [paper(50, text="new")])
            assert SearchQuerySet().count() == 4
        assert pks(SearchQuerySet()) == ["50"]

    @pytest.mark.usefixtures("papers")
    def test_a_rebuild_that_fails_changes_nothing(self, backend):
        with pytest.raises(RuntimeError), backend.rebuilding():
            backend.update(PaperIndex(), [paper(50, text="new")])
            raise RuntimeError
        assert SearchQuerySet().count() == 4
        backend.update(PaperIndex(), [paper(51, text="after")])
        assert SearchQuerySet().count() == 5

    def test_failing_silently_is_a_choice(self, backend, papers):
        backend.silently_fail = True
        assert list(SearchQuerySet().filter(nosuchfield="x")) == []
        assert SearchQuerySet().filter(nosuchfield="x").facet("kind").facet_counts() == {}
