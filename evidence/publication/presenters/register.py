"""The register's filters as the page shows them."""

from django.http import QueryDict

from core.lists import Facet, Option, without
from evidence.publication.forms.register import RegisterForm
from evidence.publication.queries import counts_by


def facets(form: RegisterForm, query: QueryDict) -> list[Facet]:
    """Return the filters with the choices that would find something or are chosen: one query each."""
    chosen = form.chosen()
    return [_facet(form, query, name, chosen) for name in chosen]


def _facet(form: RegisterForm, query: QueryDict, name: str, chosen: dict[str, list[str]]) -> Facet:
    field = form.fields[name]
    counts = counts_by(name, chosen)
    options = (
        Option(
            value=str(value),
            label=str(label),
            count=counts.get(str(value), 0),
            is_chosen=str(value) in chosen[name],
            url_without=without(query, name, str(value)) if str(value) in chosen[name] else "",
        )
        for value, label in field.choices  # type: ignore[attr-defined]
    )
    return Facet(name, str(field.label), tuple(one for one in options if one.count or one.is_chosen))
