"""What is asked about an item's lines of enquiry: which, and where in it to look."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import LineField
from peer_review.room.domain import tags as verbs
from peer_review.room.forms.items import ItemForm, lines_field, said_of
from peer_review.room.models import Item, Tag
from peer_review.room.queries import lines_of


class LinesForm(ItemForm):
    title = _("Which lines of enquiry does it speak to?")
    said: Any = _("Its lines of enquiry are saved.")
    lines = lines_field()

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        initial = {"lines": [tag.line_id for tag in item.tags.all()]}
        super().__init__(*args, item=item, initial=initial, **kwargs)
        field: Any = self.fields["lines"]
        field.queryset = lines_of(item.review)
        field.label = _("Lines of enquiry")

    def stamp(self) -> str:
        return verbs.stamp_of_tags(self.item)

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        tagged = verbs.tag(item=self.item, lines=told["lines"], after=told["after"], by=by)
        self.said = said_of(tagged, self.said)


class PointerForm(ItemForm):
    title = _("Where to look")
    said = _("Saved. It stands beside the item in the reading pack.")
    pages = LineField(label=_("Pages"), help_text=_("Such as 12 to 14."), max_length=40, required=False)
    paragraph = LineField(label=_("Paragraph or table"), max_length=40, required=False)
    what = LineField(label=_("What is said there"), max_length=300, required=False)

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        self.tag = tag
        initial = {"pages": tag.pages, "paragraph": tag.paragraph, "what": tag.what}
        super().__init__(*args, item=tag.item, initial=initial, **kwargs)
        self.lede = str(tag.line)

    def stamp(self) -> str:
        return verbs.stamp_of_pointer(self.tag)

    def carry_out(self, *, by: User) -> None:
        told = dict(self.cleaned_data)
        after = told.pop("after")
        verbs.point(item=self.item, line=self.tag.line, pointer=verbs.Pointer(**told), after=after, by=by)
