"""Servers that are down, that refuse a document, or that die in the middle of a change; and the key that they are sent."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

from search.backends.elasticsearch.client import client_of
from search.backends.elasticsearch.writing import Refused, send
from tests.search.conftest import PaperIndex, paper

NOWHERE = "http://127.0.0.1:9"


class TestDown:
    def test_it_is_an_error_that_says_so_and_no_more(self, backend, connection):
        backend.client = client_of({**connection, "URL": NOWHERE, "TIMEOUT": 1})
        doings = (
            backend.setup,
            lambda: list(SearchQuerySet().filter(content="secret")),
            lambda: backend.update(PaperIndex(), [paper(1)]),
            lambda: backend.remove(paper(1)),
            lambda: backend.remove_where("kind_exact", ["paper"]),
            backend.clear,
            lambda: backend.more_like_this(paper(1)),
        )
        for do in doings:
            with pytest.raises(SearchBackendError, match="The search engine can't be reached"):
                do()

    def test_it_is_silent_where_that_was_chosen(self, backend, connection, log):
        backend.client = client_of({**connection, "URL": NOWHERE, "TIMEOUT": 1})
        backend.silently_fail = True
        assert list(SearchQuerySet().filter(content="secret")) == []
        assert SearchQuerySet().filter(content="secret").facet("kind").facet_counts() == {}
        backend.update(PaperIndex(), [paper(1)])
        assert "search_engine_failed" in log.getvalue()
        assert "secret" not in log.getvalue()


class TestBatches:
    def test_all_is_seen_at_once_at_the_end(self, backend):
        backend.update(PaperIndex(), [paper(1), paper(2, kind="call")])
        with backend.batch():
            backend.update(PaperIndex(), [paper(3), paper(4)])
            backend.remove(paper(3))
            backend.remove_where("kind_exact", ["call"])
            backend.update(PaperIndex(), [paper(2, text="again")])
            assert SearchQuerySet().count() == 2
        assert {result.pk for result in SearchQuerySet()} == {"1", "2", "4"}

    def test_one_that_fails_on_our_side_sends_nothing(self, backend):
        with pytest.raises(RuntimeError), backend.batch():
            backend.update(PaperIndex(), [paper(1)])
            raise RuntimeError
        backend.update(PaperIndex(), [paper(2)])
        assert [result.pk for result in SearchQuerySet()] == ["2"]

    def test_a_document_that_is_refused_is_told_of_by_name(self, backend, caplog):
        good = backend.document_of(PaperIndex().full_prepare(paper(1)))
        with pytest.raises(Refused, match="1 of 2 documents; the first, bad"):
            send(backend.client, backend.store.alias, {"bad": {"pages": "many"}, "good": good}, is_alias=True)
        (told,) = [record for record in caplog.records if record.message == "search_document_not_taken"]
        assert (told.document, told.status) == ("bad", 400)

    def test_a_value_of_the_wrong_kind_is_found_before_it_is_sent(self, backend):
        with pytest.raises(ValueError, match="abc"):
            backend.document_of({"id": "1", "pages": "abc"})

    def test_what_another_wrote_and_nobody_has_seen_yet_is_removed_too(self, backend):
        document = backend.document_of(PaperIndex().full_prepare(paper(1)))
        send(backend.client, backend.store.alias, {"organisations.organisation.1": document}, is_alias=True)
        backend.remove_where("kind_exact", ["paper"])
        assert SearchQuerySet().count() == 0


class TestWhatIsSent:
    @pytest.fixture
    def listener(self, address):
        """What stands before the server, notes who asks, and passes everything on."""
        noted = []

        class Passing(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass_on(self):
                noted.append((self.path, self.headers.get("Authorization")))
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                kept = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers.get(name)}
                request = urllib.request.Request(  # noqa: S310
                    address + self.path, data=body or None, headers=kept, method=self.command
                )
                with urllib.request.urlopen(request) as answered:  # noqa: S310
                    told = answered.read()
                    self.send_response(answered.status)
                    for name in ("Content-Type", "X-elastic-product"):
                        self.send_header(name, answered.headers[name])
                    self.send_header("Content-Length", str(len(told)))
                    self.end_headers()
                    self.wfile.write(told)

            do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _pass_on  # noqa: N815

            def log_message(self, *args):
                pass

        listening = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", noted
        listening.shutdown()
        listening.server_close()

    @pytest.mark.parametrize(
        ("secrets", "sent"),
        [
            ({"API_KEY": "b3BlbjpzZXNhbWU="}, "ApiKey b3BlbjpzZXNhbWU="),
            ({"USER": "reader", "PASSWORD": "sesame"}, "Basic cmVhZGVyOnNlc2FtZQ=="),
            ({}, None),
        ],
    )
    def test_the_key_goes_with_every_request(self, listener, connection, backend, secrets, sent):
        url, noted = listener
        backend.client = client_of({**connection, "URL": url, **secrets})
        backend.update(PaperIndex(), [paper(1, text="quixotic")])
        assert SearchQuerySet().filter(content="quixotic").count() == 1
        assert {key for _, key in noted} == {sent}
        assert not [path for path, _ in noted if "quixotic" in path]
