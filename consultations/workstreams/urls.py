"""Addresses of what a review says. Those of its workstreams are pages."""

from django.urls import URLPattern, path

from consultations.workstreams.enums import StatementKind
from consultations.workstreams.views import drafting, statements

app_name = "statements"


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
]
