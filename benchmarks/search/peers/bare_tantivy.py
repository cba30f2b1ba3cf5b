"""The floor: the tantivy package used straight, with nothing between it and whoever asks.

The same fields, analysed the same way, the same syntax, one search for a page of results and their number, one
aggregation for the facets, and its own passages. Not kept are the other forms of a text that the questions here don't ask
for, such as its unstemmed words.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Filter, Occur, Query, Tokenizer

from benchmarks.search.corpus import Document
from benchmarks.search.questions import FACETS, Question
from benchmarks.search.sizes import MARKED, PER_PAGE, files_kept, in_batches

HEAP = 200_000_000
SEARCHED = {"text": 1.0, "title": 2.0, "reference": 4.0}


class BareTantivy:
    def __init__(self, place: str, size: int) -> None:
        self.folder, self.size = Path(place), size
        self.folder.mkdir(parents=True)
        self.schema = _schema()
        self.index = tantivy.Index(self.schema, place)
        for name, analyzer in _analyzers().items():
            self.index.register_tokenizer(name, analyzer)

    def prepared(self) -> Iterator[Sequence[Document]]:
        yield from in_batches(self.size)

    def lay_down(self, batches: Iterator[Sequence[Document]]) -> None:
        writer = self.index.writer(HEAP, 1)
        for batch in batches:
            for one in batch:
                writer.add_document(_laid(one))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> list[Any]:
        asked = self.index.parse_query(
            question.words, list(SEARCHED), field_boosts=SEARCHED, conjunction_by_default=True
        )
        chosen = {name: Query.term_query(self.schema, name, value) for name, value in question.choices}
        found = self.searcher.search(_every([asked, *chosen.values()]), PER_PAGE, count=True)
        marks = tantivy.SnippetGenerator.create(self.searcher, asked, self.schema, "text")
        marks.set_max_num_chars(MARKED["fragment_size"])
        page = []
        for score, address in found.hits:
            document = self.searcher.doc(address)
            page.append((score, document.to_dict(), marks.snippet_from_doc(document).to_html()))
        counts = self._counts(asked, chosen)
        return [found.count, counts, len(page)]  # type: ignore[attr-defined]  # its stub forgets it

    def _counts(self, asked: Query, chosen: dict[str, Query]) -> dict[str, dict[str, int]]:
        """Count each facet within the choices of the others, all that have the same ones at once."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in FACETS:
            groups.setdefault(tuple(other for other in chosen if other != name), []).append(name)
        counts = {}
        for others, names in groups.items():
            within = _every([asked, *(chosen[other] for other in others)])
            told = self.searcher.aggregate(within, {name: {"terms": {"field": name, "size": 100}} for name in names})
            for name in names:
                counts[name] = {bucket["key"]: int(bucket["doc_count"]) for bucket in told[name]["buckets"]}
        return counts

    def bytes_kept(self) -> int:
        return files_kept(self.folder)


def _every(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="english")
    builder.add_text_field("title", stored=True, tokenizer_name="english")
    builder.add_text_field("reference", stored=True, tokenizer_name="plain")
    builder.add_date_field("date", stored=True, indexed=True, fast=True)
    for name in FACETS:
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _analyzers() -> dict[str, tantivy.TextAnalyzer]:
    def words() -> tantivy.TextAnalyzerBuilder:
        made = tantivy.TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(80))
        return made.filter(Filter.lowercase()).filter(Filter.ascii_fold())

    return {
        "english": words().filter(Filter.stopword("english")).filter(Filter.stemmer("english")).build(),
        "plain": words().build(),
    }


def _laid(one: Document) -> tantivy.Document:
    document = tantivy.Document()
    for name in ("text", "title", "reference", *FACETS):
        document.add_text(name, getattr(one, name))
    document.add_date("date", one.date)
    return document
