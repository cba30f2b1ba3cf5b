"""Changes on their way to the servers."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk
from haystack.exceptions import SearchBackendError

log = logging.getLogger("search")
CHUNK = 500  # documents in one request
CHUNK_BYTES = 10_000_000
NOT_FOUND, CONFLICT, TOO_MANY, OWN_FAULT = 404, 409, 429, 500
# What becomes of each document, by its identifier: its last state, or None when it is to go. So none stands twice in
# a request, and it makes no difference which is done first.
Changes = Mapping[str, dict[str, Any] | None]


class Refused(Exception):
    """The servers work but won't take a document. Says which, and why by kind."""


def send(client: Elasticsearch, index: str, changes: Changes, *, is_alias: bool) -> None:
    """Send changes, in requests of at most CHUNK documents; not yet seen by searches until the index is refreshed.

    A request isn't done whole or not at all: what the servers took stays. So after an error all must be sent again, which
    does no harm. Each document that wasn't taken is logged. Raises SearchBackendError when the servers are at fault,
    IndexMissing when there is no index, Refused when a document is.
    """
    faults: list[tuple[str, str, int]] = []
    chunks = streaming_bulk(
        client,
        _actions(changes),
        index=index,
        chunk_size=CHUNK,
        max_chunk_bytes=CHUNK_BYTES,
        raise_on_error=False,
        require_alias=is_alias,
    )
    for is_done, told in chunks:
        ((doing, item),) = told.items()
        if is_done or (doing == "delete" and item["status"] == NOT_FOUND and "error" not in item):
            continue
        kind = item["error"]["type"] if isinstance(item.get("error"), dict) else str(item.get("error"))
        faults.append((item["_id"], kind, item["status"]))
    if not faults:
        return
    if any(kind == "index_not_found_exception" for _, kind, _ in faults):
        raise IndexMissing
    for document, kind, status in faults:
        log.error("search_document_not_taken", extra={"document": document, "failure": kind, "status": status})
    document, kind, status = faults[0]
    sentence = (
        f"The search engine did not take {len(faults)} of {len(changes)} documents; the first, {document}: {kind}."
    )
    if any(status in {CONFLICT, TOO_MANY} or status >= OWN_FAULT for *_, status in faults):
        raise SearchBackendError(sentence)
    raise Refused(sentence)


class IndexMissing(Exception):
    """There is no index to write to."""


def _actions(changes: Changes) -> Iterator[dict[str, Any]]:
    for identifier, document in changes.items():
        if document is None:
            yield {"_op_type": "delete", "_id": identifier}
        else:
            yield {"_op_type": "index", "_id": identifier, "_source": document}
