"""Addresses of a peer's own assessments, below those of a review."""

from django.urls import path

from peer_review.assessments.views import assessments, texts

app_name = "peer_assessments"
urlpatterns = [
    path("", assessments.mine, name="mine"),
    path("<int:line>/", assessments.one, name="one"),
    path("<int:line>/autosave/", assessments.autosave, name="autosave"),
    path("<int:line>/take-back/", assessments.take_back, name="take_back"),
    path("<int:line>/texts/<int:late>/", texts.texts, name="texts"),
]
