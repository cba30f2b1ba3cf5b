"""Two texts of one assessment."""

from dataclasses import dataclass

from core.differences import Run, both_sides, together
from peer_review.assessments.domain.assessing import FIELDS, values_of
from peer_review.assessments.enums import Confidence
from peer_review.assessments.models import Assessment, AssessmentVersion


@dataclass(frozen=True)
class Both:
    """One field of two texts: in each, the words that the other lacks are marked."""

    label: str
    saved: list[Run]
    later: list[Run]


def sides(assessment: Assessment, late: AssessmentVersion) -> list[Both]:
    """Return each field of both texts, where one of them says something."""
    saved = values_of(assessment)
    pairs = [(name, _words(name, saved[name]), _words(name, late.values.get(name, ""))) for name in FIELDS]
    return [Both(_label(name), *both_sides(old, new)) for name, old, new in pairs if old or new]


def starting(assessment: Assessment, late: AssessmentVersion) -> dict[str, str]:
    """Return what "write one text from both" begins with."""
    saved = values_of(assessment)
    texts = {
        name: together(saved[name], late.values.get(name, "")).strip("\n") for name in FIELDS if name != "confidence"
    }
    return {**texts, "confidence": saved["confidence"] or late.values.get("confidence", "")}


def _label(name: str) -> str:
    return str(Assessment._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def _words(name: str, value: str) -> str:
    return str(Confidence(value).label) if name == "confidence" and value else value
