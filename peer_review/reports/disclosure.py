"""What of a report is nobody's to see as a row."""

from core.checks import NEVER_DISCLOSED

# Each is read through `reviews.disclosure.Reader` on pages of the review, which say who may and when; the public reads
# final editions alone (`queries.published`).
_INSIDE = "read inside a peer review by its rights (reviews.disclosure), never as it is by anybody else"


def keep_inside() -> None:
    rows = "Report Edition Passage Sentence EditionFile FactComment FactsChecked Action Progress"
    for model in rows.split():
        NEVER_DISCLOSED[f"peer_reports.{model}"] = _INSIDE
