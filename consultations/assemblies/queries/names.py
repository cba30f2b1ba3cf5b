"""What rows of this room are called beside their keys in the audit log."""

from collections.abc import Collection, Mapping

from consultations.assemblies.models import Advice, BodyPage, Member


def names_of_bodies(keys: Collection[int]) -> Mapping[int, str]:
    return dict(BodyPage.objects.filter(pk__in=keys).values_list("pk", "draft_title"))


def names_of_members(keys: Collection[int]) -> Mapping[int, str]:
    """Members are public: whoever reads the log may read their names."""
    return dict(Member.objects.filter(pk__in=keys).values_list("pk", "name"))


def names_of_advice(pks: Collection[int]) -> Mapping[int, str]:
    """Return how the log calls advice: by its reference."""
    return dict(Advice.objects.filter(pk__in=pks).values_list("pk", "reference"))
