"""Peer reviews: the public pages, the managers' desk, and the pages of those inside a review."""

from django.urls import path, register_converter

from peer_review.reviews.addresses import ReferenceConverter
from peer_review.reviews.views import dashboard, inside, mine, public

app_name = "peer_reviews"
register_converter(ReferenceConverter, "peer_review")
ONE = "<peer_review:reference>/"

urlpatterns = [
    path("", public.all_reviews, name="list"),
    path("mine/", mine.mine, name="mine"),
    path("desk/", dashboard.dashboard, name="dashboard"),
    path(ONE, public.one, name="one"),
    path(f"{ONE}desk/", inside.desk, name="desk"),
]
