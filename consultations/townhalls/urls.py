"""What people do in a town hall. Its own address is a page's."""

from django.urls import path

from consultations.townhalls.views import citing, desk, following, lists, public

app_name = "townhalls"
urlpatterns = [
    path("", lists.all_town_halls, name="list"),
    path("calendar.ics", lists.calendar_file, name="calendar"),
    path("feed/", lists.feed, name="feed"),
    path("of/<int:pk>/calendar.ics", lists.calendar_file, name="calendar-of"),
    path("of/<int:pk>/feed/", lists.feed, name="feed-of"),
    path("<int:pk>/feed/", lists.questions_feed, name="questions-feed"),
    path("q/<int:number>/", citing.question, name="question"),
    path("said/<uuid:key>/", citing.said, name="said"),
    path("<int:pk>/speak/", public.speak, name="speak"),
    path("<int:pk>/address/", public.address, name="address"),
    path("<int:pk>/reply/<uuid:key>/", public.reply, name="reply"),
    path("<int:pk>/vote/<uuid:key>/", public.cast, name="vote"),
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/desk/state/", desk.state, name="state"),
    path("<int:pk>/desk/measure/", desk.measure, name="measure"),
    path("<int:pk>/desk/<uuid:key>/", desk.act, name="act"),
    *(
        path(f"<int:pk>/desk/<uuid:key>/{what}/", desk.decide, {"what": what}, name=what)
        for what in ("decline", "edit", "answer", "merge")
    ),
    path("<uuid:key>/live/", following.needs_a_line, name="live"),
    path("<uuid:key>/stream/", following.needs_a_line, name="stream"),
    path("<uuid:key>/events/", following.events, name="events"),
    path("<uuid:key>/desk/live/", following.needs_a_line, name="desk_live"),
    path("<uuid:key>/desk/events/", following.desk_events, name="desk_events"),
    path("said/<uuid:key>/changes/", public.wordings, name="wordings"),
    path("confirm/<str:token>/", public.confirm, name="confirm"),
]
