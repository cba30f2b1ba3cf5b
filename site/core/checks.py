"""System checks that guard our own conventions. Each message says what to do."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import models
from django.utils.module_loading import import_string
from wagtail.models import Page, get_page_models

from core.disclosure import disclose
from core.lifecycle import LIFECYCLES, Lifecycle
from core.page_views import VIEWS

# Fields with a state's name that no lifecycle moves, and why.
NO_LIFECYCLE = {
    "core.Message.state": "the outbox alone moves a message, by itself and many times a minute",
}
# Rows of the apps that hold the public's words which no viewer is ever shown as they are, and why.
NEVER_DISCLOSED = {
    **dict.fromkeys(
        (
            f"peer_assessments.{row}"
            for row in ("Assessment", "AssessmentVersion", "Judgement", "JudgementVersion", "Position", "Score")
        ),
        "the team's own words, on pages that ask reviews.disclosure and assessments.queries.readable, and nowhere else",
    ),
    "peer_findings.FindingVersion": "earlier words, on the team's page that asks for Thing.FINDINGS",
    "peer_notes.Note": "peer_review.notes.disclosure.known tells what of it the team of its review may know",
    "peer_reviews.PositionPart": "the hosts' own words, on pages that only those with the right (Thing.STATEMENT) reach",
    "peer_reviews.PositionPartVersion": "earlier texts of a part, read where the part is read",
    "peer_reviews.Programme": "the managers' own words, published as they are written",
    "peer_reviews.Scoping": "between managers and hosts, on a page that only those with the right (Thing.SCOPING) reach",
    "peer_room.Item": "peer_review.room.presenters.items.shown_item tells what of it those who read the room may know",
    "peer_room.ItemFile": "handed out by peer_review.room.domain.opening alone, to those who read the room",
    "peer_teams.Feedback": "between peers and the managers of peer review, on the team's page for managers alone",
    "peer_teams.Member": "peer_review.teams.disclosure.known_to tells what of it a reader of a review may know",
    "peer_visits.Meeting": "peer_review.visits.disclosure.known_to tells what of it a reader of a review may know",
    "statements.ProgressNote": "the secretariat's own words, published as they are written",
    "statements.Version": "the review's own words: a draft is read at the desk alone, and what is published by everybody",
    "submissions.Clarification": "between the secretariat and one respondent, on pages that only these two reach",
    "submissions.SecondKeying": "compared with the first keying and shown to those who key, to nobody else",
    "townhalls.Note": "between moderators, on the page of their queue alone",
    "townhalls.TownHallPage": "the editors' own words",
    "workstreams.JoinRequest": "between who asks to join and the co-chairs, on pages that only these reach",
    "workstreams.WorkstreamPage": "the editors' own words",
}
WORDS_OF_THE_PUBLIC = (
    "peer_assessments",
    "peer_findings",
    "peer_notes",
    "peer_reports",
    "peer_reviews",
    "peer_room",
    "peer_teams",
    "peer_visits",
    "statements",
    "submissions",
    "townhalls",
    "workstreams",
)


def our_models() -> list[type[models.Model]]:
    """Return the models whose code lies in this project."""
    return [model for app in apps.get_app_configs() if is_ours(app) for model in app.get_models()]


def is_ours(app: AppConfig) -> bool:
    return Path(app.path).is_relative_to(settings.BASE_DIR) and "site-packages" not in app.path


@register
def every_state_has_a_lifecycle(**_: Any) -> list[CheckMessage]:
    return list(states_without_a_lifecycle(our_models(), LIFECYCLES))


@register
def every_lifecycle_fits_its_field(**_: Any) -> list[CheckMessage]:
    return [fault for label, table in LIFECYCLES.items() for fault in misfits(apps.get_model(label), table)]


@register
def words_of_the_public_have_a_rule(**_: Any) -> list[CheckMessage]:
    return list(words_without_a_rule(model for model in our_models() if model._meta.app_label in WORDS_OF_THE_PUBLIC))


@register
def every_page_type_knows_its_place(**_: Any) -> list[CheckMessage]:
    return list(pages_without_a_place(page for page in get_page_models() if page in our_models()))


@register
def every_page_finds_its_view(**_: Any) -> list[CheckMessage]:
    return list(views_not_found(sorted(VIEWS)))


def states_without_a_lifecycle(
    candidates: Iterable[type[models.Model]], tables: dict[str, Lifecycle]
) -> Iterator[CheckMessage]:
    """Yield a fault for each field named state or status, with choices, that no lifecycle moves."""
    for model in candidates:
        for field in model._meta.fields:
            name = f"{model._meta.label}.{field.name}"
            if field.name not in {"state", "status"} or not field.choices or name in NO_LIFECYCLE:
                continue
            table = tables.get(model._meta.label)
            if table is None or table.field != field.name:
                hint = "Register its table with core.lifecycle.lifecycle, or say in core.checks.NO_LIFECYCLE why not."
                yield Error(f"{name} has no lifecycle.", hint=hint, obj=model, id="moothall.E001")


def misfits(model: type[models.Model], table: Lifecycle) -> Iterator[CheckMessage]:
    """Yield a fault where the states of a lifecycle are not the choices of its field."""
    field = cast("models.Field[Any, Any]", model._meta.get_field(table.field))
    choices = {value for value, _ in field.flatchoices}
    states = {str(state) for state in table.states}
    if choices != states:
        odd = ", ".join(sorted(choices ^ states))
        hint = "Give the field and the table the same states."
        yield Error(f"The lifecycle of {model._meta.label} misfits: {odd}.", hint=hint, obj=model, id="moothall.E002")


def words_without_a_rule(candidates: Iterable[type[models.Model]]) -> Iterator[CheckMessage]:
    """Yield a fault for each model with free text or files that `disclose` has no rule for."""
    for model in candidates:
        if model._meta.label in NEVER_DISCLOSED or not holds_words(model):
            continue
        if disclose.dispatch(model) is disclose.dispatch(object):
            hint = "Register a rule in the app's disclosure.py, or say in core.checks.NEVER_DISCLOSED why not."
            yield Error(
                f"No rule says who may know what of {model._meta.label}.", hint=hint, obj=model, id="moothall.E003"
            )


def holds_words(model: type[models.Model]) -> bool:
    return any(
        isinstance(field, models.TextField | models.JSONField | models.FileField) for field in model._meta.fields
    )


def pages_without_a_place(candidates: Iterable[type[Page]]) -> Iterator[CheckMessage]:
    """Yield a fault for each page type that leaves open what may stand under it. So each knows where it may stand."""
    for page in candidates:
        ours = page.__mro__[: page.__mro__.index(Page)]
        if not any("subpage_types" in vars(base) for base in ours):
            hint = "Set subpage_types, to an empty list if need be."
            yield Error(f"{page._meta.label} lets any page stand under it.", hint=hint, obj=page, id="moothall.E004")


def views_not_found(paths: Iterable[str]) -> Iterator[CheckMessage]:
    """Yield a fault for each view that a page type names (core.page_views) and nobody wrote."""
    for path in paths:
        try:
            import_string(path)
        except ImportError:
            yield Error(f"There is no view {path}.", hint="Write the view where shown_by names it.", id="moothall.E005")
