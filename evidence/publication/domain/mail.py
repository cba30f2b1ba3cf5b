"""What respondents are told by mail. Each message goes to those who write the submission and to no one else."""

from django.db.models import QuerySet

from core.outbox.domain import post
from evidence.submissions.enums import Part
from evidence.submissions.models import Contributor, Submission
from evidence.submissions.queries import reachable


def can_be_told(submission: Submission) -> bool:
    """Whether there is an address to which `tell_respondent` writes."""
    return _leads(submission).exists()


def tell_respondent(submission: Submission, template: str, context: dict[str, object]) -> int:
    """Mail the lead contributors `mail/<template>.txt`. Returns how many there are: paper replies may have none.

    The mail quotes nothing that was answered: mail boxes are shared, and read on screens in trains.
    """
    leads = _leads(submission)
    for lead in leads:
        post(
            to=lead.email,
            template=f"publication/{template}",
            context={
                "reference": submission.reference,
                "call_title": submission.call.title if submission.call else submission.call_title,
                "is_nameless": submission.publishing != "full",
                "contact_email": submission.write_to,
                **context,
            },
            kind=f"submission.{template}",
            about=submission,
        )
    return len(leads)


def _leads(submission: Submission) -> QuerySet[Contributor]:
    return reachable(submission).filter(part=Part.LEAD)
