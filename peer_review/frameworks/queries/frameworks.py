"""Which frameworks and versions there are, and who may read which."""

from django.db.models import Count, F, Prefetch, QuerySet

from peer_review.frameworks.enums import FROZEN, VersionState
from peer_review.frameworks.models import Framework, FrameworkVersion, Theme


def versions_shown() -> QuerySet[FrameworkVersion]:
    """Return the versions that everybody may read: those that are or were in force, of frameworks that are public."""
    return FrameworkVersion.objects.filter(state__in=FROZEN, framework__is_public=True).select_related(
        "framework__base__framework"
    )


def in_force_for_everybody() -> QuerySet[FrameworkVersion]:
    """Return what everybody may read and is in force, core frameworks first, each with its themes and their count of lines."""
    themes = Prefetch("themes", Theme.objects.annotate(line_count=Count("lines")))
    return (
        versions_shown()
        .filter(state=VersionState.IN_FORCE)
        .order_by(F("framework__base").asc(nulls_first=True), "framework__name")
        .prefetch_related(themes)
    )


def to_begin_from() -> QuerySet[FrameworkVersion]:
    """Return the versions that a review may begin from: of core frameworks, in force."""
    rows = FrameworkVersion.objects.filter(state=VersionState.IN_FORCE, framework__base__isnull=True)
    return rows.select_related("framework").order_by("framework__name")


def kept() -> QuerySet[Framework]:
    """Return every framework as the desk lists it, core ones first, with its versions, the last first."""
    versions = Prefetch("versions", FrameworkVersion.objects.order_by("-number"))
    return (
        Framework.objects.select_related("base__framework")
        .prefetch_related(versions)
        .order_by(F("base").asc(nulls_first=True), "name")
    )


def versions_of(framework: Framework) -> QuerySet[FrameworkVersion]:
    """Return every version, drafts too, the last first: for those who keep frameworks."""
    rows = FrameworkVersion.objects.filter(framework=framework).select_related(
        "framework__base__framework", "published_by"
    )
    return rows.order_by("-number")


def draft_of(framework: Framework) -> FrameworkVersion | None:
    return versions_of(framework).filter(state=VersionState.DRAFT).first()
