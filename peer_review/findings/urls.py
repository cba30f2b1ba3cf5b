"""Addresses of findings in the making, below those of a review."""

from django.urls import path

from peer_review.findings.forms import FORMS
from peer_review.findings.views import evidence, findings

app_name = "peer_findings"
urlpatterns = [
    path("", findings.findings, name="list"),
    path("triangulation/", findings.triangulation, name="triangulation"),
    path("new/", findings.new, name="new"),
    path("<int:finding>/", findings.one, name="one"),
    path("<int:finding>/history/", findings.past, name="past"),
    path("<int:finding>/evidence/", evidence.evidence, name="evidence"),
    path("<int:finding>/act/", findings.act, name="act"),
    *(path(f"<int:finding>/{what}/", findings.say, {"what": what}, name=what) for what in FORMS),
]
