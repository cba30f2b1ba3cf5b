"""How a body reads where people choose one."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.models import Organisation


def fate(body: Organisation, on: date) -> str:
    """Return what became of a body that ended before `on`, naming who came after; empty for one that stands."""
    if body.valid_to is None or not body.has_ended_by(on):
        return ""
    ended = _("ended %(day)s") % {"day": date_format(body.valid_to, "j F Y")}
    after = [str(one) for one in body.successors.all()]
    if not after:
        return ended
    return _("%(ended)s, now %(successors)s") % {"ended": ended, "successors": _list(after)}


def label(body: Organisation, on: date) -> str:
    """Return the name, with its fate in brackets where it ended."""
    became = fate(body, on)
    return f"{body} ({became})" if became else str(body)


def suggestion(body: Organisation, on: date) -> dict[str, Any]:
    """Return one line of the autocomplete: public register data and nothing else."""
    return {
        "id": body.pk,
        "name": body.name,
        "type": body.get_type_display(),
        "code": body.ods_code,
        "fate": fate(body, on),
    }


def _list(names: list[str]) -> str:
    """Return names as a sentence has them: a, b and c."""
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
