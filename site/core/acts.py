"""What a page does with a verb that says no: the one that was pressed is told above the next page, the one that a form
carries out beside its field."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.functional import Promise

from core.errors import NotAllowed, Refused, Stale


def done(request: HttpRequest, act: Callable[[], object], said: str | Promise = "") -> bool:
    """Carry out what a button asks for, and return whether that was done.

    The next page tells `said`, or why it was refused. Raises NotAllowed: that has a page of its own.
    """
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        for why in refused.reasons:
            messages.error(request, why)
        return False
    if said:
        messages.success(request, str(said))
    return True


def carried_out(form: BaseForm, act: Callable[[], object], *, blames: str | None = None) -> bool:
    """Carry out what a valid form asks for, and return whether that was done.

    A refusal stands in the form, beside the field `blames` or else above all, as does that the page is out of date: no field
    is to blame for that. Raises NotAllowed.
    """
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None if isinstance(refused, Stale) else blames, refused.reasons)
        return False
    return True
