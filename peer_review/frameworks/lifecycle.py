"""The states of a version: drafted, in force, retired by the next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import Lifecycle, Move, State, lifecycle
from peer_review.frameworks.enums import VersionState as V
from peer_review.frameworks.models import FrameworkVersion
from peer_review.frameworks.rules import may_keep_frameworks


def it_has_lines(version: FrameworkVersion) -> str | None:
    """Peers walk through a framework line by line, so a theme without one would be passed over."""
    empty = list(version.themes.filter(lines=None).values_list("title", flat=True))
    if empty:
        titles = ", ".join(f"“{title}”" for title in empty)
        return _("These themes have no line of enquiry yet: %(titles)s.") % {"titles": titles}
    return None if version.themes.exists() else _("Add a theme and a line of enquiry first.")


def it_says_what_changed(version: FrameworkVersion) -> str | None:
    if version.number == 1 or version.changed.strip():
        return None
    return _("Say what changed and why.")


VERSION = lifecycle(
    "frameworks.FrameworkVersion",
    Lifecycle(
        noun="framework",
        field="state",
        states={
            V.DRAFT: State(gettext_lazy("Draft"), gettext_lazy("Draft"), "grey"),
            V.IN_FORCE: State(gettext_lazy("In force"), gettext_lazy("In force"), "green"),
            V.RETIRED: State(gettext_lazy("Retired"), gettext_lazy("No longer in force"), "grey"),
        },
        moves=(
            Move(
                "put_in_force",
                (V.DRAFT,),
                V.IN_FORCE,
                gettext_lazy("Put it in force"),
                may_keep_frameworks,
                gettext_lazy(
                    "It can’t be changed any more. The version in force until now is retired, and reviews that use it keep it."
                ),
                guards=(it_has_lines, it_says_what_changed),
            ),
            Move(
                "retire",
                (V.IN_FORCE,),
                V.RETIRED,
                gettext_lazy("Retire it for the next version"),
                may_keep_frameworks,
            ),
        ),
    ),
)
