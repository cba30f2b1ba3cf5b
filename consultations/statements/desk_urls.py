"""Where they are written, and where comments are read."""

from django.urls import path

from consultations.statements import places  # noqa: F401 - says which words an address may begin with
from consultations.statements.views import desk, moderating

app_name = "statements_desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("new/", desk.begin, name="begin"),
    path("comments/", moderating.comments, name="comments"),
    path("comments/<uuid:key>/publish/", moderating.publish, name="publish_comment"),
    path("comments/<uuid:key>/decline/", moderating.decline, name="decline_comment"),
    path("<statements:place>/<int:number>/", desk.one, name="one"),
    path("<statements:place>/<int:number>/draft/", desk.draft, name="draft"),
    path("<statements:place>/<int:number>/act/", desk.act, name="act"),
    path("<statements:place>/<int:number>/progress/", desk.progress, name="progress"),
]
