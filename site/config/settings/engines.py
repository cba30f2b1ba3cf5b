"""From SEARCH_URL to the connection that Haystack wants."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.start import CannotStart

PORT = 9200
THIS_MACHINE = {"localhost", "127.0.0.1"}


def search_connection(
    url: str, data_dir: Path, *, api_key: str = "", password: str = "", ca_file: Path | None = None
) -> dict[str, Any]:
    """Return Haystack's settings for an address that env has found well formed; none means Tantivy in `data_dir`.

    Raises CannotStart when a secret is missing, or would be sent where others could read it.
    """
    is_remote = url.startswith(("http://", "https://"))
    return {
        **(_elasticsearch(url, api_key, password, ca_file) if is_remote else _tantivy(url, data_dir)),
        "SILENTLY_FAIL": False,
        "TIE_BREAK": ["-date", "reference"],
        "SYNONYMS": "search.models.current_synonyms",
    }


def _tantivy(url: str, data_dir: Path) -> dict[str, Any]:
    return {
        "ENGINE": "search.backends.tantivy.TantivyEngine",
        "PATH": url.removeprefix("tantivy://") or str(data_dir / "index"),
        "TIMEOUT": 30,
    }


def _elasticsearch(url: str, api_key: str, password: str, ca_file: Path | None) -> dict[str, Any]:
    address = urlsplit(url)
    if address.username and not (password or api_key):
        raise CannotStart("Set SEARCH_PASSWORD to the password of the user that SEARCH_URL names, or name no user.")
    if password and not address.username:
        raise CannotStart(
            "Set SEARCH_URL to an address that names the user of SEARCH_PASSWORD: https://user@host/name."
        )
    if (api_key or password) and address.scheme == "http" and address.hostname not in THIS_MACHINE:
        raise CannotStart(
            "Set SEARCH_URL to an address that begins with https://, so that nobody reads its key on the way."
        )
    return {
        "ENGINE": "search.backends.elasticsearch.ElasticsearchEngine",
        "URL": f"{address.scheme}://{address.hostname}:{address.port or PORT}",
        "INDEX": address.path.strip("/"),
        "USER": address.username or "",
        "API_KEY": api_key,
        "PASSWORD": password,
        "CA_FILE": str(ca_file or ""),
        "TIMEOUT": 10,
    }
