"""Where respondents answer: `/respond/`. What stands behind a key opens only to those who write it."""

from django.urls import URLPattern, path

from evidence.submissions.views import (
    check,
    colleagues,
    conflict,
    copies,
    details,
    equality,
    later,
    receipt,
    section,
    start,
    tasks,
    withdraw,
)

app_name = "respond"


def of_submission(route: str, view: object, name: str) -> URLPattern:
    return path(f"s/<uuid:key>/{route}", view, name=name)  # type: ignore[call-overload]


urlpatterns = [
    path("open/<str:token>/", start.open_link, name="open"),
    path("link/", start.send_link, name="send_link"),
    path("later/<str:token>/", later.open_later, name="open_later"),
    of_submission("", tasks.task_list, "tasks"),
    of_submission("adopt/", tasks.adopt_draft, "adopt"),
    of_submission("about/", details.about, "about"),
    of_submission("publishing/", details.publishing, "publishing"),
    of_submission("section/<int:section>/", section.section_page, "section"),
    of_submission("section/<int:section>/autosave/", section.autosave, "autosave"),
    of_submission("conflict/<int:pk>/", conflict.conflict_page, "conflict"),
    of_submission("colleagues/", colleagues.colleagues_page, "colleagues"),
    of_submission("colleagues/<int:pk>/remove/", colleagues.remove, "remove_colleague"),
    of_submission("colleagues/<int:pk>/link/", colleagues.send_again, "send_invitation_again"),
    of_submission("owners/", colleagues.owners, "owners"),
    of_submission("sign-off/", colleagues.sign_off_page, "sign_off"),
    of_submission("check/", check.check_answers, "check"),
    of_submission("receipt/", receipt.receipt, "receipt"),
    of_submission("copy/", copies.sent_page, "copy"),
    of_submission("copy.docx", copies.sent_docx, "copy_docx"),
    of_submission("draft/", copies.draft_page, "draft"),
    of_submission("draft.docx", copies.draft_docx, "draft_docx"),
    of_submission("reply/<int:pk>/", withdraw.reply, "reply"),
    of_submission("withdraw/", withdraw.withdraw, "withdraw"),
    of_submission("equality/", equality.equality_page, "equality"),
    path("<slug:code>/", start.start, name="start"),
    path("<slug:code>/later/", later.ask_later, name="later"),
]
