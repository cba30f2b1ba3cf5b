"""What ADV-3 leads to, and where papers, minutes, items, advice and terms of reference refer to something themselves."""

from collections.abc import Collection

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.assemblies.enums import ADVICE
from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    BodyPage,
    Minutes,
    Paper,
    SessionPage,
    TermsOfReference,
)
from consultations.assemblies.queries.advice import advice_shown
from consultations.assemblies.queries.bodies import shown
from consultations.assemblies.queries.published import items_shown, minutes_shown, papers_shown
from core.citations import Citing, Target, family, sources
from core.html import rich
from pages.citations import plain, prose_of


def register() -> None:
    """Have ADV-3 known in every text, and what standing bodies write named where it refers to something."""
    family("advice", rf"{ADVICE}-[1-9][0-9]{{0,7}}", advice_called)
    sources(Advice, advice_described, texts_of_advice)
    sources(AgendaItem, items_described, texts_of_item)
    sources(Paper, papers_described, texts_of_paper)
    sources(Minutes, minutes_described, texts_of_minutes)
    sources(TermsOfReference, terms_described, texts_of_terms)


def advice_called(references: Collection[str]) -> dict[str, Target]:
    """Return where advice stands, with its title: what everybody may read."""
    rows = advice_shown().filter(reference__in=references)
    return {row.reference: Target(row.get_absolute_url(), row.title) for row in rows}


def advice_described(keys: Collection[int]) -> dict[int, Citing]:
    return {
        row.pk: Citing(f"{row.reference}: {row.title}", row.get_absolute_url())
        for row in advice_shown().filter(pk__in=keys)
    }


def items_described(keys: Collection[int]) -> dict[int, Citing]:
    rows = items_shown().filter(pk__in=keys)
    named = [(row, _("%(item)s: %(session)s") % {"item": row.title, "session": row.session.title}) for row in rows]
    return {row.pk: Citing(name, f"{_address(row.session)}#item-{row.pk}") for row, name in named}


def papers_described(keys: Collection[int]) -> dict[int, Citing]:
    rows = papers_shown().filter(pk__in=keys)
    return {
        row.pk: Citing(_("Paper: %(title)s") % {"title": row.title}, reverse("assemblies:paper", args=[row.pk]))
        for row in rows
    }


def minutes_described(keys: Collection[int]) -> dict[int, Citing]:
    """The last version of each session alone: what an earlier one says may have been wrong."""
    rows = minutes_shown().filter(pk__in=keys)
    return {
        row.pk: Citing(
            _("Minutes: %(session)s") % {"session": row.session.title},
            reverse("assemblies:minutes", args=[row.session_id, row.number]),
        )
        for row in rows
    }


def terms_described(keys: Collection[int]) -> dict[int, Citing]:
    """The version that holds alone."""
    rows = TermsOfReference.objects.filter(pk__in=keys, body__in=shown().values("pk")).select_related("body")
    last = rows.annotate(last=Max("body__terms_of_reference__number")).filter(number=F("last"))
    return {
        row.pk: Citing(
            _("Terms of reference: %(body)s") % {"body": row.body.title},
            reverse("assemblies:terms_of_reference", args=[row.body_id]),
        )
        for row in last
    }


def texts_of_advice(row: Advice) -> tuple[str, ...]:
    """Return what the page of advice says, with the references of what it rests on, which it lists one by one."""
    replies = row.replies.values_list("text", flat=True)
    reasons = row.due_moves.values_list("reason", flat=True)
    rests_on = row.sources.values_list("reference", flat=True)
    return row.title, row.text, *replies, *reasons, row.outcome, row.withdrawn_because, *rests_on


def texts_of_page(row: Advice, item: AgendaItem | None) -> list[str]:
    """Return every text that the page of advice draws, read with what hangs on it, and with the item that it came from."""
    replies = (one.text for one in row.replies.all())
    reasons = (one.reason for one in row.due_moves.all())
    return [row.text, *replies, *reasons, row.outcome, row.withdrawn_because, *(texts_of_item(item) if item else ())]


def texts_of_item(row: AgendaItem) -> tuple[str, ...]:
    return row.title, row.text, row.outcome_text


def texts_of_paper(row: Paper) -> tuple[str, ...]:
    """Return what everybody may read of a paper: nothing of one that is not published, or was withdrawn."""
    return (row.title, rich(row.text)) if row.published_at and not row.withdrawn_at else ()


def texts_of_minutes(row: Minutes) -> tuple[str, ...]:
    return rich(row.text), row.change


def texts_of_terms(row: TermsOfReference) -> tuple[str, ...]:
    return rich(row.text), row.change


@prose_of.register
def prose_of_body(page: BodyPage) -> tuple[str, ...]:
    return page.purpose, plain(page.remit)


@prose_of.register
def prose_of_session(page: SessionPage) -> tuple[str, ...]:
    return page.summary, plain(page.body_text)


def _address(page: Page) -> str:
    return page.get_url() or ""
