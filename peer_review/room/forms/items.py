"""What is asked about an item: what it is, what it holds, and why it is taken back."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.citations import targets_in
from core.forms import AskingForm, DateField, LineField, ManyField, TextField, look
from evidence.submissions.files.kinds import kinds_in_words
from evidence.submissions.files.limits import MAX_FILE, MB
from evidence.submissions.forms.attachments import InspectedFileField
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity
from peer_review.reviews.models import Host, Review
from peer_review.room.domain import items as verbs
from peer_review.room.models import Item
from peer_review.room.queries import lines_of, too_full
from peer_review.room.rules import CAP

LONGEST_TEXT = 50_000  # characters
TYPES = Item._meta.get_field("source_type").flatchoices
AGAIN = _("Select the file again. A browser does not keep it.")


def file_hint() -> str:
    return _now("%(kinds)s, smaller than %(size)sMB. Please no records of people’s care.") % {
        "kinds": kinds_in_words(),
        "size": MAX_FILE // MB,
    }


class LinesField(ManyField):
    """Lines of enquiry, by their codes."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Line) -> str:
        return str(obj)


def lines_field() -> LinesField:
    label, hint = (
        _("Which lines of enquiry does it speak to?"),
        _("All that fit. It is put in once, and read under each."),
    )
    return look(LinesField(label=label, help_text=hint, queryset=Line.objects.none(), required=False), small=True)


def said_of(item: Item, said: Any) -> Any:
    """Return what is said once an item is tagged or given, with a warning where lines bear more than is read."""
    if full := too_full(item):
        words = {"cap": CAP, "lines": ", ".join(line.code for line in full)}
        return (
            f"{said} "
            + _now("More than the %(cap)d items that are read now speak to: %(lines)s. Take some off.") % words
        )
    return said


class AboutForm(AskingForm):
    """What an item is called and what it is."""

    name = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Enter a title")})
    source_type = forms.ChoiceField(
        label=_("What is it?"),
        choices=TYPES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what it is")},
    )
    about = TextField(
        label=_("About it"),
        help_text=_("Such as whose it is, of which year, and what it does not show."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def about_it(self) -> verbs.About:
        told = self.cleaned_data
        return verbs.About(told["name"], told["source_type"], told["about"])


class ContentForm(AskingForm):
    """What an item holds: a file, words, or a reference."""

    file = InspectedFileField(label=_("Upload a file"), required=False)
    text = TextField(
        label=_("Or write it"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    cites = LineField(
        label=_("Or cite something published here"),
        help_text=_("Its reference, such as CFE1-0042 or ADV-3."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"data-width": "10"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = file_hint()

    def clean_cites(self) -> str:
        cites = self.cleaned_data["cites"].strip().upper()
        if cites and cites not in targets_in([cites]):
            raise ValidationError(
                _now("%(this)s leads to nothing that everybody can read here"), params={"this": cites}
            )
        return cites

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (told.get("file") or told.get("text", "").strip() or told.get("cites")):
            self.add_error("file", _now("Upload a file, write the text, or cite something published here"))
        elif self.errors and told.get("file"):
            self.add_error("file", str(AGAIN))
        return told

    def content(self) -> verbs.Content:
        told = self.cleaned_data
        return verbs.Content(told["file"], told["text"], told["cites"])


class PutInForm(AboutForm, ContentForm):
    title = button = _("Put something into the evidence room")
    lede = _("The hosts and the team read it. Nothing here is public.")
    said: Any = _("It is in the evidence room.")
    field_order = ("name", "source_type", "file", "text", "cites", "about", "host", "lines", "key")
    host = forms.ModelChoiceField(
        label=_("Which host is it from?"), queryset=Host.objects.none(), required=False, empty_label=_("None")
    )
    lines = lines_field()
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, review: Review, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review, self.caption = review, review.caption
        _offer_lines(self, review)
        if reader.is_any(review, Capacity.MANAGER, Capacity.PEER):
            _offer_hosts(self, review)
        else:
            del self.fields["host"]  # it is theirs

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        item = verbs.put_in(
            review=self.review,
            about=self.about_it(),
            content=self.content(),
            host=told.get("host"),
            lines=told.get("lines", ()),
            key=told["key"],
            by=by,
        )
        self.said = said_of(item, self.said)


class AskForm(AboutForm):
    title = _("Ask for something")
    lede = _("First look whether it is here already. Ask for what exists: hosts need not write anything new.")
    button = _("Ask for it")
    said = _("It stands in the list. The lead of the host gets an email.")
    field_order = ("name", "source_type", "about", "host", "wanted_by", "lines", "key")
    host = forms.ModelChoiceField(
        label=_("Of which host?"),
        queryset=Host.objects.none(),
        required=False,
        empty_label=_("Of none: the team collects it on site"),
    )
    wanted_by = DateField(label=_("Wanted by"), required=False, not_before=timezone.localdate)
    lines = lines_field()
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, review: Review, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review, self.caption = review, review.caption
        self.fields["about"].help_text = _now("What exactly, and why it helps. The host reads this.")
        _offer_lines(self, review)
        _offer_hosts(self, review)

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        verbs.ask_for(
            review=self.review,
            about=self.about_it(),
            host=told["host"],
            wanted_by=told["wanted_by"],
            lines=told.get("lines", ()),
            key=told["key"],
            by=by,
        )


class ItemForm(AskingForm):
    """What is done to an item that stands in the room."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        self.item = item
        super().__init__(*args, **kwargs)
        self.caption = f"{item.review.reference} · {item} {item.title}"


class FulfilForm(ItemForm, ContentForm):
    title = button = _("Give what was asked for")
    said: Any = _("It is in the evidence room. Whoever asked for it gets an email.")

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, item=item, **kwargs)
        self.lede = item.about

    def carry_out(self, *, by: User) -> None:
        self.said = said_of(verbs.fulfil(item=self.item, content=self.content(), by=by), self.said)


class ChangeForm(ItemForm, AboutForm):
    title = _("Correct what it is called")
    lede = _("What it holds stays. To exchange that, withdraw it and put another in.")

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        initial = {"name": item.title, "source_type": item.source_type, "about": item.about}
        super().__init__(*args, item=item, initial=initial, **kwargs)

    def stamp(self) -> str:
        return verbs.stamp_of_item(self.item)

    def carry_out(self, *, by: User) -> None:
        verbs.change(item=self.item, about=self.about_it(), after=self.cleaned_data["after"], by=by)


class CleanCopyForm(ItemForm):
    title = button = _("Upload a clean copy")
    said = _("It is uploaded. It is being checked for viruses.")
    blames = "file"
    file = InspectedFileField(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = file_hint()

    def carry_out(self, *, by: User) -> None:
        verbs.give_clean_copy(item=self.item, file=self.cleaned_data["file"], by=by)


class WithdrawForm(ItemForm):
    title = button = _("Withdraw it")
    lede = _(
        "It stays in the list as withdrawn, and nobody opens it any more. Whatever cites it is warned. It can’t be undone."
    )
    said = _("It is withdrawn.")
    is_grave = True
    because = LineField(
        label=_("Why?"),
        help_text=_("The hosts and the team read this. If you do not have what was asked for, say so."),
        max_length=300,
        error_messages={"required": _("Enter why it is withdrawn")},
    )
    destroys = forms.BooleanField(
        label=_("It should never have been here: delete its file and its text for good"), required=False
    )

    def carry_out(self, *, by: User) -> None:
        verbs.withdraw(item=self.item, by=by, **self.cleaned_data)


def _offer_lines(form: forms.Form, review: Review) -> None:
    field: Any = form.fields["lines"]
    field.queryset = lines_of(review)
    if review.framework_version_id is None:
        del form.fields["lines"]


def _offer_hosts(form: forms.Form, review: Review) -> None:
    field: Any = form.fields["host"]
    field.queryset = Host.objects.filter(review=review).select_related("organisation")
    field.label_from_instance = lambda host: host.organisation.name


FORMS: dict[str, type[ItemForm]] = {
    "give": FulfilForm,
    "change": ChangeForm,
    "copy": CleanCopyForm,
    "withdraw": WithdrawForm,
}
