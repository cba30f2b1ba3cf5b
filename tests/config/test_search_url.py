"""SEARCH_URL: where the index lies, and what a wrong value says."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.engines import search_connections
from config.settings.env import read_environment


@pytest.mark.parametrize(("url", "path"), [("", "/data/index"), ("tantivy:///srv/index", "/srv/index")])
def test_the_paths_of_both_indexes(url, path):
    made = search_connections(url, Path("/data"))
    assert {alias: connection["PATH"] for alias, connection in made.items()} == {
        "default": path,
        "staff": f"{path}/staff",
    }


@pytest.mark.parametrize(
    "url", ["tantivy://relative", "whoosh:///x", "tantivy:///", "/srv/index", "http://localhost:9200"]
)
def test_a_wrong_value_stops_the_start_with_a_sentence(monkeypatch, url):
    monkeypatch.setenv("SEARCH_URL", url)
    with pytest.raises(ImproperlyConfigured, match="Set SEARCH_URL in the environment"):
        read_environment()
