"""What is said of a finding: an answer to its warnings, why it is sent back, that it is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, TextField
from core.stamps import stamp_of
from peer_review.findings.domain import reading
from peer_review.findings.models import Finding
from peer_review.findings.queries.sources import basis_of


class OneForm(AskingForm):
    """Something that is said of one finding, as it read when the page was drawn."""

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        self.finding = finding
        super().__init__(*args, **kwargs)
        self.caption = f"{finding.review.reference} · {finding.title}"


class AnswerForm(OneForm):
    title = _("Answer the warnings")
    button = _("Save the answer")
    said = _("The answer is saved. The manager reads it before signing.")
    template = "peer_findings/answer.html"
    answer = TextField(
        label=_("Why does it stand?"),
        help_text=_("The team and the manager read this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter why it stands in spite of the warnings")},
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, finding=finding, initial={"answer": finding.warnings_answered}, **kwargs)
        self.warnings = basis_of(finding).warnings()
        if not self.warnings:
            self.why_not = _("There is no warning to answer.")

    def stamp(self) -> str:
        return stamp_of(self.finding.warnings_answered)

    def carry_out(self, *, by: User) -> None:
        reading.answer_warnings(finding=self.finding, by=by, **self.cleaned_data)


class SendBackForm(OneForm):
    title = button = _("Send it back")
    said = _("It is a draft again. The team reads why.")
    because = TextField(
        label=_("Why?"),
        help_text=_("What has to change before it can be agreed. The team reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter why you send it back")},
    )

    def carry_out(self, *, by: User) -> None:
        reading.send_back(finding=self.finding, because=self.cleaned_data["because"], by=by)


class WithdrawForm(OneForm):
    title = button = _("Withdraw the finding")
    lede = _(
        "It stays in the team’s list as withdrawn, is in no report, and can be taken up again. Its number goes to the next."
    )
    said = _("The finding is withdrawn.")
    is_grave = True

    def carry_out(self, *, by: User) -> None:
        reading.withdraw(finding=self.finding, by=by)
