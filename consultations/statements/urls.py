"""Where everybody reads principles and recommendations: /principles/2/, /recommendations/7/."""

from django.urls import path

from consultations.statements import places  # noqa: F401 - says which words an address may begin with
from consultations.statements.views import feeds, public

app_name = "statements"
urlpatterns = [
    path("<statements:place>/", public.all_of_a_kind, name="list"),
    path("<statements:place>/feed/", feeds.all_of_a_kind, name="feed"),
    path("<statements:place>/<int:number>/", public.one, name="one"),
    path("<statements:place>/<int:number>/feed/", feeds.one, name="feed-of"),
    path("<statements:place>/<int:number>/versions/<int:which>/", public.version, name="version"),
    path("<statements:place>/<int:number>/changes/", public.changes, name="changes"),
    path("<statements:place>/<int:number>/comment/", public.speak, name="speak"),
    path("<statements:place>/<int:number>/address/", public.address, name="address"),
    path("comments/confirm/<str:token>/", public.confirm, name="confirm"),
]
