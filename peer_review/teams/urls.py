"""Addresses of a review's team: /peer-reviews/PR-3/team/…"""

from django.urls import URLPattern, path

from peer_review.teams.views import answers, proposals, team

app_name = "peer_teams"
urlpatterns: list[URLPattern] = [
    path("", team.team, name="team"),
    path("need/", team.need, name="need"),
    path("propose/", proposals.propose, name="propose"),
    path("add/", team.add, name="add"),
    path("invite/", team.invite_all, name="invite_all"),
    path("step-out/", answers.step_out, name="step_out"),
    path("<int:pk>/act/", team.act, name="act"),
    path("<int:pk>/exchange/", team.exchange, name="exchange"),
    path("<int:pk>/release/", team.release, name="release"),
    path("<int:pk>/feedback/", answers.feedback, name="feedback"),
    path("hosts/<int:host>/feedback/", answers.feedback_of_host, name="feedback_of_host"),
]
