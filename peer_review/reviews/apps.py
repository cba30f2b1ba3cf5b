from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "peer_review.reviews"
    label = "peer_reviews"
    verbose_name = _("Peer reviews")

    def ready(self) -> None:
        from accounts.landing import offer_landing
        from core.checks import NO_LIFECYCLE
        from core.log_names import offer_names
        from core.outbox.addresses import keep_addresses
        from core.sitemaps import offer_sitemap
        from peer_review.reviews import citations, lifecycle, panels, sitemap  # noqa: F401 - register their tables
        from peer_review.reviews.domain import alerts, statement  # noqa: F401 - register their sweepers
        from peer_review.reviews.queries import names

        NO_LIFECYCLE["peer_reviews.Right.state"] = "a right is given in a state, and stands in none itself"
        post_migrate.connect(_give_rights, sender=self)
        citations.register()
        panels.offer_panels()
        offer_landing(panels.landing)
        keep_addresses("peer_review.withdrawn")  # peers who were asked get it too
        offer_names("peer_reviews.review", names.names_of_reviews)
        offer_names("peer_reviews.programme", names.names_of_programmes)
        offer_names("peer_reviews.positionpart", names.names_of_parts)
        offer_sitemap("peer-reviews", sitemap.ReviewLists)
        offer_sitemap("peer-review-programmes", sitemap.ProgrammeSitemap)
        offer_sitemap("each-peer-review", sitemap.ReviewSitemap)


def _give_rights(using: str, **_: Any) -> None:
    """Give the rights that are given at first, to a database that has none."""
    from peer_review.reviews.domain.rights import give_at_first

    give_at_first(using=using)
