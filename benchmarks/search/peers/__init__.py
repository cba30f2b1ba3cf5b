"""The peers of the benchmark, by name.

Each is built in a process of its own (`benchmarks.search.worker`) from the dotted name of a class with a place to keep its
index: a folder, or the address of a server.
"""

from dataclasses import dataclass

WHERE = "benchmarks.search.peers"


@dataclass(frozen=True)
class Peer:
    """`share` of the corpus, and of the questions, is what a slow peer is given."""

    name: str
    built_by: str
    share: float = 1.0
    needs_server: bool = False


BARE = Peer("Tantivy, bare", f"{WHERE}.bare_tantivy.BareTantivy")
OURS = Peer("Tantivy through Haystack", f"{WHERE}.haystack.OnTantivy")
WHOOSH = Peer("Whoosh through Haystack, a tenth", f"{WHERE}.haystack.OnWhoosh", share=0.1)
SERVER = Peer("Elasticsearch, bare", f"{WHERE}.bare_elasticsearch.BareElasticsearch", needs_server=True)
OURS_ON_SERVER = Peer("Elasticsearch through Haystack", f"{WHERE}.haystack.OnElasticsearch", needs_server=True)
PAGE = Peer("whole search page", f"{WHERE}.whole_page.WholePage")
PEERS = (BARE, OURS, WHOOSH, SERVER, OURS_ON_SERVER, PAGE)
