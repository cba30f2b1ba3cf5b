"""Addresses of the moderation board, below those of a review."""

from django.urls import path

from peer_review.assessments.forms.board import FORMS
from peer_review.assessments.views import board

app_name = "peer_board"
urlpatterns = [
    path("", board.board, name="board"),
    path("<int:line>/", board.line, name="line"),
    path("<int:line>/history/", board.past, name="past"),
    path("<int:line>/agree/", board.agree, name="agree"),
    *(path(f"<int:line>/{what}/", board.say, {"what": what}, name=what) for what in FORMS),
]
