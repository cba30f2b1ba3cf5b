"""Addresses of the sheet of points, below those of a review."""

from django.urls import path

from peer_review.assessments.views import scores

app_name = "peer_scores"
urlpatterns = [
    path("", scores.scores, name="scores"),
    path("<int:line>/", scores.score, name="score"),
]
