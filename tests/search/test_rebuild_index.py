"""`manage.py rebuild_index`."""

import pytest
from django.core.management import CommandError, call_command
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.asked import Asked
from search.queries.find import find
from tests.factories import published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_index")]


def test_it_fills_the_index_and_says_how_much(capsys):
    published(texts=["Heather."])
    call_command("rebuild_index", interactive=False)
    assert find(Asked("heather")).total == 1
    said = capsys.readouterr().out
    assert "The search index of the public holds 3 documents." in said
    assert "The search index of staff holds 1 document." in said


def test_an_engine_that_is_down_is_a_sentence(monkeypatch):
    def down(self):
        raise SearchBackendError("The index can't be kept there.")

    monkeypatch.setattr(type(connections["default"].get_backend()), "rebuilding", down)
    with pytest.raises(CommandError, match="can't be kept"):
        call_command("rebuild_index", verbosity=0)
