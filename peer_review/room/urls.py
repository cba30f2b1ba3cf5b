"""The evidence room of a review: `/peer-reviews/PR-3/room/`."""

from django.urls import path, re_path

from peer_review.room.views import front, items, packs

app_name = "peer_room"
urlpatterns = [
    path("", front.front, name="front"),
    path("items/", items.items, name="items"),
    path("add/", items.put_in, name="put_in"),
    path("ask/", items.ask_for, name="ask_for"),
    path("E<int:number>/", items.item, name="item"),
    path("E<int:number>/file/", items.file, name="file"),
    path("E<int:number>/tag/", items.tag, name="tag"),
    path("E<int:number>/lines/<int:line>/", items.point, name="point"),
    re_path(r"^E(?P<number>[0-9]{1,9})/(?P<what>give|change|copy|withdraw)/$", items.act, name="act"),
    path("pack/", packs.whole, name="pack"),
    path("pack/hand-out/", packs.hand_out, name="hand_out"),
    path("pack/offline/", packs.offline, name="offline"),
    path("pack/<int:line>/", packs.of_line, name="pack_of_line"),
    path("pack/<int:line>/offline/", packs.offline, name="offline_of_line"),
    path("pack/move/<int:tag>/", packs.move, name="move"),
]
