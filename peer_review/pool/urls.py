"""Addresses of the pool: the managers' desk, a peer's own page, and what is said of one peer."""

from django.urls import URLPattern, path

from peer_review.pool.views import desk, peer

DESK, ONE = "desk/pool/", "peers/<int:pk>/"

app_name = "pool"
urlpatterns: list[URLPattern] = [
    path(DESK, desk.pool, name="list"),
    path(f"{DESK}new/", desk.add, name="add"),
    path(f"{DESK}skills/", desk.skills, name="skills"),
    path(f"{DESK}skills/new/", desk.add_skill, name="add_skill"),
    path(f"{DESK}skills/<slug:slug>/retire/", desk.retire, name="retire_skill"),
    path(f"{DESK}<int:pk>/", desk.peer, name="peer"),
    path(f"{DESK}<int:pk>/account/", desk.account, name="account"),
    path("peer/", peer.own, name="own"),
    path(f"{ONE}change/", peer.change, name="change"),
    path(f"{ONE}training/", peer.training, name="training"),
    path(f"{ONE}training/<int:record>/remove/", peer.remove_training, name="remove_training"),
    path(f"{ONE}days/", peer.availability, name="availability"),
    path(f"{ONE}days/<int:record>/take-back/", peer.take_back, name="take_back"),
    path(f"{ONE}declare/", peer.declare, name="declare"),
    path(f"{ONE}declarations/<int:record>/withdraw/", peer.withdraw, name="withdraw"),
    path(f"{ONE}renew/", peer.renew, name="renew"),
    path(f"{ONE}state/", peer.state, name="state"),
]
