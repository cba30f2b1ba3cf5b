"""/design/: every component with its props and its samples, and a form that shows every kind of field."""

from dataclasses import dataclass

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from core.components import REQUIRED, Component, all_components
from core.forms import DateField, Form, MaxWords, look


@dataclass(frozen=True)
class Exhibit:
    """One component as the page shows it. `props` are rows of name and default."""

    name: str
    purpose: str
    usage: str
    props: list[tuple[str, str]]
    samples: list[SafeString]


class SampleForm(Form):
    """One field of each kind. Nothing is kept."""

    full_name = forms.CharField(
        label="Full name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name", "data-width": "20"})
    )
    email = forms.EmailField(label="Email address", help_text="We only use this to send you a receipt.", required=False)
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "off"}), required=False
    )
    beds = look(forms.IntegerField(label="Number of beds", min_value=1, required=False), suffix="beds")
    answer = forms.CharField(
        label="What would help most?",
        help_text="Say what you have seen yourself.",
        validators=[MaxWords(20), MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 4, "data-word-limit": 20}),
    )
    region = forms.ChoiceField(label="Region", choices=[("", "Choose a region"), ("n", "North"), ("s", "South")])
    publishing = look(
        forms.ChoiceField(
            label="How may we publish your answer?",
            choices=[("full", "In full"), ("anonymous", "Without my name"), ("not", "Not at all")],
            widget=forms.RadioSelect,
        ),
        size="m",
        option_hints={"anonymous": "We take your name out; check that your words do not name you."},
    )
    formats = look(
        forms.MultipleChoiceField(
            label="Formats you need",
            choices=[("easy", "Easy Read"), ("bsl", "British Sign Language"), ("audio", "Audio")],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        size="m",
    )
    received = look(DateField(label="Date received", help_text="For example, 27 3 2023"), size="m")
    paper = forms.FileField(label="Your document", required=False)
    agree = forms.BooleanField(label="I have read the privacy notice")


def design(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    exhibits = [_exhibit(one, request) for one in all_components()]
    return render(request, "core/design.html", {"exhibits": exhibits})


def design_form(request: HttpRequest) -> HttpResponse:
    """Show every kind of field; sent, show what is wrong."""
    form = SampleForm(request.POST or None, request.FILES or None)
    return render(request, "core/design_form.html", {"form": form})


def _exhibit(one: Component, request: HttpRequest) -> Exhibit:
    needed = "".join(f" {name}=…" for name, default in one.props.items() if default is REQUIRED)
    usage = f'fill "{one.name}"{needed} %}}…{{% endfill' if one.has_body else f'component "{one.name}"{needed}'
    props = [(name, "needed" if default is REQUIRED else repr(default)) for name, default in one.props.items()]
    return Exhibit(one.name, one.purpose, f"{{% {usage} %}}", props, one.rendered_samples(request))
