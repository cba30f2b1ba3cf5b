"""What is written of a finding, by the last part of the address where that is asked."""

from peer_review.findings.forms.acts import AnswerForm, OneForm, SendBackForm, WithdrawForm
from peer_review.findings.forms.words import NewForm, WriteForm

FORMS: dict[str, type[OneForm | WriteForm]] = {
    "write": WriteForm,
    "answer": AnswerForm,
    "send-back": SendBackForm,
    "withdraw": WithdrawForm,
}

__all__ = ["FORMS", "NewForm"]
