"""What people do in a town hall. Its own address is a page's."""

from django.urls import path

from consultations.townhalls.views import desk, following, public, record, recording

app_name = "townhalls"
urlpatterns = [
    path("<int:pk>/speak/", public.speak, name="speak"),
    path("<int:pk>/address/", public.address, name="address"),
    path("<int:pk>/reply/<uuid:key>/", public.reply, name="reply"),
    path("<int:pk>/vote/<uuid:key>/", public.cast, name="vote"),
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/desk/state/", desk.state, name="state"),
    path("<int:pk>/desk/measure/", desk.measure, name="measure"),
    path("<int:pk>/desk/recording/", recording.recording, name="recording"),
    path("<int:pk>/desk/agenda/<int:item>/", recording.began, name="began"),
    path("<int:pk>/desk/agenda/<int:item>/now/", recording.begin_now, name="begin_now"),
    path("<int:pk>/transcript/", record.transcript, name="transcript"),
    path("<int:pk>/timeline/", record.timeline, name="timeline"),
    path("<int:pk>/moderation/", record.moderation, name="moderation"),
    path("<int:pk>/part/<int:number>/", record.part, name="part"),
    *(path(f"<int:pk>/{name}", record.file, {"name": name}, name=name) for name in record.FILES),
    path("said/<uuid:key>/", record.said, name="said"),
    path("<int:pk>/desk/<uuid:key>/", desk.act, name="act"),
    *(
        path(f"<int:pk>/desk/<uuid:key>/{what}/", desk.decide, {"what": what}, name=what)
        for what in ("decline", "edit", "answer", "merge")
    ),
    path("<uuid:key>/live/", following.needs_a_socket, name="live"),
    path("<uuid:key>/events/", following.events, name="events"),
    path("said/<uuid:key>/changes/", public.wordings, name="wordings"),
    path("confirm/<str:token>/", public.confirm, name="confirm"),
]
