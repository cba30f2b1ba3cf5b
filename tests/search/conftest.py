"""The same tests for every engine that this run can reach (see tests.search.engines).

What Haystack promises is asked of each engine, of every version of its server. What the site does with it is asked of each
engine once: of the newest server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from haystack import connections, indexes
from haystack.backends import BaseSearchBackend
from haystack.utils.loading import UnifiedIndex

from organisations.models import Organisation
from search.backends.signals import index_lost
from search.backends.synonyms import Synonyms
from search.listeners import listen
from tests.search.engines import ENGINES, SERVERS, Engine
from tests.support.indexes import own_indexes

collect_ignore = [] if SERVERS else ["elasticsearch"]  # tests.conftest says so
SYNONYMS = "tests.search.conftest.synonyms"


def synonyms() -> Synonyms:
    return Synonyms([["ICB", "integrated care board"], ["GP", "general practice", "family doctor"]])


class PaperIndex(indexes.SearchIndex, indexes.Indexable):
    """Papers on organisations' rows: any attribute may be hung on an unsaved row."""

    text = indexes.CharField(document=True, model_attr="text")
    name = indexes.CharField(model_attr="name")
    reference = indexes.CharField(model_attr="reference", null=True, analyzer="plain", default=None, boost=4.0)
    kind = indexes.CharField(model_attr="kind", faceted=True, default="paper")
    tags = indexes.MultiValueField(model_attr="tags", faceted=True, default=list)
    pages = indexes.IntegerField(model_attr="pages", faceted=True, null=True)
    weight = indexes.FloatField(model_attr="weight", null=True)
    cleared = indexes.BooleanField(model_attr="cleared", faceted=True, default=False)
    dated = indexes.DateField(model_attr="dated", faceted=True, null=True)
    moment = indexes.DateTimeField(model_attr="moment", null=True)
    start = indexes.EdgeNgramField(model_attr="name")
    part = indexes.NgramField(model_attr="name")

    def get_model(self) -> type[Organisation]:
        return Organisation


class GroupIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="name")
    name = indexes.CharField(model_attr="name")

    def get_model(self) -> type[Group]:
        return Group


PAPERS: list[dict[str, Any]] = [
    {
        "name": "Zebra crossing",
        "text": "Integrated care boards are running services for people. The board's plan.",
        "reference": "CFE1-0042",
        "kind": "paper",
        "tags": ["leadership", "data sharing"],
        "pages": 3,
        "weight": 0.5,
        "cleared": True,
        "dated": date(2023, 1, 31),
        "moment": datetime(2023, 1, 31, 12, 0, tzinfo=UTC),
    },
    {
        "name": "alpha house",
        "text": "Care of the elderly: <b>boards</b> should integrate. Care, care and care again.",
        "reference": "CFE1-0007",
        "kind": "paper",
        "tags": ["leadership"],
        "pages": 10,
        "weight": 1.25,
        "cleared": False,
        "dated": date(2023, 3, 26),
        "moment": datetime(2023, 3, 26, 0, 30, tzinfo=UTC),
    },
    {
        "name": "Élan vital",
        "text": "Digital records, shared safely; nothing about the other thing.",
        "reference": "CON2-0001",
        "kind": "call",
        "tags": ["data sharing", "digital"],
        "pages": 10,
        "weight": -2.0,
        "cleared": True,
        "dated": date(2024, 2, 29),
        "moment": datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC),
    },
    {"name": "bare", "text": "Services without any other field."},
]


def paper(pk: int, **values: Any) -> Organisation:
    row = Organisation(pk=pk, name=values.get("name", f"Paper {pk}"))
    whole = {
        "text": "", "kind": "paper", "tags": [], "pages": None, "weight": None, "cleared": False,
        "dated": None, "moment": None, "reference": None,
    } | values  # fmt: skip
    for name, value in whole.items():
        setattr(row, name, value)
    return row


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture(params=["tantivy", *sorted(SERVERS)[-1:]])
def site_engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture
def backend(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseSearchBackend]:
    """The engine under test, with an empty index of papers and groups as Haystack's default connection."""
    unified = UnifiedIndex()
    unified.build(indexes=[PaperIndex(), GroupIndex()])
    # These tests are of engines, without a database: nobody hears that an index was lost.
    with engine.connection(tmp_path) as given, connected({**given, "SYNONYMS": SYNONYMS}, monkeypatch, unified) as made:
        made.silently_fail = False
        yield made
    listen()


@pytest.fixture
def papers(backend: BaseSearchBackend) -> list[Organisation]:
    """Four papers in the index: 1 to 4."""
    rows = [paper(number, **values) for number, values in enumerate(PAPERS, 1)]
    backend.update(PaperIndex(), rows)
    return rows


@pytest.fixture
def public_index(db: None, site_engine: Engine, tmp_path: Path) -> Iterator[BaseSearchBackend]:
    """The public's index of the site, empty, on the engine under test; staff's lies beside it."""
    places = site_engine.connection(tmp_path), site_engine.connection(tmp_path / "staff")
    with places[0] as public, places[1] as staff, own_indexes({"default": public, "staff": staff}):
        yield connections["default"].get_backend()


@contextmanager
def connected(
    connection: dict[str, Any], monkeypatch: pytest.MonkeyPatch, unified: UnifiedIndex | None = None
) -> Iterator[Any]:
    """Have Haystack's default connection be this one."""
    index_lost.disconnect(dispatch_uid="search.index_lost")
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS, "default", connection)
    connections.reload("default")
    if unified is not None:
        connections["default"]._index = unified
    made = connections["default"].get_backend()
    made.setup()
    made.clear()
    yield made
    monkeypatch.undo()
    connections.reload("default")
