"""What tests of marks share."""

from evidence.publication.domain.redact import redact


def spans(target):
    return [(one.start, one.end, one.reason) for one in target.redactions.order_by("start")]


def mark(submission, text, by, place, reason="personal"):
    start, end = place
    return redact(target=text, start=start, end=end, reason=reason, by=by, submission=submission)
