"""What the team of a review must have."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, ManyField, look
from peer_review.pool.enums import Party, PeerType
from peer_review.pool.models import Skill
from peer_review.reviews.models import Review
from peer_review.teams.domain.need import state_need
from peer_review.teams.models import TeamNeed

MOST = 30
CAPS = ("most_of_type", "most_of_organisation", "most_of_party")


def number(label: Any, *, least: int = 0, required: bool = False, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=MOST,
        required=required,
        widget=forms.NumberInput(attrs={"data-width": "2"}),
    )


class NeedForm(AskingForm):
    title = _("What the team must have")
    lede = _("A team that is proposed keeps the limits, and says what it lacks of the rest.")
    said = _("What the team must have is saved.")
    blames = "size"
    size = number(_("Peers in the team"), least=1, required=True, hint=_("A peer challenge usually has four or five."))
    skills = look(
        ManyField(
            label=_("Skills that somebody in the team has"),
            queryset=Skill.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        small=True,
    )
    regions = number(_("Regions they come from, at least"), least=1, required=True)
    most_of_type = number(_("Of one type, at most"), least=1, hint=_("Leave a limit empty where there is none."))
    most_of_organisation = number(_("Of one organisation, at most"), least=1)
    most_of_party = number(_("Of one party, at most"), least=1)
    leading_party = forms.ChoiceField(
        label=_("Party that leads there"),
        help_text=_("Peers of the same party are shown with a caution."),
        choices=[("", _("None, or not known")), *Party.choices],
        required=False,
    )

    def __init__(self, data: Any = None, *, review: Review) -> None:
        self.review = review
        self.need = TeamNeed.objects.filter(review=review).first() or TeamNeed(review=review)
        super().__init__(data, initial=self._standing_values())
        self.caption = str(review.system)
        skills = cast("forms.ModelMultipleChoiceField[Skill]", self.fields["skills"])
        skills.queryset = Skill.objects.filter(Q(is_retired=False) | Q(pk__in=self.initial["skills"]))
        for kind in PeerType:
            self.fields[f"least_{kind}"] = number(_("%(type)s, at least") % {"type": kind.label})
        self.order_fields(["size", *(f"least_{kind}" for kind in PeerType)])

    def _standing_values(self) -> dict[str, Any]:
        need = self.need
        values: dict[str, Any] = {name: getattr(need, name) for name in ("size", "regions", "leading_party", *CAPS)}
        values["skills"] = list(need.skills.values_list("pk", flat=True)) if need.pk else []
        if need.pk:
            values |= {f"least_{one.type}": one.least for one in need.minimums.all()}
        return values

    def stamp(self) -> int:
        return self.need.revision

    def carry_out(self, *, by: User) -> None:
        given = self.cleaned_data
        state_need(
            review=self.review,
            minimums={kind: given[f"least_{kind}"] or 0 for kind in PeerType},
            skills=list(given["skills"]),
            by=by,
            read=given.get("after"),
            **{name: given[name] for name in ("size", "regions", "leading_party", *CAPS)},
        )
