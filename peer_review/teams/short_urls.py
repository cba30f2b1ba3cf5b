"""Addresses of teams outside of one review: links in invitations, and the proposals of a programme."""

from django.urls import URLPattern, path

from peer_review.teams.views import answers, proposals

app_name = "peer_invitations"
urlpatterns: list[URLPattern] = [
    path("invitations/<str:token>/", answers.invitation, name="invitation"),
    path("invitations/<str:token>/step-out/", answers.step_out_by_link, name="step_out"),
    path("invitations/<str:token>/account/", answers.use_account, name="account"),
    path("teams/<slug:slug>/", proposals.propose_programme, name="programme"),
]
