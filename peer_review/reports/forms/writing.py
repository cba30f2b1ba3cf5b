"""What manager and team write round the findings, and the steps that a report takes."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, LineField
from peer_review.reports.domain import editions
from peer_review.reports.domain.writing import stamp_of_texts, write
from peer_review.reports.forms.texts import text_field
from peer_review.reports.models import Report
from peer_review.reviews.lifecycle import REVIEW, missing
from peer_review.reviews.models import Review


class ReportForm(AskingForm):
    """A form about the report of a review."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        self.review = review
        self.caption = review.caption
        super().__init__(*args, **kwargs)


class WriteForm(ReportForm):
    title = _("Write the report")
    lede = _(
        "The findings that are signed stand between the summary and the thanks by themselves. An empty line ends a "
        "paragraph; a line that begins with a hyphen is a point of a list."
    )
    summary = text_field(
        _("Summary"), 5000, hint=_("What a reader with two minutes should know. Name nobody."), rows=14
    )
    about = text_field(
        _("How the review was done"),
        3000,
        hint=_("When the team came, whom it heard by group, and what it read."),
        rows=10,
    )
    thanks = text_field(_("Thanks"), 1500)

    def __init__(self, *args: Any, review: Review, report: Report, **kwargs: Any) -> None:
        self.report = report
        texts = {name: getattr(report, name) for name in ("summary", "about", "thanks")}
        super().__init__(*args, review=review, initial=texts, **kwargs)

    def stamp(self) -> str:
        return stamp_of_texts(self.report)

    def carry_out(self, *, by: User) -> None:
        told = dict(self.cleaned_data)
        write(review=self.review, read=told.pop("after"), by=by, **told)


class StepForm(ReportForm):
    """A step without anything to fill in: it says what stands in its way, and where that is done."""

    verb = ""
    own_page = ""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, review=review, **kwargs)
        if review.state not in REVIEW.move_named(self.verb).sources:
            self.why_not = _("This is not open where the review stands now.")
            return
        # What this very step does is not missing before it.
        lacks = [(page, why) for why, page in missing(review, self.verb) if page != self.own_page]
        ways = ((reverse(page, args=[review.reference]), why) for page, why in lacks)
        self.why_not = format_html_join(SafeString("<br>"), '<a href="{}">{}</a>', ways)


class SendForm(StepForm):
    title = button = _("Send the draft to the hosts")
    lede = _(
        "The hosts read the draft as it stands now, and comment on its facts, sentence by sentence. Nothing in it is "
        "changed from then on, but for errors that you accept."
    )
    said = _("The hosts can read the draft now.")
    verb, own_page = "check_facts", "peer_reports:send"

    def carry_out(self, *, by: User) -> None:
        editions.send_to_hosts(review=self.review, by=by)


class FinishForm(StepForm):
    title = button = _("Make the report final")
    lede = _("The final edition is the draft that the hosts read, with the errors that you accepted put right.")
    said = _("The report is final. Its files are being made.")
    verb, own_page = "finish", "peer_reports:finish"

    def carry_out(self, *, by: User) -> None:
        editions.make_final(review=self.review, by=by)


class TakeBackForm(ReportForm):
    title = button = _("Take the report back")
    lede = _(
        "Its page, its files, the action plan and what search and the library say of it are gone at once. In their place "
        "stands your reason."
    )
    said = _("The report is taken back.")
    is_grave = True
    because = LineField(
        label=_("Why? Everybody reads it."), max_length=500, error_messages={"required": _("Enter the reason")}
    )

    def carry_out(self, *, by: User) -> None:
        editions.take_back(review=self.review, because=self.cleaned_data["because"], by=by)
