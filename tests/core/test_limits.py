"""A limit holds for as long as it says, in the cache that the site keeps by default."""

from unittest.mock import Mock

import pytest
import time_machine
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import RequestFactory

from accounts.limits import Limit, is_over
from config.settings import base
from core.apps import make_cache_table
from core.limits import count_one_more, too_often

pytestmark = pytest.mark.django_db
HOUR = 3600
LINKS = Limit("link", 60, HOUR, about_one=5)


@pytest.fixture(autouse=True)
def _the_sites_own_cache(settings):
    """The tests run on one in memory; a site that names no Redis keeps it in the database."""
    settings.CACHES = base.CACHES
    make_cache_table(using="default", verbosity=0)
    assert isinstance(caches["default"], DatabaseCache)


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-02T12:00:00.500Z", tick=False) as traveller:
        yield traveller


def test_what_is_too_often_stays_so_until_the_hour_is_over(clock):
    assert [too_often("contact", "10.0.0.5", times=2, seconds=HOUR) for _ in range(3)] == [False, False, True]
    clock.shift(301)
    assert too_often("contact", "10.0.0.5", times=2, seconds=HOUR)
    clock.shift(HOUR - 302)
    assert too_often("contact", "10.0.0.5", times=2, seconds=HOUR)
    clock.shift(1)
    assert not too_often("contact", "10.0.0.5", times=2, seconds=HOUR)


def test_each_action_and_each_key_is_counted_by_itself(clock):
    assert [count_one_more("contact", "10.0.0.5", seconds=HOUR) for _ in range(3)] == [1, 2, 3]
    assert count_one_more("contact", "10.0.0.6", seconds=HOUR) == 1
    assert count_one_more("link", "10.0.0.5", seconds=HOUR) == 1


def test_links_to_one_address_are_held_for_an_hour(clock):
    request = RequestFactory().post("/respond/link/")
    asked = [is_over(LINKS, request, about=who) for who in ["Ada@example.org", *["ada@example.org"] * 5]]
    assert asked == [False] * 5 + [True]
    assert not is_over(LINKS, request, about="eve@example.org")
    clock.shift(HOUR - 1)
    assert is_over(LINKS, request, about="ada@example.org")
    clock.shift(1)
    assert not is_over(LINKS, request, about="ada@example.org")


def test_the_cache_holds_no_address(clock, monkeypatch):
    kept = Mock(get=Mock(return_value=None))
    monkeypatch.setattr("core.limits.cache", kept)
    count_one_more("link", "ada@example.org", seconds=HOUR)
    assert "ada" not in str(kept.mock_calls)


def test_a_count_outlives_whatever_else_is_cached(clock):
    """Django keeps 300 entries unless told otherwise: whoever fills a cache would empty the counts."""
    count_one_more("contact", "10.0.0.5", seconds=HOUR)
    for number in range(400):
        count_one_more("contact", f"10.0.1.{number}", seconds=HOUR)
    assert count_one_more("contact", "10.0.0.5", seconds=HOUR) == 2
