"""The list of names that mean the same, as editors keep it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.settings.models import BaseGenericSetting

from search.backends.synonyms import LONGEST_NAME, Synonyms, Unreadable, read

SHIPPED = Path(__file__).parent.parent / "synonyms.txt"


def shipped_list() -> str:
    """Return the list that search starts with."""
    return SHIPPED.read_text(encoding="utf-8")


class SynonymList(BaseGenericSetting):
    text = models.TextField(
        gettext_lazy("Names that mean the same"),
        default=shipped_list,
        blank=True,
        max_length=20_000,
        help_text=gettext_lazy(
            "One group a line, names between commas: ICS, integrated care system. Whoever types one name finds the "
            "others too. A line that begins with # is for yourselves. What you save holds from the next search on."
        ),
    )

    class Meta:
        verbose_name = gettext_lazy("Search: names that mean the same")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        try:
            read(self.text)
        except Unreadable as error:
            raise ValidationError({"text": _sentence(error)}) from error


def _sentence(error: Unreadable) -> str:
    told: dict[str, Any] = {"line": error.line, "name": error.name, "most": LONGEST_NAME}
    match error.why:
        case Unreadable.ALONE:
            sentence = _("Line %(line)d has only “%(name)s”. Add what it also goes by, after a comma.")
        case Unreadable.TWICE:
            sentence = _("“%(name)s” in line %(line)d stands in an earlier line too. Put both groups in one line.")
        case Unreadable.TOO_LONG:
            sentence = _("“%(name)s” in line %(line)d is too long. A name can have up to %(most)d words.")
        case _:
            sentence = _("There is no word in “%(name)s” in line %(line)d.")
    return sentence % told


def current_synonyms() -> Synonyms:
    """Return the list that holds now: one query."""
    text = SynonymList.objects.values_list("text", flat=True).first()
    return _read(shipped_list() if text is None else text)


@lru_cache(maxsize=4)
def _read(text: str) -> Synonyms:
    try:
        return read(text)
    except Unreadable:  # a list that was saved past the form's checks must not stop search
        return Synonyms()
