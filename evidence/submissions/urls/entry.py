"""Where staff enter replies that did not come online: `/desk/enter/`."""

from django.urls import path

from evidence.submissions.views import entry, keying

app_name = "entry"
urlpatterns = [
    path("", entry.entries, name="list"),
    path("new/", entry.new, name="new"),
    path("<uuid:key>/", keying.answers, name="answers"),
    path("<uuid:key>/envelope/", entry.envelope, name="envelope"),
    path("<uuid:key>/discard/", entry.discard, name="discard"),
    path("<uuid:key>/scan/", keying.scan, name="scan"),
    path("<uuid:key>/scan/<uuid:file>/remove/", keying.remove_scan, name="remove_scan"),
    path("<uuid:key>/again/", keying.again, name="again"),
    path("<uuid:key>/differences/", keying.differences, name="differences"),
    path("<uuid:key>/record/", entry.record, name="record"),
]
