"""A convention that nothing checks is a wish."""

import pytest
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Page

from core import checks
from core.lifecycle import LIFECYCLES, Lifecycle, Move, State
from evidence.submissions.models import Submission
from pages.models import ContentPage


class Stage(models.TextChoices):
    NEW = "new", "New"
    DONE = "done", "Done"


def table(*states: str, field: str = "state") -> Lifecycle:
    shown = {state: State(state, state, "grey") for state in states}
    moves = (Move("finish", states[:1], states[-1], "Finish", lambda actor, row: True),)
    return Lifecycle(noun="thing", field=field, states=shown, moves=moves)


@isolate_apps("core")
def test_a_state_without_a_lifecycle_is_a_fault():
    class Thing(models.Model):
        state = models.CharField(max_length=4, choices=Stage.choices)

        class Meta:
            app_label = "core"

    assert [fault.msg for fault in checks.states_without_a_lifecycle([Thing], {})] == [
        "core.Thing.state has no lifecycle."
    ]
    assert not list(checks.states_without_a_lifecycle([Thing], {"core.Thing": table("new", "done")}))
    assert list(checks.states_without_a_lifecycle([Thing], {"core.Thing": table("new", "done", field="other")}))


@isolate_apps("core")
def test_a_lifecycle_has_the_states_of_its_field():
    class Thing(models.Model):
        state = models.CharField(max_length=4, choices=Stage.choices)

        class Meta:
            app_label = "core"

    assert not list(checks.misfits(Thing, table("new", "done")))
    assert [fault.msg for fault in checks.misfits(Thing, table("new", "old"))] == [
        "The lifecycle of core.Thing misfits: done, old."
    ]


@isolate_apps("core")
def test_words_of_the_public_need_a_rule():
    class Wish(models.Model):
        text = models.TextField()

        class Meta:
            app_label = "core"

    class Tick(models.Model):
        when = models.DateTimeField()

        class Meta:
            app_label = "core"

    faults = list(checks.words_without_a_rule([Wish, Tick, Submission]))
    assert [fault.msg for fault in faults] == ["No rule says who may know what of core.Wish."]


@isolate_apps("core", "wagtail")
def test_a_page_type_says_what_may_stand_under_it():
    class Loose(Page):
        class Meta:
            app_label = "core"

    faults = list(checks.pages_without_a_place([Loose, ContentPage]))
    assert [fault.msg for fault in faults] == ["core.Loose lets any page stand under it."]


@pytest.mark.parametrize("name", sorted(checks.NO_LIFECYCLE))
def test_an_exception_is_still_one(name):
    label, _, field = name.rpartition(".")
    assert LIFECYCLES.get(label) is None or LIFECYCLES[label].field != field


def test_our_models_are_ours():
    labels = {model._meta.label for model in checks.our_models()}
    assert "submissions.Submission" in labels
    assert "wagtailcore.Page" not in labels
