"""The states of a submission and every move between them."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.lifecycle import Lifecycle, Move, State, lifecycle
from evidence.submissions.enums import PublishingChoice, Release, ScanState
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.finding import Words
from evidence.submissions.models import Submission
from evidence.submissions.personal_data import find_names, is_telling
from evidence.submissions.rules import contributes, may_enter, may_screen, may_write


def every_redaction_is_checked(submission: Submission) -> str | None:
    from evidence.submissions.queries import unchecked_redactions

    count = unchecked_redactions(submission).count()
    if not count:
        return None
    return ngettext(
        "%(count)d redaction waits to be checked by somebody who did not make it.",
        "%(count)d redactions wait to be checked by somebody who did not make them.",
        count,
    ) % {"count": count}


def nobody_is_named_against_a_promise(submission: Submission) -> str | None:
    """What asked to stand without a name must not give it away in its own words, nor anything who it was sent for."""
    from evidence.submissions.disclosure import public_texts
    from evidence.submissions.queries import names_to_keep

    names = names_to_keep(submission)
    places = [place for place, text in public_texts(submission) if find_names(text, names)] if names else []
    if not places:
        return None
    if submission.publishing == PublishingChoice.FULL:
        why = _("Redact the name of the person it was sent for first: it stands in %(places)s.")
    else:
        why = _("Redact the respondent's name, organisation or address first: it stands in %(places)s.")
    return why % {"places": ", ".join(places)}


def respondent_allows_publishing(submission: Submission) -> str | None:
    if submission.publishing == PublishingChoice.NOT_AT_ALL:
        return _("The respondent asked that this is not published.")
    return None


def every_file_is_scanned_and_read(submission: Submission) -> str | None:
    """Text that comes after the last look would be published unseen."""
    from evidence.submissions.queries import attachments_sent

    unread = Q(scan=ScanState.CLEAN, text_at__isnull=True, is_paper_scan=False) & ~Q(release=Release.NOTHING)
    waiting = attachments_sent(submission).exclude(file="").filter(Q(scan=ScanState.QUARANTINED) | unread)
    scans = set(waiting.order_by().values_list("scan", flat=True))
    if ScanState.QUARANTINED in scans:
        return _("An attachment is still being checked for viruses.")
    return _("The text of an attachment is still being read.") if scans else None


def every_file_was_looked_at(submission: Submission) -> str | None:
    """A clean file may still hold what nobody should read, so nothing of it goes out by default."""
    from evidence.submissions.queries import files_undecided

    names = files_undecided(submission)
    if not names:
        return None
    return _("Choose first how much of each file the public can have: %(names)s.") % {"names": ", ".join(names)}


def why_not_logged(submission: Submission, reason: str) -> str | None:
    """The log can't be purged and is read by who may not read submissions, so what is sealed must not get into it."""
    from evidence.submissions.queries import sealed_words

    sealed = [Words(one.words, whole=True) for one in sealed_words(submission) if is_telling(one.words)]
    if not any(words.stand_in(reason) for words in sealed):
        return None
    return _("The reason is kept in the log for good, so it must not hold the sealed words.")


PUBLISHING_GUARDS = (
    respondent_allows_publishing,
    every_redaction_is_checked,
    nobody_is_named_against_a_promise,
    every_file_is_scanned_and_read,
    every_file_was_looked_at,
)

SUBMISSION = lifecycle(
    "submissions.Submission",
    Lifecycle(
        noun="submission",
        field="state",
        why_not_logged=why_not_logged,
        states={
            S.DRAFT: State(gettext_lazy("Draft"), gettext_lazy("Draft"), "grey"),
            S.RECEIVED: State(gettext_lazy("Received"), gettext_lazy("Received"), "blue"),
            S.SCREENING: State(gettext_lazy("Screening"), gettext_lazy("Being read"), "blue"),
            S.CLARIFICATION: State(
                gettext_lazy("Clarification asked"), gettext_lazy("We asked you a question"), "amber"
            ),
            S.READY: State(gettext_lazy("Ready to publish"), gettext_lazy("Being read"), "violet"),
            S.PUBLISHED: State(gettext_lazy("Published"), gettext_lazy("Published"), "green"),
            S.NOT_PUBLISHED: State(gettext_lazy("Not published"), gettext_lazy("Not published"), "grey"),
            S.WITHDRAWN: State(gettext_lazy("Withdrawn"), gettext_lazy("Withdrawn"), "grey"),
        },
        moves=(
            Move("submit", (S.DRAFT,), S.RECEIVED, gettext_lazy("Submit"), may_write),
            Move(
                "amend",
                (S.RECEIVED, S.SCREENING, S.CLARIFICATION, S.READY),
                S.RECEIVED,
                gettext_lazy("Send the changed answers"),
                may_write,
                gettext_lazy("The changed answers are screened again from the start."),
            ),
            Move(
                "withdraw",
                (S.DRAFT, S.RECEIVED, S.SCREENING, S.CLARIFICATION, S.READY, S.NOT_PUBLISHED),
                S.WITHDRAWN,
                gettext_lazy("Withdraw"),
                contributes,
                gettext_lazy("Nobody will read or publish it. This can't be undone."),
            ),
            Move(
                "withdraw_on_request",
                (S.RECEIVED, S.SCREENING, S.CLARIFICATION, S.READY, S.NOT_PUBLISHED),
                S.WITHDRAWN,
                gettext_lazy("Withdraw at their request"),
                may_screen,
                gettext_lazy(
                    "For a respondent who asked us. Nobody will read or publish it, and this can't be undone."
                ),
                needs_reason=True,
                is_grave=True,
            ),
            Move(
                "discard",
                (S.DRAFT,),
                S.WITHDRAWN,
                gettext_lazy("Discard the entry"),
                may_enter,
                gettext_lazy("For an entry that should not be there. This can't be undone."),
                needs_reason=True,
            ),
            Move("screen", (S.RECEIVED,), S.SCREENING, gettext_lazy("Start screening"), may_screen),
            Move(
                "ask",
                (S.SCREENING,),
                S.CLARIFICATION,
                gettext_lazy("Ask the respondent"),
                may_screen,
                gettext_lazy("The respondent gets your question by mail, where we have an address."),
            ),
            Move("reply", (S.CLARIFICATION,), S.SCREENING, gettext_lazy("Send your reply"), contributes),
            Move(
                "record_reply",
                (S.CLARIFICATION,),
                S.SCREENING,
                gettext_lazy("Record the reply"),
                may_screen,
                gettext_lazy("For what they said or wrote to us. It stands beside the question; screening goes on."),
            ),
            Move(
                "stop_waiting",
                (S.CLARIFICATION,),
                S.SCREENING,
                gettext_lazy("Go on without a reply"),
                may_screen,
                gettext_lazy("Screening goes on with what was sent. The respondent can no longer reply."),
                needs_reason=True,
            ),
            Move(
                "make_ready",
                (S.SCREENING,),
                S.READY,
                gettext_lazy("Ready to publish"),
                may_screen,
                gettext_lazy("It waits in the list of those ready to publish. Nothing is public yet."),
                PUBLISHING_GUARDS,
            ),
            Move(
                "take_back",
                (S.READY,),
                S.SCREENING,
                gettext_lazy("Back to screening"),
                may_screen,
                gettext_lazy("Its marks and files can be changed again."),
            ),
            Move(
                "change_what_is_shown",
                (S.READY,),
                S.SCREENING,
                gettext_lazy("Change who answers or what may be published"),
                may_write,
                gettext_lazy("It was made ready with another name or choice, so it is looked at again."),
            ),
            Move(
                "publish",
                (S.READY,),
                S.PUBLISHED,
                gettext_lazy("Publish"),
                may_screen,
                gettext_lazy("Everyone can read, find and download it, as the preview shows it."),
                PUBLISHING_GUARDS,
            ),
            Move(
                "unpublish",
                (S.PUBLISHED,),
                S.SCREENING,
                gettext_lazy("Take it back"),
                may_screen,
                gettext_lazy(
                    "It leaves the register, search, feeds and exports at once, and is screened again before it can "
                    "be published anew."
                ),
                needs_reason=True,
                is_grave=True,
            ),
            Move(
                "refuse",
                (S.SCREENING, S.CLARIFICATION, S.READY),
                S.NOT_PUBLISHED,
                gettext_lazy("Do not publish"),
                may_screen,
                gettext_lazy("It is read as evidence but the public will not see it. The respondent is told why."),
                needs_reason=True,
                is_grave=True,
            ),
            Move(
                "reopen",
                (S.NOT_PUBLISHED,),
                S.SCREENING,
                gettext_lazy("Screen again"),
                may_screen,
                gettext_lazy("For a decision that is to be looked at again. Nothing becomes public by it."),
                needs_reason=True,
            ),
        ),
    ),
)
