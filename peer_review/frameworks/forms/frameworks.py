"""A framework as a whole: begun, described, added to, put in force, discarded; and which two versions are compared."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import AskingForm, LineField, TextField
from core.stamps import stamp_of
from peer_review.frameworks import domain
from peer_review.frameworks.lifecycle import VERSION
from peer_review.frameworks.models import Framework, FrameworkVersion
from peer_review.frameworks.queries import stamp_of_version


def name_field(help_text: Any = "") -> LineField:
    return LineField(
        label=_("Name"),
        help_text=help_text,
        max_length=150,
        error_messages={"required": _("Enter a name"), "max_length": _("Name must be 150 characters or fewer")},
    )


def purpose_field(*, required: bool = True) -> TextField:
    return TextField(
        label=_("What it is for"),
        help_text=_("One or two sentences, for everybody."),
        max_length=600,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Enter what it is for"),
            "max_length": _("What it is for must be 600 characters or fewer"),
        },
    )


class BeginForm(AskingForm):
    title = _("Begin a framework")
    lede = _("Only peer review managers see it before its first version is in force.")
    button = _("Begin it")
    said = _("It is begun. Add its first theme.")
    name = name_field()
    purpose = purpose_field()
    blames = "name"

    def carry_out(self, *, by: Any) -> None:
        made = domain.begin(by=by, **self.asked())
        self.leads_to = reverse("frameworks:draft", args=[made.framework.slug])

    def asked(self) -> dict[str, str]:
        return {"name": self.cleaned_data["name"], "purpose": self.cleaned_data["purpose"]}


class DescribeForm(AskingForm):
    title = _("Change name and purpose")
    lede = _("Its address stays as it is.")
    name = name_field()
    purpose = purpose_field()
    blames = "name"

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        self.framework, self.caption = framework, framework.name
        super().__init__(*args, initial={"name": framework.name, "purpose": framework.purpose}, **kwargs)

    def stamp(self) -> str:
        return stamp_of(self.framework.name, self.framework.purpose)

    def carry_out(self, *, by: Any) -> None:
        given = self.cleaned_data
        domain.describe(
            framework=self.framework, name=given["name"], purpose=given["purpose"], after=given["after"], by=by
        )


class LocalEditionForm(AskingForm):
    title = _("Begin a local edition")
    lede = _(
        "It holds the core as it is, and takes lines of enquiry of one system’s own: one or two are usual. "
        "The public sees nothing of it before you make it public."
    )
    button = _("Begin it")
    said = _("The local edition is begun. Add what the system wants looked at.")
    name = name_field(_("Such as “Core framework for systems: additions for Calderwick”."))
    purpose = purpose_field(required=False)
    blames = "name"

    def __init__(self, *args: Any, of: FrameworkVersion, **kwargs: Any) -> None:
        self.of, self.caption = of, str(of)
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: Any) -> None:
        given = self.cleaned_data
        made = domain.local_edition(of=self.of, name=given["name"], purpose=given["purpose"], by=by)
        self.leads_to = reverse("frameworks:draft", args=[made.framework.slug])


class DraftForm(AskingForm):
    """A form about the draft as a whole. It carries the stamp of all that its reader saw."""

    def __init__(self, *args: Any, draft: FrameworkVersion, **kwargs: Any) -> None:
        self.draft, self.caption = draft, str(draft)
        super().__init__(*args, **kwargs)

    def stamp(self) -> str:
        return stamp_of_version(self.draft)


class PutInForceForm(DraftForm):
    title = _("Put this version in force")
    button = VERSION.move_named("put_in_force").label
    said = _("It is in force.")
    is_grave = True
    reason = TextField(
        label=_("What changed, and why"),
        help_text=_("Everybody reads it beside the version."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Say what changed and why"),
            "max_length": _("What changed must be 1,000 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lede = VERSION.move_named("put_in_force").effect
        if self.draft.number == 1:
            self.fields["reason"].label = _("Where it comes from, and why")
            self.fields["reason"].required = False

    def carry_out(self, *, by: Any) -> None:
        domain.put_in_force(
            version=self.draft, reason=self.cleaned_data["reason"], after=self.cleaned_data["after"], by=by
        )


class DiscardForm(DraftForm):
    title = _("Discard this draft")
    button = _("Discard it for good")
    said = _("The draft is discarded.")
    is_grave = True

    def __init__(self, *args: Any, lines: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lede = ngettext(
            "It goes with its %(count)d line of enquiry, and can’t be brought back. Other versions stay.",
            "It goes with its %(count)d lines of enquiry, and can’t be brought back. Other versions stay.",
            lines,
        ) % {"count": lines}

    def carry_out(self, *, by: Any) -> None:
        domain.discard(version=self.draft, after=self.cleaned_data["after"], by=by)


class MakePublicForm(AskingForm):
    title = _("Let everybody read this local edition")
    lede = _("It tells which system is reviewed and what it asked its peers to look at. It can’t be taken back.")
    button = _("Make it public")
    said = _("Everybody can read it now.")
    is_grave = True

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        self.framework, self.caption = framework, framework.name
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: Any) -> None:
        domain.make_public(framework=self.framework, by=by)


class CompareForm(forms.Form):
    """Which two versions are compared, from the page's address. `choices` are pairs of a mark in the address and words."""

    before = forms.ChoiceField(label=_("From"))
    after = forms.ChoiceField(label=_("To"))

    def __init__(self, data: Any, *, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="compare-%s")
        offered = list(choices)
        for field in self.fields.values():
            field.choices = offered  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "nhsuk-select"
