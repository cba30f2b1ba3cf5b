"""What staff enter about a call's life, in Wagtail."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminDateTimeInput

from consultations.calls.checklist import Point
from consultations.calls.enums import Format
from consultations.calls.models import CallPage, Check, Extension
from consultations.calls.queries import running
from consultations.calls.times import PlainTimes
from core.templatetags.moments import plain_moment

REASON_CHARACTERS = 1000


class ChecksForm(forms.Form):
    """One answer a point of the checklist. A point may wait: it is the opening that asks for all."""

    def __init__(self, points: Iterable[Point], stored: Mapping[str, Check], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "check", **kwargs})
        for point in points:
            check = stored.get(point.key)
            self.fields[point.key] = forms.CharField(
                label=str(point.question),
                required=False,
                max_length=2000,
                initial=check.answer if check else "",
                widget=AdminAutoHeightTextInput(attrs={"rows": "2"}),
            )


class ReasonForm(forms.Form):
    """The reason of a move that undoes another."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARACTERS,
        widget=AdminAutoHeightTextInput(attrs={"rows": "2"}),
        help_text=gettext_lazy("Kept in the audit log. Name no respondent."),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )


class ExtensionForm(PlainTimes, forms.Form):
    """A later closing time for one format, or one address."""

    format = forms.ChoiceField(
        label=gettext_lazy("For everyone who answers in"),
        required=False,
        choices=[("", gettext_lazy("No format: for one address")), *Format.choices],
    )
    email = forms.EmailField(
        label=gettext_lazy("Or for one respondent’s email address"),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter an email address in the correct format, like name@example.com")},
    )
    until = forms.DateTimeField(
        label=gettext_lazy("New closing time"),
        widget=AdminDateTimeInput(),
        help_text=gettext_lazy("Date and time in London."),
        error_messages={
            "required": gettext_lazy("Enter the new closing time"),
            "invalid": gettext_lazy("Closing time must be a real date and time, like 2026-09-27 23:45"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARACTERS,
        widget=AdminAutoHeightTextInput(attrs={"rows": "2"}),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )
    shorten = forms.BooleanField(
        label=gettext_lazy("This may be sooner than the later time they have now"),
        required=False,
        help_text=gettext_lazy("Without this, a time that was given before is only made longer."),
    )

    def __init__(self, call: CallPage, *args: Any, **kwargs: Any) -> None:
        self.call = call
        super().__init__(*args, **{"prefix": "extend", **kwargs})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "email" in cleaned and bool(cleaned.get("format")) == bool(cleaned["email"]):
            self.add_error("format", _("Choose a format or enter an email address, not both."))
        if cleaned.get("until") and cleaned["until"] <= self.call.closes_at:
            self.add_error("until", _("The new closing time must be later than that of the call."))
        return cleaned


class ExtensionChoice(forms.ModelChoiceField):
    def label_from_instance(self, one: Extension) -> str:
        whom = one.get_format_display() if one.format else one.email
        return _("%(whom)s, until %(moment)s") % {"whom": whom, "moment": plain_moment(one.closes_at)}


class EndExtensionForm(forms.Form):
    """A later closing time that was given by mistake, or is no longer needed."""

    extension = ExtensionChoice(
        label=gettext_lazy("Which one"),
        queryset=Extension.objects.none(),
        empty_label=gettext_lazy("Choose one"),
        error_messages={
            "required": gettext_lazy("Choose a later closing time"),
            "invalid_choice": gettext_lazy("Choose a later closing time that has not ended"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARACTERS,
        widget=AdminAutoHeightTextInput(attrs={"rows": "2"}),
        help_text=gettext_lazy("Kept in the audit log. Name no respondent."),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )

    def __init__(self, call: CallPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "end", **kwargs})
        self.fields["extension"].queryset = running(call, timezone.now())  # type: ignore[attr-defined]


class LateOutcomeForm(forms.Form):
    """What the public is told of an outcome that takes longer than twelve weeks."""

    reason = forms.CharField(
        label=gettext_lazy("Why it takes longer"),
        max_length=REASON_CHARACTERS,
        widget=AdminAutoHeightTextInput(attrs={"rows": "2"}),
        help_text=gettext_lazy("Shown on the call’s page."),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )
    expected = forms.DateField(
        label=gettext_lazy("New date"),
        widget=AdminDateInput(),
        error_messages={
            "required": gettext_lazy("Enter the new date"),
            "invalid": gettext_lazy("New date must be a real date"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "late", **kwargs})
