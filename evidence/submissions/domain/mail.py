"""What everybody who writes a submission is told by mail."""

from core.outbox.domain import post
from evidence.submissions.models import Submission
from evidence.submissions.queries import reachable


def tell_writers(submission: Submission, template: str, **context: object) -> None:
    """Mail `mail/<template>.txt` to each of them who has an address."""
    for contributor in reachable(submission):
        post(
            to=contributor.email,
            template=template,
            context={"submission": submission, "contact_email": submission.write_to, **context},
            kind=f"submission.{template}",
            about=submission,
        )
