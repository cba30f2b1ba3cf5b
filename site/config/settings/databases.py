"""How the database is opened: the truth for everything, while the cache and the channel layer may vanish."""

from pathlib import Path
from typing import Any

import dj_database_url


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings of the database at `url`, or of a file in `folder` where there is none."""
    settings: dict[str, Any] = {
        **dj_database_url.parse(
            url or f"sqlite:///{folder / 'moothall.sqlite3'}", conn_max_age=60, conn_health_checks=True
        )
    }
    if settings["ENGINE"].endswith("sqlite3"):
        # Immediate transactions take the write lock at BEGIN, so that a read which becomes a write can't fail half-way;
        # WAL lets readers go on meanwhile; FULL keeps what was committed through a loss of power.
        settings["CONN_MAX_AGE"] = 0
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    return settings
