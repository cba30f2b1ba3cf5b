"""The secretariat's desk."""

from django.urls import path, re_path

from evidence.publication.urls import REFERENCE
from evidence.publication.views import desk, redaction, screening

# Numbers have at most eighteen digits in these addresses: more fit no column.
app_name = "desk"


def of_submission(route: str, view: object, name: str) -> object:
    return re_path(rf"^{REFERENCE}/{route}$", view, name=name)  # type: ignore[call-overload]


urlpatterns = [
    path("", desk.desk, name="desk"),
    path("hand-out/", desk.hand_out, name="hand_out"),
    path("publish/", desk.publish_chosen, name="publish_chosen"),
    of_submission("", screening.submission_page, "submission"),
    of_submission("preview/", screening.preview, "preview"),
    of_submission("note/", screening.note, "note"),
    of_submission(r"changes/(?P<number>\d{1,18})/", screening.changes, "changes"),
    of_submission(r"decide/(?P<verb>[a-z_]+)/", screening.decide, "decide"),
    of_submission("marks/", redaction.mark, "mark"),
    of_submission(r"marks/words/(?P<target>(?:answer|file)-\d{1,18})/", redaction.words, "words"),
    of_submission("marks/accept/", redaction.accept, "accept"),
    of_submission("marks/check/", redaction.check, "check_all"),
    of_submission(r"marks/(?P<pk>\d{1,18})/check/", redaction.check, "check"),
    of_submission(r"marks/(?P<pk>\d{1,18})/remove/", redaction.remove, "remove"),
    of_submission(r"marks/(?P<pk>\d{1,18})/open/", redaction.opened, "open"),
    of_submission(r"marks/(?P<pk>\d{1,18})/lift/", redaction.lift, "lift"),
    of_submission(r"marks/(?P<pk>\d{1,18})/settle/", redaction.settle_lift, "settle_lift"),
    of_submission(r"files/(?P<pk>\d{1,18})/", redaction.release_file, "release"),
    of_submission("purge/", redaction.purge, "purge"),
    of_submission(r"purge/(?P<pk>\d{1,18})/", redaction.settle_purge, "settle_purge"),
]
