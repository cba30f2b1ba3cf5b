"""SEARCH_URL and what goes with it: where the index lies, and what a wrong value says."""

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
    "url",
    [
        "tantivy://relative",
        "whoosh:///x",
        "tantivy:///",
        "/srv/index",
        "http://localhost:9200",
        "https://search.example/",
        "https://search.example/Capital",
        "https://search.example/a/b",
        "https://search.example/_all",
        "https://user:secret@search.example/moothall",
        "https://search.example:0/moothall",
        "https:///moothall",
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(machine, url):
    machine(SEARCH_URL=url)
    with pytest.raises(ImproperlyConfigured, match="Set SEARCH_URL in the environment") as caught:
        read_environment()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "secrets", "expected"),
    [
        ("http://localhost/moothall", {}, {"URL": "http://localhost:9200", "INDEX": "moothall", "API_KEY": ""}),
        (
            "https://search.example:9243/moothall/",
            {"api_key": "key", "ca_file": Path("/ca.pem")},
            {"URL": "https://search.example:9243", "API_KEY": "key", "CA_FILE": "/ca.pem", "USER": ""},
        ),
        (
            "https://reader@search.example/moothall",
            {"password": "secret"},
            {"URL": "https://search.example:9200", "USER": "reader", "PASSWORD": "secret"},
        ),
    ],
)
def test_the_servers_and_what_they_ask_for(machine, url, secrets, expected):
    machine(SEARCH_URL=url)
    made = search_connections(read_environment().search_url, Path("/data"), **secrets)
    public, staff = made["default"], made["staff"]
    assert {name: public[name] for name in expected} == expected
    assert public["ENGINE"].endswith("ElasticsearchEngine")
    assert (public["URL"], public["INDEX"], staff["INDEX"]) == (staff["URL"], "moothall", "moothall-staff")


@pytest.mark.parametrize(
    ("url", "secrets", "said"),
    [
        ("https://reader@search.example/moothall", {}, "Set SEARCH_PASSWORD"),
        ("https://search.example/moothall", {"password": "x"}, "names the user"),
        ("http://search.example/moothall", {"api_key": "x"}, "begins with https://"),
    ],
)
def test_a_secret_is_neither_forgotten_nor_sent_in_the_open(url, secrets, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        search_connections(url, Path("/data"), **secrets)


def test_a_file_of_certificates_must_be_there(machine, tmp_path):
    machine(SEARCH_CA_FILE=str(tmp_path / "ca.pem"))
    with pytest.raises(ImproperlyConfigured, match="Set SEARCH_CA_FILE"):
        read_environment()
    (tmp_path / "ca.pem").write_text("")
    assert read_environment().search_ca_file == tmp_path / "ca.pem"


def test_secrets_are_not_shown(machine):
    machine(SEARCH_API_KEY="open sesame", SEARCH_PASSWORD="open sesame")
    assert "sesame" not in repr(read_environment())
