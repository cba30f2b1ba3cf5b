from evidence.submissions.models.answer import Answer, AnswerVersion
from evidence.submissions.models.attachment import Attachment
from evidence.submissions.models.equality import EqualityCount
from evidence.submissions.models.paper import SecondKeying
from evidence.submissions.models.redaction import Redaction
from evidence.submissions.models.stored_file import StoredFile
from evidence.submissions.models.submission import Clarification, Contributor, Submission, SubmissionVersion

__all__ = [
    "Answer",
    "AnswerVersion",
    "Attachment",
    "Clarification",
    "Contributor",
    "EqualityCount",
    "Redaction",
    "SecondKeying",
    "StoredFile",
    "Submission",
    "SubmissionVersion",
]
