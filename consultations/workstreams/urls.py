"""Addresses of what a review says, and of asking to join a workstream. Those of workstreams themselves are pages."""

from django.urls import URLPattern, path

from consultations.workstreams.enums import StatementKind
from consultations.workstreams.views import drafting, joining, statements

app_name = "workstreams"


def _of(kind: StatementKind) -> list[URLPattern]:
    """/recommendations/, /recommendations/7/ and what belongs to them."""
    name, at = kind.value, f"{kind.value}s"
    given = {"kind": name}
    return [
        path(f"{at}/", statements.all_of, given, name=at),
        path(f"{at}/feed/", statements.feed, given, name=f"{at}_feed"),
        path(f"{at}/<int:number>/", statements.one, given, name=name),
        path(f"{at}/<int:number>/changes/", statements.changes, given, name=f"{name}_changes"),
        path(f"{at}/<int:number>/feed/", statements.feed, given, name=f"{name}_feed"),
    ]


urlpatterns = [
    *_of(StatementKind.PRINCIPLE),
    *_of(StatementKind.RECOMMENDATION),
    path("statements/", drafting.desk, name="desk"),
    path("statements/<int:pk>/draft/", drafting.draft, name="draft"),
    path("statements/<int:pk>/publish/", drafting.publish, name="publish"),
    path("statements/<int:pk>/progress/", drafting.progress, name="progress"),
    path("workstreams/<int:pk>/join/", joining.join, name="join"),
    path("workstreams/<int:pk>/requests/", joining.requests, name="requests"),
    path("workstreams/requests/<int:pk>/", joining.answer, name="request"),
    path("workstreams/join/<str:token>/", joining.confirm, name="join_confirm"),
]
