"""Where everybody reads what peers look at, and the desk of those who keep it."""

from django.urls import path

from peer_review.frameworks.views import desk, drafting, public

DESK = "desk/frameworks/"
ONE = f"{DESK}<slug:slug>/"
DRAFT = f"{ONE}draft/"

app_name = "frameworks"
urlpatterns = [
    path("framework/", public.in_force, name="list"),
    path("framework/<slug:slug>/", public.one, name="one"),
    path("framework/<slug:slug>/<int:number>/", public.one, name="version"),
    path("framework/<slug:slug>/changes/", public.changes, name="changes"),
    path(DESK, desk.desk, name="desk"),
    path("desk/begin-framework/", desk.begin, name="begin"),
    path(ONE, desk.one, name="desk_one"),
    path(f"{ONE}name/", desk.describe, name="describe"),
    path(f"{ONE}new-version/", desk.new_version, name="new_version"),
    path(f"{ONE}public/", desk.make_public, name="make_public"),
    path(f"{ONE}changes/", desk.changes, name="desk_changes"),
    path(f"{ONE}versions/<int:number>/", desk.version, name="desk_version"),
    path(f"{ONE}versions/<int:number>/local-edition/", desk.local_edition, name="local_edition"),
    path(DRAFT, drafting.draft, name="draft"),
    path(f"{DRAFT}put-in-force/", drafting.put_in_force, name="put_in_force"),
    path(f"{DRAFT}discard/", drafting.discard, name="discard"),
    path(f"{DRAFT}themes/new/", drafting.new, {"what": "theme"}, name="new_theme"),
    path(f"{DRAFT}themes/<uuid:key>/", drafting.theme, name="draft_theme"),
    path(f"{DRAFT}themes/<uuid:key>/remove/", drafting.remove_theme, name="remove_theme"),
    path(f"{DRAFT}themes/<uuid:key>/order/", drafting.order, {"what": "theme"}, name="order_theme"),
    path(f"{DRAFT}lines/new/", drafting.new, {"what": "line"}, name="new_line"),
    path(f"{DRAFT}lines/<uuid:key>/", drafting.line, name="draft_line"),
    path(f"{DRAFT}lines/<uuid:key>/remove/", drafting.remove_line, name="remove_line"),
    path(f"{DRAFT}lines/<uuid:key>/order/", drafting.order, {"what": "line"}, name="order_line"),
]
