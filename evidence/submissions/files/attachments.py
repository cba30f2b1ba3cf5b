"""What submissions do about their own files: a writer is told of a virus, and redactions follow into a text that was read."""

from core.outbox.domain import post
from evidence.submissions.domain.carry_over import carry_over_into_file
from evidence.submissions.files.keepers import Keeper, keep
from evidence.submissions.files.lifecycle import ATTACHMENT
from evidence.submissions.files.queries import quarantined
from evidence.submissions.models import Attachment


def register() -> None:
    """Run once when Django starts."""
    keep(
        Keeper(
            Attachment,
            ATTACHMENT,
            waiting=lambda: quarantined().select_related("submission", "uploaded_by"),
            tell=_tell_uploader,
            was_read=lambda attachment: carry_over_into_file(attachment=attachment),
        )
    )


def _tell_uploader(attachment: Attachment) -> None:
    uploader = attachment.uploaded_by
    if uploader is not None and uploader.email and uploader.ended_at is None:
        post(
            to=uploader.email,
            template="attachment_infected",
            context={"attachment": attachment, "submission": attachment.submission},
            kind="attachment.infected",
            about=attachment.submission,
        )
