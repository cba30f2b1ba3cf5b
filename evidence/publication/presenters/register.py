"""The register's filters as the page shows them."""

from dataclasses import dataclass

from django.http import QueryDict

from evidence.publication.forms.register import RegisterForm
from evidence.publication.queries import counts_by


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool
    url_without: str


@dataclass(frozen=True)
class Facet:
    """One filter with its choices: those that would find something, and those that are chosen."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]


def facets(form: RegisterForm, query: QueryDict) -> list[Facet]:
    """Return the filters with their counts: one query each."""
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
            url_without=without(query, name, str(value)),
        )
        for value, label in field.choices  # type: ignore[attr-defined]
    )
    return Facet(name, str(field.label), tuple(one for one in options if one.count or one.is_chosen))


def without(query: QueryDict, name: str, value: str) -> str:
    """Return the address of the same list without one chosen value, from its first page."""
    left = query.copy()
    left.setlist(name, [one for one in left.getlist(name) if one != value])
    left.pop("page", None)
    return f"?{left.urlencode()}" if left else "?"
