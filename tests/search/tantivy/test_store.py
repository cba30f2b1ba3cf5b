"""The folder of a Tantivy index: two writers, damage, strangers, releases side by side."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

from search.backends.columns import Column, Kind
from search.backends.signals import index_lost
from search.backends.tantivy.schema import IndexSchema
from search.backends.tantivy.store import Store, Unavailable
from tests.search.conftest import PaperIndex, paper

ROOT = Path(__file__).resolve().parents[3]
WRITER = """
import sys
sys.path[:0] = ["site", "."]
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
import django
django.setup()
from pathlib import Path
from tests.search.conftest import PaperIndex, paper
from search.backends.tantivy.schema import IndexSchema
from search.backends.tantivy.store import Store
index = PaperIndex()
store = Store(Path(sys.argv[1]), IndexSchema(index.fields), patience=60, on_loss=lambda: None)
first = int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + 20):
    prepared = index.full_prepare(paper(number, text="written"))
    with store.writing() as writer:
        writer.add_document(store.schema.document(prepared))
    print(number, flush=True)
"""


@pytest.fixture
def losses():
    heard = []

    def hear(alias, **kwargs):
        heard.append(alias)

    index_lost.connect(hear)
    yield heard
    index_lost.disconnect(hear)


@pytest.fixture
def writer_process(backend):
    """Start a process that writes twenty papers, from a number on, once it is told to; ended with the test."""
    processes = []

    def start(first: int) -> subprocess.Popen:
        processes.append(_process(backend.path, first))
        assert processes[-1].stdout.readline() == "ready\n"
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def _process(folder: Path, first: int) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITER, str(folder), str(first)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def generation(backend) -> Path:
    (pointer,) = backend.path.glob("current-*")
    return backend.path / pointer.read_text()


@pytest.mark.slow
def test_two_processes_write_at_once_and_nothing_is_lost(backend, writer_process):
    processes = [writer_process(first) for first in (1000, 2000)]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for number in range(10):
        backend.update(PaperIndex(), [paper(3000 + number, text="written")])
    for process in processes:
        told = process.stdout.read().split()
        assert (len(told), process.wait()) == (20, 0)
    assert SearchQuerySet().filter(content="written").count() == 50


@pytest.mark.slow
def test_a_killed_writer_leaves_its_commits_and_no_lock(backend, writer_process):
    process = writer_process(1000)
    process.stdin.write("go\n")
    process.stdin.flush()
    while process.stdout.readline() != "1009\n":
        pass
    process.kill()
    told = process.stdout.read().split()
    backend.update(PaperIndex(), [paper(1, text="written")])
    assert SearchQuerySet().filter(content="written").count() >= 11 + len(told)


def test_threads_of_one_process_write_at_once(backend):
    def write(first: int) -> None:
        for number in range(first, first + 10):
            backend.update(PaperIndex(), [paper(number, text="written")])

    threads = [threading.Thread(target=write, args=(first,)) for first in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SearchQuerySet().count() == 30


def test_a_writer_that_waits_too_long_says_so(backend):
    store = Store(backend.path, backend.schema, patience=0.1, on_loss=lambda: None)
    with backend.store.writing(), pytest.raises(Unavailable, match="too long"), store.writing():
        pass


def test_another_store_on_the_same_folder_sees_each_commit(backend):
    other = Store(backend.path, backend.schema, on_loss=lambda: None)
    assert other.searcher()[1].num_docs == 0
    backend.update(PaperIndex(), [paper(1)])
    assert other.searcher()[1].num_docs == 1
    with backend.rebuilding():
        backend.update(PaperIndex(), [paper(1), paper(2)])
    assert other.searcher()[1].num_docs == 2
    with other.writing() as writer:
        writer.delete_all_documents()
    assert SearchQuerySet().count() == 0


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("damage", ["meta", "segment", "gone", "pointer", "foreign"])
def test_a_damaged_index_is_begun_anew_and_told_of(backend, losses, damage):
    folder = generation(backend)
    match damage:
        case "meta":
            (folder / "meta.json").write_text("{not json")
        case "segment":
            for file in folder.glob("*.idx"):
                file.write_bytes(b"garbage" * 100)
            (folder / "meta.json").touch()
        case "gone":
            (folder / "meta.json").unlink()
        case "pointer":
            next(backend.path.glob("current-*")).write_text("../../etc")
        case "foreign":
            for file in folder.iterdir():
                file.unlink()
            (folder / "meta.json").write_text('{"segments": [], "schema": [], "opstamp": 0}')
    backend.store._forget()
    assert SearchQuerySet().count() == 0
    assert losses == ["default"]
    backend.update(PaperIndex(), [paper(1)])
    assert SearchQuerySet().count() == 1


def test_a_folder_of_strangers_is_left_alone(backend, losses):
    (backend.path / "MAIN_WRITELOCK").write_text("another engine's")
    (backend.path / "meta.json").write_text("{}")
    backend.update(PaperIndex(), [paper(1)])
    with backend.rebuilding():
        backend.update(PaperIndex(), [paper(1)])
    assert SearchQuerySet().count() == 1
    assert (backend.path / "MAIN_WRITELOCK").read_text() == "another engine's"
    assert losses == []


def test_a_folder_that_cannot_be_used_is_said_in_a_sentence(backend, tmp_path):
    (tmp_path / "file").write_text("in the way")
    backend.path = tmp_path / "file"
    with pytest.raises(SearchBackendError, match="can't be"):
        backend.setup()
    with pytest.raises(SearchBackendError, match="can't be"):
        SearchQuerySet().count()


def test_releases_with_different_fields_keep_apart(backend, losses):
    backend.update(PaperIndex(), [paper(1)])
    fewer = {name: field for name, field in PaperIndex.fields.items() if name != "weight"}
    other = Store(backend.path, IndexSchema(fewer), on_loss=lambda: None)
    assert other.searcher()[1].num_docs == 0
    assert SearchQuerySet().count() == 1


def test_a_second_rebuild_at_once_is_refused(backend):
    with backend.rebuilding(), pytest.raises(Unavailable, match="rebuild"), backend.store.rebuilding():
        pass


def test_old_generations_are_removed(backend):
    for _ in range(3):
        with backend.rebuilding():
            backend.update(PaperIndex(), [paper(1)])
    assert len([one for one in backend.path.iterdir() if one.is_dir()]) == 1


def test_only_text_has_words_and_a_key():
    english, raw = Column("a", Kind.ENGLISH), Column("b", Kind.RAW)
    assert (english.words, english.sorted_by) == ("a__words", "a__key")
    assert (raw.words, raw.sorted_by) == ("b", "b")


def test_what_another_schema_left_long_ago_is_removed(backend):
    fewer = {name: field for name, field in PaperIndex.fields.items() if name != "weight"}
    other = Store(backend.path, IndexSchema(fewer), on_loss=lambda: None)
    other.searcher()
    pointer = backend.path / f"current-{other.schema.name}"
    with backend.rebuilding():
        pass
    assert pointer.exists()
    os.utime(pointer, (0, 0))
    with backend.rebuilding():
        pass
    assert [one.name for one in backend.path.iterdir() if other.schema.name in one.name] == []
