"""Where staff enter replies that did not come online: `/desk/enter/`."""

from django.urls import path

from evidence.submissions.views import entry

app_name = "entry"
urlpatterns = [
    path("", entry.entries, name="list"),
    path("new/", entry.new, name="new"),
    path("<uuid:key>/", entry.answers, name="answers"),
    path("<uuid:key>/scan/", entry.scan, name="scan"),
    path("<uuid:key>/again/", entry.again, name="again"),
    path("<uuid:key>/differences/", entry.differences, name="differences"),
    path("<uuid:key>/record/", entry.record, name="record"),
]
