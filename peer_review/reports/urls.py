"""The report of a review: what everybody reads, and the pages of those inside it."""

from django.urls import path

from peer_review.reports.views import checking, desk, plan, public

app_name = "peer_reports"

urlpatterns = [
    path("", public.report, name="report"),
    path("editions/<int:number>/<str:kind>/", public.file, name="file"),
    path("action-plan/", public.action_plan, name="plan"),
    path("progress/", public.progress, name="progress"),
    path("desk/", desk.desk, name="desk"),
    path("write/", desk.write, name="write"),
    path("send/", desk.send, name="send"),
    path("finish/", desk.finish, name="finish"),
    path("take-back/", desk.take_back, name="take_back"),
    path("feedback/", desk.feedback, name="feedback"),
    path("draft/", checking.draft, name="draft"),
    path("draft/checked/", checking.checked, name="checked"),
    path("draft/<int:pk>/", checking.comment, name="comment"),
    path("log/", checking.log, name="log"),
    path("log/<int:pk>/accept/", checking.accept, name="accept"),
    path("log/<int:pk>/refuse/", checking.refuse, name="refuse"),
    path("action-plan/<int:finding>/add/", plan.add_action, name="add_action"),
    path("action-plan/actions/<int:pk>/", plan.change_action, name="change_action"),
    path("action-plan/actions/<int:pk>/standing/", plan.say_where_it_stands, name="stand"),
    path("action-plan/actions/<int:pk>/remove/", plan.remove_action, name="remove_action"),
    path("progress/<int:finding>/hosts/", plan.hosts_tell, name="hosts_tell"),
    path("progress/<int:finding>/team/", plan.team_tells, name="team_tells"),
]
