"""The files of a submission: `/respond/s/<key>/files/`. config.body_limit knows the two pages that take uploads."""

from django.urls import path

from evidence.submissions.views import attachments

app_name = "attachments"
urlpatterns = [
    path("", attachments.files_page, name="files"),
    path("list/", attachments.files_list, name="list"),
    path("for/<uuid:question>/", attachments.files_page, name="for_question"),
    path("for/<uuid:question>/list/", attachments.files_list, name="list"),
    path("<uuid:file>/", attachments.download, name="download"),
    path("<uuid:file>/remove/", attachments.remove_file, name="remove"),
    path("<uuid:file>/restore/", attachments.restore_file, name="restore"),
]
