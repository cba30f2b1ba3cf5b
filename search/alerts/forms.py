"""How often, and where to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.forms import Form, OneOf, look
from evidence.submissions.forms.start import LinkForm
from search.enums import Frequency


def _frequency() -> OneOf:
    return look(
        OneOf(
            Frequency,
            label=_("How often do you want to hear from us?"),
            missing=_("Select how often you want to hear from us"),
        ),
        size="m",
        option_hints={
            Frequency.AT_ONCE: _("What is published within a few minutes comes in one email."),
            Frequency.DAILY: _("At 8 in the morning, if there is something new."),
            Frequency.WEEKLY: _("On Monday at 8 in the morning, if there is something new."),
        },
    )


class FrequencyForm(Form):
    frequency = _frequency()


class AlertForm(LinkForm):
    """`address` is where mail goes to without asking: nothing need be typed then."""

    about = _("We use it for these emails and for nothing else.")
    frequency = _frequency()
    field_order = ("frequency", "email")

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if address:
            del self.fields["email"]


class OpenForm(LinkForm):
    about = _("The address that gets the emails.")
