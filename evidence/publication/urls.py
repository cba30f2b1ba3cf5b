"""The register and the desk."""

from django.urls import path, re_path

from evidence.publication.views import edition, register

app_name = "publication"
REFERENCE = r"(?P<reference>[A-Z]{2,6}\d+-\d+)"

urlpatterns = [
    path("evidence/", register.register, name="register"),
    path("evidence/feed/", register.feed, name="feed"),
    path("evidence/feed/<slug:code>/", register.feed, name="call-feed"),
    re_path(r"^evidence/export\.(?P<suffix>csv|xlsx|json)$", register.export, name="export"),
    re_path(rf"^evidence/{REFERENCE}/$", edition.edition_page, name="edition"),
    re_path(rf"^evidence/{REFERENCE}/citation\.(?P<suffix>ris|bib)$", edition.citation, name="citation"),
    re_path(rf"^evidence/{REFERENCE}/attachments/(?P<position>\d{{1,4}})/$", edition.attachment, name="attachment"),
]
