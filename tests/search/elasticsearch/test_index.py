"""The index on the servers: begun by many at once, lost, of strangers, swapped while people search, walked to its end."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from haystack.query import SearchQuerySet

from search.backends.asking import Asking
from search.backends.elasticsearch.reading import WINDOW
from search.backends.elasticsearch.schema import IndexSchema
from search.backends.elasticsearch.store import Store
from search.backends.signals import index_lost
from search.backends.tree import Lookup
from tests.search.conftest import PaperIndex, paper
from tests.search.engines import remove_indices


@pytest.fixture
def losses():
    heard = []

    def hear(alias, **kwargs):
        heard.append(alias)

    index_lost.connect(hear)
    yield heard
    index_lost.disconnect(hear)


def store_of(backend, on_loss=lambda: None) -> Store:
    """Another process's store on the same index."""
    return Store(backend.client, backend.name, backend.schema, on_loss=on_loss)


def generations(backend) -> list[str]:
    return sorted(backend.client.indices.get(index=f"{backend.name}-*"))


def named(backend) -> list[str]:
    return list(backend.client.indices.get_alias(name=backend.store.alias))


def test_many_begin_at_once_and_one_index_is_made(backend):
    remove_indices(backend.client, backend.name)
    told = []
    stores = [store_of(backend, lambda: told.append("lost")) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(Store.open, stores))
    assert (len(generations(backend)), told) == (1, ["lost"])


def test_those_who_write_at_once_lose_nothing(backend):
    def write(first):
        for number in range(first, first + 5):
            backend.update(PaperIndex(), [paper(number, text="written")])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, (100, 200, 300, 400)))
    assert SearchQuerySet().filter(content="written").count() == 20


@pytest.mark.parametrize("by", ["searching", "writing", "removing"])
def test_a_lost_index_is_begun_anew_and_told_of(backend, losses, by):
    backend.update(PaperIndex(), [paper(1), paper(2)])
    remove_indices(backend.client, backend.name)
    match by:
        case "searching":
            assert SearchQuerySet().count() == 0
        case "writing":
            backend.update(PaperIndex(), [paper(3)])
            assert SearchQuerySet().count() == 1
        case "removing":
            backend.remove_where("kind_exact", ["paper"])
    assert losses == ["default"]
    assert len(named(backend)) == 1


def test_an_index_that_took_the_name_is_replaced(backend, losses):
    remove_indices(backend.client, backend.name)
    backend.client.index(index=backend.store.alias, document={"of": "strangers"}, refresh=True)
    backend.store.reopen()
    assert SearchQuerySet().count() == 0
    assert losses == ["default"]


def test_an_index_of_strangers_under_our_name_is_left_alone(backend, losses):
    stranger = f"x{backend.name}"
    backend.client.index(index=stranger, id="1", document={"of": "strangers"})
    backend.client.indices.update_aliases(
        actions=[
            {"remove_index": {"index": named(backend)[0]}},
            {"add": {"index": stranger, "alias": backend.store.alias}},
        ]
    )
    backend.store.reopen()
    try:
        backend.update(PaperIndex(), [paper(1)])
        assert SearchQuerySet().count() == 1
        assert losses == ["default"]
        assert backend.client.get(index=stranger, id="1")["_source"] == {"of": "strangers"}
    finally:
        backend.client.indices.delete(index=stranger)


def test_of_two_indices_under_one_name_the_rebuilt_one_stays(backend):
    with backend.rebuilding():
        backend.update(PaperIndex(), [paper(1)])
    (rebuilt,) = named(backend)
    backend.store._create("first", aliases={backend.store.alias: {}})
    backend.store.reopen()
    assert named(backend) == [rebuilt]


def test_releases_with_different_fields_keep_apart(backend):
    backend.update(PaperIndex(), [paper(1)])
    fewer = {name: field for name, field in PaperIndex.fields.items() if name != "weight"}
    other = Store(backend.client, backend.name, IndexSchema(fewer), on_loss=lambda: None)
    other.open()
    assert backend.client.count(index=other.alias)["count"] == 0
    with backend.rebuilding():
        backend.update(PaperIndex(), [paper(1)])
    assert SearchQuerySet().count() == 1
    assert backend.client.indices.exists(index=other.alias), "it may be in use"


def test_a_rebuild_leaves_one_generation_and_one_that_fails_leaves_none(backend):
    for _ in range(2):
        with backend.rebuilding():
            backend.update(PaperIndex(), [paper(1)])
    before = generations(backend)
    with pytest.raises(RuntimeError), backend.rebuilding():
        raise RuntimeError
    assert len(before) == 1
    assert generations(backend) == before


def test_every_search_during_swaps_is_answered(backend):
    rows = [paper(number, text="steady") for number in range(1, 21)]
    backend.update(PaperIndex(), rows)
    seen, over = [], threading.Event()

    # Haystack's connections are each thread's own, and know nothing of papers: so the threads ask the backend itself.
    def ask():
        while not over.is_set():
            seen.append(backend.answer(Asking(Lookup("content", "content", "steady"), end=0)).total)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    store = store_of(backend)
    for _ in range(5):
        with store.rebuilding() as name:
            for row in rows:
                prepared = PaperIndex().full_prepare(row)
                backend.client.index(index=name, id=prepared["id"], document=backend.document_of(prepared))
    over.set()
    for thread in threads:
        thread.join()
    assert len(seen) > 5
    assert set(seen) == {20}


@pytest.mark.slow
def test_results_far_beyond_the_servers_window(backend):
    count = WINDOW + 60
    backend.update(PaperIndex(), [paper(number, text="many", pages=number) for number in range(count)])
    every = SearchQuerySet().filter(content="many").order_by("-pages")
    assert [result.pages for result in every[WINDOW - 2 : WINDOW + 3]] == [61, 60, 59, 58, 57]
    assert [result.pages for result in every[count - 2 : count + 5]] == [1, 0]
    beyond = backend.answer(Asking(Lookup("content", "content", "many"), start=count + 10, end=count + 20))
    assert (beyond.total, beyond.page) == (count, [])
    assert every.facet("pages").facet("kind").facet_counts()["fields"]["kind"] == [("paper", count)]
    assert len({one["id"] for one in backend.stored(["name"])}) == count
    backend.clear()
    assert SearchQuerySet().count() == 0
