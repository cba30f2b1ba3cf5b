"""What people do in a town hall. Its own address is a page's."""

from django.urls import path

from consultations.townhalls.views import desk, following, polls, polls_desk, public, record, recording, screen

app_name = "townhalls"
urlpatterns = [
    path("<int:pk>/screen/", screen.screen, name="screen"),
    path("<int:pk>/speak/", public.speak, name="speak"),
    path("<int:pk>/address/", public.address, name="address"),
    path("<int:pk>/reply/<uuid:key>/", public.reply, name="reply"),
    path("<int:pk>/vote/<uuid:key>/", public.cast, name="vote"),
    path("<int:pk>/polls/<uuid:key>/", polls.poll, name="poll"),
    path("<int:pk>/polls/results.<str:form>", polls.results, name="poll_results"),
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/desk/polls/", polls_desk.polls, name="polls_desk"),
    path("<int:pk>/desk/polls/new/<str:kind>/", polls_desk.new, name="poll_new"),
    path("<int:pk>/desk/polls/<uuid:key>/", polls_desk.one, name="poll_desk"),
    path("<int:pk>/desk/polls/<uuid:key>/move/", polls_desk.move, name="poll_move"),
    path("<int:pk>/desk/polls/<uuid:key>/word/", polls_desk.word, name="poll_word"),
    path("<int:pk>/desk/state/", desk.state, name="state"),
    path("<int:pk>/desk/measure/", desk.measure, name="measure"),
    path("<int:pk>/desk/measure/end/", desk.end_measure, name="end_measure"),
    path("<int:pk>/desk/recording/", recording.recording, name="recording"),
    path("<int:pk>/desk/agenda/<int:item>/", recording.began, name="began"),
    path("<int:pk>/desk/agenda/<int:item>/now/", recording.begin_now, name="begin_now"),
    path("<int:pk>/transcript/", record.transcript, name="transcript"),
    path("<int:pk>/timeline/", record.timeline, name="timeline"),
    path("<int:pk>/moderation/", record.moderation, name="moderation"),
    path("<int:pk>/part/<int:number>/", record.part, name="part"),
    *(path(f"<int:pk>/{name}", record.file, {"name": name}, name=name) for name in record.FILES),
    path("said/<uuid:key>/", record.said, name="said"),
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
