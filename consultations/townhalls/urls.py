"""What people do in a town hall. Its own address is a page's."""

from django.urls import path

from consultations.townhalls.views import desk, following, public, screen

app_name = "townhalls"
urlpatterns = [
    path("<int:pk>/screen/", screen.screen, name="screen"),
    path("<int:pk>/speak/", public.speak, name="speak"),
    path("<int:pk>/address/", public.address, name="address"),
    path("<int:pk>/reply/<uuid:key>/", public.reply, name="reply"),
    path("<int:pk>/vote/<uuid:key>/", public.cast, name="vote"),
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/desk/state/", desk.state, name="state"),
    path("<int:pk>/desk/measure/", desk.measure, name="measure"),
    path("<int:pk>/desk/measure/end/", desk.end_measure, name="end_measure"),
    path("<int:pk>/desk/several/", desk.bulk, name="bulk"),
    path("<int:pk>/desk/undo/", desk.undo, name="undo"),
    path("<int:pk>/desk/keys/", desk.keys, name="keys"),
    path("<int:pk>/desk/<uuid:key>/", desk.one, name="one"),
    path("<int:pk>/desk/<uuid:key>/act/", desk.act, name="act"),
    path("<int:pk>/desk/<uuid:key>/note/", desk.note, name="note"),
    *(path(f"<int:pk>/desk/<uuid:key>/{what}/", desk.decide, {"what": what}, name=what) for what in desk.FORMS),
    path("<uuid:key>/live/", following.needs_a_line, name="live"),
    path("<uuid:key>/stream/", following.needs_a_line, name="stream"),
    path("<uuid:key>/events/", following.events, name="events"),
    path("<uuid:key>/desk/live/", following.needs_a_line, name="desk_live"),
    path("<uuid:key>/desk/events/", following.desk_events, name="desk_events"),
    path("said/<uuid:key>/changes/", public.wordings, name="wordings"),
    path("confirm/<str:token>/", public.confirm, name="confirm"),
]
