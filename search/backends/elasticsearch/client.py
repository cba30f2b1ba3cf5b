"""The connection to the servers."""

import threading
from collections.abc import Mapping
from typing import Any

from elastic_transport import ConnectionTimeout, TlsError
from elasticsearch import ApiError, Elasticsearch, TransportError

TIMEOUT = 10.0  # seconds that a search waits for its answer
WRITE_TIMEOUT = 60.0  # and a change
RETRIES = 2  # all that we ask can be asked again
FAILURES: tuple[type[Exception], ...] = (ApiError, TransportError)  # unrelated: neither is a kind of the other

_clients: dict[tuple[Any, ...], Elasticsearch] = {}
_guard = threading.Lock()


def client_of(options: Mapping[str, Any]) -> Elasticsearch:
    """Return this process's client for a connection's options, one for all threads."""
    wanted = ("URL", "API_KEY", "USER", "PASSWORD", "CA_FILE", "TIMEOUT")
    key = tuple(options.get(name) for name in wanted)
    with _guard:
        if key not in _clients:
            _clients[key] = _made(options)
        return _clients[key]


def _made(options: Mapping[str, Any]) -> Elasticsearch:
    safety: dict[str, Any] = {}
    if options.get("API_KEY"):
        safety["api_key"] = options["API_KEY"]
    elif options.get("USER"):
        safety["basic_auth"] = (options["USER"], options.get("PASSWORD", ""))
    if options.get("CA_FILE"):
        safety["ca_certs"] = str(options["CA_FILE"])
    return Elasticsearch(
        options["URL"],
        request_timeout=float(options.get("TIMEOUT", TIMEOUT)),
        max_retries=RETRIES,
        **safety,
    )


def is_missing(error: BaseException) -> bool:
    """Whether an error says that the index is not there."""
    return isinstance(error, ApiError) and error.error == "index_not_found_exception"


def told(error: BaseException) -> str:
    """Return a failure as a sentence. The server's own words may quote what somebody typed, so its kind must do."""
    match error:
        case ApiError():
            return f"The search engine answered {error.status_code} ({error.error})."
        case ConnectionTimeout():
            return "The search engine did not answer in time."
        case TlsError():
            return "The search engine's certificate is not trusted."
        case TransportError():
            return "The search engine can't be reached."
        case _:
            return str(error)
