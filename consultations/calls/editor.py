"""How a call is edited in Wagtail: its tabs, and what the form refuses."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Page

from consultations.calls.enums import CallStatus
from consultations.calls.publishing import documents_seen, obstacles_to, seen_of, workstreams_seen
from consultations.calls.reading import has_words
from consultations.calls.times import PlainTimes

ALWAYS_KEPT = ("slug", "kind")


class CallPageForm(PlainTimes, WagtailAdminPageForm):
    """Guards what people rely on: the address, the kind, what a call was cleared with, and a call that has opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The reason of an earlier change says nothing of this one.
        self.initial["change_reason"] = ""

    @cached_property
    def stored(self) -> Page | None:
        return self.instance.as_stored() if self.instance.pk else None

    def clean_outcome(self) -> str:
        """Take an emptied box for empty: Wagtail saves a paragraph without words."""
        outcome: str = self.cleaned_data["outcome"]
        if has_words(outcome):
            return outcome
        if self.stored and self.stored.status == CallStatus.OUTCOME:
            raise ValidationError(
                _("The outcome is published, so it can't be empty. Take it back first, under “Opening and outcome”.")
            )
        return ""

    def _post_clean(self) -> None:
        """Say what stands in the way, now that the page has what was entered. A draft must only keep address and kind."""
        super()._post_clean()
        if self.stored is None:
            return
        for one in obstacles_to(self.stored, self.instance, self._seen()):
            if one.field not in self.errors and (one.field in ALWAYS_KEPT or not self.is_deferred_validation):
                self.add_error(one.field, one.why)

    def _seen(self) -> dict[str, Any]:
        """Return what would be seen of the page, with what it gets only once it is saved."""
        seen = seen_of(self.instance)
        if "workstreams" in self.cleaned_data:
            seen["workstreams"] = workstreams_seen(self.cleaned_data["workstreams"])
        documents = self.formsets["documents"]
        if documents.is_valid():
            seen["documents"] = documents_seen(form.instance for form in documents.ordered_forms)
        return seen


def _has_opened(call: Page) -> bool:
    """Whether the call has, not the draft of it that is edited, which may have other times."""
    stored = call.as_stored() if call.pk else None
    return bool(stored and stored.has_opened)


class OpenCallWarning(HelpPanel):
    """Shown once the call has opened."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return _has_opened(self.instance)


class ReasonPanel(FieldPanel):
    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and _has_opened(self.instance))


def call_tabs(page: Any) -> TabbedInterface:
    """Return the tabs of a call in the order of the work."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    OpenCallWarning(template="calls/editor/open_call.html"),
                    ReasonPanel("change_reason"),
                    *page.content_panels,
                    FieldPanel("kind"),
                    FieldPanel("summary"),
                    FieldPanel("audience"),
                    FieldPanel("minutes_needed"),
                    FieldPanel("body"),
                    FieldPanel("workstreams"),
                ],
                heading=gettext_lazy("What is asked"),
            ),
            ObjectList(
                [
                    HelpPanel(template="calls/editor/questions.html"),
                    FieldPanel("questionnaire"),
                    FieldPanel("wording_note"),
                    FieldPanel("sign_off_offered"),
                ],
                heading=gettext_lazy("Questions"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=gettext_lazy("Open")),
                    MultiFieldPanel(
                        [
                            FieldPanel("contact_email"),
                            FieldPanel("contact_telephone"),
                            FieldPanel("postal_address"),
                        ],
                        heading=gettext_lazy("Other ways to answer, and help"),
                    ),
                    PageChooserPanel("privacy_notice", "pages.PrivacyNoticePage"),
                    InlinePanel(
                        "documents", label=gettext_lazy("Document"), heading=gettext_lazy("Documents and formats")
                    ),
                ],
                heading=gettext_lazy("Times and documents"),
            ),
            ObjectList([FieldPanel("outcome")], heading=gettext_lazy("Outcome")),
            ObjectList(page.promote_panels, heading=gettext_lazy("Address")),
        ]
    )
