"""From SEARCH_URL to the connections that Haystack wants."""

from pathlib import Path
from typing import Any

# Whose documents are whose. Each connection leaves out the other's, so that neither can hold them or look for them.
PUBLIC_INDEXES = [
    "search.search_indexes.CallIndex",
    "search.search_indexes.ContentIndex",
    "search.search_indexes.EditionAttachmentIndex",
    "search.search_indexes.EditionIndex",
    "search.search_indexes.PrivacyNoticeIndex",
    "search.search_indexes.ReviewIndex",
    "search.search_indexes.WorkstreamIndex",
]
STAFF_INDEXES = ["search.search_indexes.SentAttachmentIndex", "search.search_indexes.SentIndex"]


def search_connections(url: str, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return Haystack's connections for an address that env has found well formed: of the public, and of staff.

    They share an engine and nothing else. No address means Tantivy in `data_dir`.
    """
    return {
        "default": {**_engine(url, data_dir), "EXCLUDED_INDEXES": STAFF_INDEXES},
        "staff": {**_engine(url, data_dir, "staff"), "EXCLUDED_INDEXES": PUBLIC_INDEXES},
    }


def _engine(url: str, data_dir: Path, place: str = "") -> dict[str, Any]:
    """Return one connection, in a `place` of its own beneath the folder of the index."""
    folder = Path(url.removeprefix("tantivy://") or data_dir / "index")
    return {
        "ENGINE": "search.backends.tantivy.TantivyEngine",
        "PATH": str(folder / place),
        "TIMEOUT": 30,
        "SILENTLY_FAIL": False,
        "TIE_BREAK": ["-date", "reference"],
        "SYNONYMS": "search.models.current_synonyms",
    }
