"""What a call's page says in which a reference may stand: the outcome once it is published, for it is written before."""

from consultations.calls.enums import CallStatus
from consultations.calls.models import CallPage
from pages.citations import plain, prose_of


@prose_of.register
def prose_of_call(page: CallPage) -> tuple[str, ...]:
    outcome = page.outcome if page.status == CallStatus.OUTCOME else ""
    return page.summary, page.audience, plain(page.body), page.late_outcome_reason, plain(outcome)
