"""Addresses that last. A page's name in its address is part of the address of every page below it.

A page asks before it takes another name, as before it is moved (`core.lasting_pages`).
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from core.errors import Refused
from core.lasting_pages import Act, why_not


class LastingAddress:
    """A page that others may stand below. Its form says beside the name why it stays; no way round it saves another.

    `save` raises Refused: publishing many pages, or at a set time, comes there without a form.
    """

    pk: int | None
    slug: str

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]
        if why := self._why_it_stays():
            raise ValidationError({"slug": why})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "slug" in (kwargs.get("update_fields") or {"slug"}) and (why := self._why_it_stays()):
            raise Refused(*why)
        super().save(*args, **kwargs)  # type: ignore[misc]

    def _why_it_stays(self) -> list[str]:
        stored = Page.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None or stored.slug == self.slug:
            return []
        return list(why_not(Act.MOVE, [stored]))
