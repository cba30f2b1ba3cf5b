"""What changed from one version of minutes or of terms of reference to the next."""

from consultations.assemblies.models import Minutes, TermsOfReference
from consultations.assemblies.writing import words_of
from core.differences import Run, differences

Version = Minutes | TermsOfReference


def changes_in(version: Version, before: Version | None) -> list[Run]:
    """Return what a version took out and put in; nothing for the first."""
    return differences(words_of(before.text), words_of(version.text)) if before else []
