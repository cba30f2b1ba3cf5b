"""What a workstream's page says in which a reference may stand."""

from consultations.workstreams.models import WorkstreamPage
from pages.citations import plain, prose_of


@prose_of.register
def prose_of_workstream(page: WorkstreamPage) -> tuple[str, ...]:
    return page.purpose, plain(page.body)
