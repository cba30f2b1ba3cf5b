"""What a report asks for before its review may move on."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.moments import plain_day
from peer_review.reports.document import fingerprint_of
from peer_review.reports.queries.checking import not_checked_by, open_comments
from peer_review.reports.queries.composing import composed
from peer_review.reports.queries.editions import draft_of, final_of, report_of
from peer_review.reports.queries.plan import without_action, without_progress
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review


def stand_in_gates() -> None:
    """Offer the gates; run once when Django starts."""
    offer_gate("check_facts", its_report_is_written, page="peer_reports:write")
    offer_gate("check_facts", its_draft_is_pinned, page="peer_reports:send")
    offer_gate("finish", every_host_has_checked_it, page="peer_reports:log")
    offer_gate("finish", every_comment_is_decided, page="peer_reports:log")
    offer_gate("finish", its_final_edition_is_pinned, page="peer_reports:finish")
    offer_gate("publish", its_report_is_final, page="peer_reports:desk")
    offer_gate("publish_plan", every_recommendation_is_answered, page="peer_reports:plan")
    offer_gate("close", progress_is_told_of_each, page="peer_reports:progress")


def its_report_is_written(review: Review) -> str | None:
    report = report_of(review)
    is_written = report is not None and report.summary.strip() and report.about.strip()
    return None if is_written else _("Write the summary, and how the review was done.")


def its_draft_is_pinned(review: Review) -> str | None:
    """The draft that the hosts get is the one that stands: whoever sends it from its own page pins it in the same act."""
    draft = draft_of(review)
    if draft is not None and draft.fingerprint == fingerprint_of(composed(review, draft.report)):
        return None
    return _("Send the draft from the page of the report: there you read what the hosts will get.")


def every_host_has_checked_it(review: Review) -> str | None:
    """Each host said that it has no more comments, or its day to comment is over: nobody holds a report up by saying nothing."""
    left = not_checked_by(review)
    duty = review.duties.filter(kind=DutyKind.FACT_CHECK).first() if left else None
    if not left or (duty and duty.due_on < timezone.localdate()):
        return None
    said = _("These hosts have not said that they checked the facts: %(hosts)s.") % {"hosts": ", ".join(left)}
    until = _("They have until %(day)s.") % {"day": plain_day(duty.due_on)} if duty else ""
    return f"{said} {until}".strip()


def every_comment_is_decided(review: Review) -> str | None:
    waiting = open_comments(review)
    if not waiting:
        return None
    return ngettext(
        "%(n)d comment on the facts is not decided yet.", "%(n)d comments on the facts are not decided yet.", waiting
    ) % {"n": waiting}


def its_final_edition_is_pinned(review: Review) -> str | None:
    if final_of(review):
        return None
    return _("Make the report final on its own page: there you read what was corrected.")


def its_report_is_final(review: Review) -> str | None:
    return None if final_of(review) else _("There is no final edition of the report yet.")


def every_recommendation_is_answered(review: Review) -> str | None:
    left = without_action(review)
    if not left:
        return None
    return _("The hosts answer each recommendation with an action, or say why not. Left: %(codes)s.") % {
        "codes": ", ".join(left)
    }


def progress_is_told_of_each(review: Review) -> str | None:
    left = without_progress(review)
    if not left:
        return None
    return _("Hosts and team say what became of each recommendation. Left: %(codes)s.") % {"codes": ", ".join(left)}
