"""The register and the desk."""

from django.urls import path

from evidence.publication.views import edition

app_name = "publication"
urlpatterns = [
    path("evidence/<str:reference>/", edition.edition_page, name="edition"),
]
