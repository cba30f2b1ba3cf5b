"""What hosts say of the facts, and what a manager answers."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm
from peer_review.reports.domain import checking
from peer_review.reports.forms.texts import text_field
from peer_review.reports.models import FactComment, Sentence
from peer_review.reports.queries.checking import facts_behind, sentence_as_corrected
from peer_review.reviews.models import Host, Review

WHY_NOT_A_JUDGEMENT = _(
    "This is what the team makes of the facts: a judgement. It is not the hosts’ to edit. Where a fact that it rests on "
    "is wrong, comment on the sentence that states that fact, and the team looks at its judgement again."
)


class CommentForm(AskingForm):
    """`sentence` is shown above the fields, with what was said of it already. A judgement leads to the `facts` behind it."""

    title = _("Say that a fact is wrong")
    button = _("Send the comment")
    said = _("The comment is in the log. The manager of the review decides it, with a reason that you can read there.")
    template = "peer_reports/comment.html"
    error = text_field(_("What is wrong?"), 2000, _("Enter what is wrong"), _("A fact, not what the team makes of it."))
    instead = text_field(_("What should it say?"), 2000)
    proof = text_field(
        _("What proves it?"),
        2000,
        _("Enter what proves it"),
        _("Such as a document, its page, and what it says there. Name no person."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, review: Review, sentence: Sentence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review, self.sentence = review, sentence
        self.caption = review.caption
        self.others = list(sentence.comments.select_related("person__host__organisation"))
        self.facts = facts_behind(sentence) if sentence.is_judgement else []
        if sentence.is_judgement:
            self.why_not = WHY_NOT_A_JUDGEMENT

    def carry_out(self, *, by: User) -> None:
        checking.comment(review=self.review, sentence=self.sentence, by=by, **self.cleaned_data)


class CheckedForm(AskingForm):
    """The word of a lead for each host that they lead."""

    title = _("We have checked the facts")
    button = _("Say so")
    said = _("Thank you. The manager of the review is told.")
    template = "peer_reports/checked.html"

    def __init__(self, *args: Any, review: Review, led: list[Host], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review, self.hosts = review, [str(host.organisation) for host in led]
        self.caption = review.caption
        if not led:
            self.why_not = checking.A_LEAD_SAYS_SO
        elif all(hasattr(host, "facts_checked") for host in led):
            self.why_not = _("It is said already. A comment takes it back.")

    def carry_out(self, *, by: User) -> None:
        checking.say_checked(review=self.review, by=by)


class DecideForm(AskingForm):
    """An answer to a comment, which is shown above the fields."""

    template = "peer_reports/decide.html"
    because = text_field(
        _("Why?"), 2000, _("Enter the reason"), _("The hosts and the team read it. It stays in the log."), rows=3
    )

    def __init__(self, *args: Any, comment: FactComment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        self.caption = str(comment.person.host.organisation)
        if comment.decided_at:
            self.why_not = _("This comment is decided already. What was decided, and why, stands in the log.")


class AcceptForm(DecideForm):
    title = _("Accept a factual error")
    button = _("Accept, and correct the sentence")
    said = _("Accepted. The next edition says it as you wrote it.")
    corrected = text_field(
        _("The sentence as it shall stand"),
        3000,
        _("Enter the sentence as it shall stand"),
        _("Change the fact alone: everything else in the report stays as the hosts read it."),
    )
    field_order = ("corrected", "because")

    def __init__(self, *args: Any, comment: FactComment, **kwargs: Any) -> None:
        super().__init__(*args, comment=comment, **kwargs)
        self.fields["corrected"].initial = sentence_as_corrected(comment.sentence)

    def carry_out(self, *, by: User) -> None:
        checking.accept(comment=self.comment, by=by, **self.cleaned_data)


class RefuseForm(DecideForm):
    title = _("Refuse a comment")
    button = _("Refuse the comment")
    said = _("Refused. The hosts read why in the log.")

    def carry_out(self, *, by: User) -> None:
        checking.refuse(comment=self.comment, by=by, **self.cleaned_data)
