"""The notes of a review's team: `/peer-reviews/PR-3/notes/`."""

from django.urls import path

from peer_review.notes.views import lists, write

app_name = "peer_notes"
urlpatterns = [
    path("", write.write, name="write"),
    path("all/", lists.notes, name="all"),
    path("N<int:number>/", write.change, name="change"),
]
