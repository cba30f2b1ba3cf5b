"""From SEARCH_URL to the connections that Haystack wants."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.start import CannotStart

PORT = 9200
THIS_MACHINE = {"localhost", "127.0.0.1"}

# Whose documents are whose. Each connection leaves out the other's, so that neither can hold them or look for them.
PUBLIC_INDEXES = [
    "search.search_indexes.AdviceIndex",
    "search.search_indexes.BodyIndex",
    "search.search_indexes.CallIndex",
    "search.search_indexes.ContentIndex",
    "search.search_indexes.ContributionIndex",
    "search.search_indexes.EditionAttachmentIndex",
    "search.search_indexes.EditionIndex",
    "search.search_indexes.FindingIndex",
    "search.search_indexes.ItemIndex",
    "search.search_indexes.MemberIndex",
    "search.search_indexes.MinutesIndex",
    "search.search_indexes.PaperIndex",
    "search.search_indexes.PeerReportIndex",
    "search.search_indexes.PrivacyNoticeIndex",
    "search.search_indexes.ReviewIndex",
    "search.search_indexes.SessionIndex",
    "search.search_indexes.StatementIndex",
    "search.search_indexes.TownHallIndex",
    "search.search_indexes.WorkstreamIndex",
]
STAFF_INDEXES = [
    "search.search_indexes.SentAttachmentIndex",
    "search.search_indexes.SentContributionIndex",
    "search.search_indexes.SentIndex",
]


def search_connections(
    url: str, data_dir: Path, *, api_key: str = "", password: str = "", ca_file: Path | None = None
) -> dict[str, dict[str, Any]]:
    """Return Haystack's connections for an address that env has found well formed: of the public, and of staff.

    They share an engine and nothing else. No address means Tantivy in `data_dir`. Raises CannotStart when a secret is
    missing, or would be sent where others could read it.
    """
    is_remote = url.startswith(("http://", "https://"))
    engine = _elasticsearch(url, api_key, password, ca_file) if is_remote else _tantivy(url, data_dir)
    common = {"SILENTLY_FAIL": False, "TIE_BREAK": ["-date", "reference"], "SYNONYMS": "search.models.current_synonyms"}
    return {
        "default": {**engine, **common, "EXCLUDED_INDEXES": STAFF_INDEXES},
        "staff": {**engine, **common, **_beside(engine), "EXCLUDED_INDEXES": PUBLIC_INDEXES},
    }


def _beside(engine: dict[str, Any]) -> dict[str, str]:
    """Return where the second index of an engine is kept."""
    if "PATH" in engine:
        return {"PATH": str(Path(engine["PATH"]) / "staff")}
    return {"INDEX": f"{engine['INDEX']}-staff"}


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
