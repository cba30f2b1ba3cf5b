"""The register's filters as the page shows them."""

from django.http import QueryDict

from core.lists import Facet, facet
from evidence.publication.forms.register import RegisterForm
from evidence.publication.queries import counts_by


def facets(form: RegisterForm, query: QueryDict) -> list[Facet]:
    """Return the filters with the choices that would find something or are chosen: one query each."""
    chosen = form.chosen()
    return [_facet(form, query, name, chosen) for name in chosen]


def _facet(form: RegisterForm, query: QueryDict, name: str, chosen: dict[str, list[str]]) -> Facet:
    field = form.fields[name]
    choices = field.choices  # type: ignore[attr-defined]
    return facet(name, str(field.label), choices, counts=counts_by(name, chosen), chosen=chosen, query=query)
