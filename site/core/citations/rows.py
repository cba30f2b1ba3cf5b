"""What each row refers to, written down with its words, and read from the other end."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from core.citations.families import named_in
from core.citations.texts import pieces_of

MOST = 100  # references of one row that are kept: a list of everything refers to some
MOST_BACK = 20  # places that are named for one reference
LOOKED_AT = 200  # rows that are looked at for one reference, hidden ones among them


@dataclass(frozen=True)
class Citing:
    """A place that refers to something."""

    text: str
    url: str


class Citation(models.Model):
    """That a row's text names a reference. It says nothing of whether anybody may read either."""

    source_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_key = models.PositiveBigIntegerField()
    family = models.CharField(max_length=40)
    reference = models.CharField(max_length=40)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["reference"], name="where_it_is_cited")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source_type", "source_key", "family", "reference"], name="a_row_cites_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_type_id}:{self.source_key} {self.reference}"


Describe = Callable[[Collection[int]], Mapping[int, Citing]]
WordsOf = Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Source:
    """A kind of row that refers to something."""

    model: type[models.Model]
    describe: Describe
    words: WordsOf


@dataclass(frozen=True)
class Change:
    """How many references were written down that were not, and how many are written down no longer."""

    added: int = 0
    gone: int = 0


_sources: dict[str, Source] = {}


def sources(model: type[models.Model], describe: Describe, words: WordsOf) -> None:
    """Have rows of a model, or of one made from it, be named where they refer to something; run once when Django starts.

    `describe` is given keys and returns those rows that everybody may read now, in a constant number of queries. `words`
    is given a row and returns its texts as everybody may read them now: none of one that is not public.
    """
    _sources[model._meta.label_lower] = Source(model, describe, words)


def all_sources() -> list[Source]:
    """Return every kind of row that refers to something, in a steady order."""
    return [source for _label, source in sorted(_sources.items())]


def write_down_row(row: models.Model) -> Change:
    """Write down what a row refers to as its room reads it (`sources`). Call it in the transaction that writes the words."""
    return write_down(row, *source_of(row).words(row))


def write_down(row: models.Model, *texts: str) -> Change:
    """Write down what these texts of a row refer to, in place of what was written down of it before; return what changed.

    No texts: it refers to nothing. Its own reference does not count. Call it in the transaction that writes the words.
    Raises TypeError for a kind of row of which nobody said how it is named (`sources`).
    """
    own = getattr(row, "reference", None)
    words = (piece.text for text in texts for piece in pieces_of(text) if piece.is_words)
    found = dict.fromkeys((one.family, one.reference) for piece in words for one in named_in(piece))
    wanted = [one for one in found if one[1] != own][:MOST]
    source = ContentType.objects.get_for_model(source_of(row).model)
    with transaction.atomic():
        rows = Citation.objects.filter(source_type=source, source_key=row.pk)
        there = {(name, reference): pk for pk, name, reference in rows.values_list("pk", "family", "reference")}
        if gone := [pk for one, pk in there.items() if one not in wanted]:
            rows.filter(pk__in=gone).delete()
        new = [
            Citation(source_type=source, source_key=row.pk, family=name, reference=reference)
            for name, reference in wanted
            if (name, reference) not in there
        ]
        Citation.objects.bulk_create(new, ignore_conflicts=True)  # two may publish one page at once
        return Change(len(new), len(gone))


def cited_in(references: Iterable[str]) -> dict[str, list[Citing]]:
    """Return by reference the places that refer to it, of those that everybody may read now, the oldest first.

    Two queries and one kind of source more for each kind, however many are asked for; at most MOST_BACK places each.
    """
    found: dict[str, list[Citing]] = {reference: [] for reference in references}
    if not found:
        return found
    turn = Window(RowNumber(), partition_by=F("reference"), order_by="pk")
    citations = Citation.objects.filter(reference__in=found).annotate(turn=turn).filter(turn__lte=LOOKED_AT)
    columns = ("reference", "source_type__app_label", "source_type__model", "source_key")
    rows = [
        (reference, f"{app}.{model}", key)
        for reference, app, model, key in citations.order_by("pk").values_list(*columns)
    ]
    known = {
        (label, key): citing
        for label in dict.fromkeys(label for _reference, label, _key in rows)
        if label in _sources
        for key, citing in _sources[label].describe({key for _one, its, key in rows if its == label}).items()
    }
    for reference, label, key in rows:
        if (label, key) in known and len(found[reference]) < MOST_BACK:
            found[reference].append(known[label, key])
    return found


def source_of(row: models.Model) -> Source:
    for model in type(row).__mro__:
        if issubclass(model, models.Model) and (meta := getattr(model, "_meta", None)) and meta.label_lower in _sources:
            return _sources[meta.label_lower]
    raise TypeError(f"Nobody said how a {type(row).__name__} is named that refers to something.")
