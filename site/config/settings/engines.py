"""From SEARCH_URL to the connection that Haystack wants."""

from pathlib import Path
from typing import Any


def search_connection(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Haystack's settings for an address that env has found well formed; none means Tantivy in `data_dir`."""
    return {
        "ENGINE": "search.backends.tantivy.TantivyEngine",
        "PATH": url.removeprefix("tantivy://") or str(data_dir / "index"),
        "TIMEOUT": 30,
        "SILENTLY_FAIL": False,
        "TIE_BREAK": ["-date", "reference"],
        "SYNONYMS": "search.models.current_synonyms",
    }
