"""What rows of this room are called beside their keys in the audit log."""

from collections.abc import Collection, Mapping

from consultations.assemblies.models import BodyPage, Member


def names_of_bodies(keys: Collection[int]) -> Mapping[int, str]:
    return dict(BodyPage.objects.filter(pk__in=keys).values_list("pk", "draft_title"))


def names_of_members(keys: Collection[int]) -> Mapping[int, str]:
    """Members are public: whoever reads the log may read their names."""
    return dict(Member.objects.filter(pk__in=keys).values_list("pk", "name"))
