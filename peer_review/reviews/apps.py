from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "peer_review.reviews"
    label = "peer_reviews"
    verbose_name = _("Peer reviews")

    def ready(self) -> None:
        from core.checks import NO_LIFECYCLE
        from peer_review.reviews import lifecycle  # noqa: F401 - register its table

        NO_LIFECYCLE["peer_reviews.Right.state"] = "a right is given in a state, and stands in none itself"
        post_migrate.connect(_give_rights, sender=self)


def _give_rights(using: str, **_: Any) -> None:
    """Give the rights that are given at first, to a database that has none."""
    from peer_review.reviews.domain.rights import give_at_first

    give_at_first(using=using)
