"""Every address of the site."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import design, health
from core.outbox.views import mail
from core.too_large import too_large
from peer_review.notes.views.kept import kept

urlpatterns = [
    path("-/liveness", health.liveness),
    path("-/readiness", health.readiness),
    path("-/too-large", too_large),
    path("design/", design.design, name="design"),
    path("design/form/", design.design_form, name="design-form"),
    path("mail/", mail, name="mail"),
    path("accounts/", include("allauth.urls")),
    path("admin/", include("accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("respond/s/<uuid:key>/files/", include("evidence.submissions.urls.files")),
    path("respond/", include("evidence.submissions.urls.respond")),
    path("my/", include("evidence.submissions.urls.my")),
    path("organisations/", include("organisations.urls")),
    path("search/alerts/", include("search.alerts.urls")),
    path("search/", include("search.urls")),
    path("peer-reviews/", include("peer_review.teams.short_urls")),
    path("peer-reviews/", include("peer_review.visits.short_urls")),
    path("peer-reviews/<str:reference>/on-site/", include("peer_review.visits.urls")),
    path("peer-reviews/<str:reference>/team/", include("peer_review.teams.urls")),
    path("peer-reviews/<str:reference>/assessments/", include("peer_review.assessments.urls.mine")),
    path("peer-reviews/<str:reference>/board/", include("peer_review.assessments.urls.board")),
    path("peer-reviews/<str:reference>/scores/", include("peer_review.assessments.urls.scores")),
    path("peer-reviews/<str:reference>/findings/", include("peer_review.findings.urls")),
    path("peer-reviews/<str:reference>/room/", include("peer_review.room.urls")),
    path("peer-reviews/<str:reference>/notes/", include("peer_review.notes.urls")),
    path("peer-reviews/kept-notes/", kept, name="kept_notes"),
    path("peer-reviews/library/", include("peer_review.library.urls")),
    path("peer-reviews/<str:reference>/report/", include("peer_review.reports.urls")),
    path("peer-reviews/", include("peer_review.reviews.urls")),
    path("bodies/", include("consultations.assemblies.urls")),
    path("peer-reviews/", include("peer_review.pool.urls")),
    path("peer-reviews/", include("peer_review.frameworks.urls")),
    path("town-halls/", include("consultations.townhalls.urls")),
    path("t/", include("consultations.townhalls.short_urls")),
    path("", include("pages.urls")),
    path("", include("consultations.calls.urls")),
    path("reviews/", include("consultations.reviews.urls")),
    path("workstreams/", include("consultations.workstreams.urls")),
    path("", include("consultations.statements.urls")),
    path("desk/statements/", include("consultations.statements.desk_urls")),
    path("desk/enter/", include("evidence.submissions.urls.entry")),
    path("desk/", include("evidence.publication.desk_urls")),
    path("", include("evidence.publication.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "pages.views.errors.bad_request"
handler403 = "pages.views.errors.forbidden"
handler404 = "pages.views.errors.not_found"
handler429 = "pages.views.errors.too_many"  # allauth asks for it
handler500 = "pages.views.errors.server_error"
