"""How a call is edited in Wagtail: its tabs, and what the form refuses."""

from typing import Any

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

from consultations.calls.reading import differs


class CallPageForm(WagtailAdminPageForm):
    """Guards what people rely on: the address, the kind, and the questions of a call that is open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The reason of an earlier change says nothing of this one.
        self.initial["change_reason"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        stored = self._stored()
        if stored is None:
            return cleaned
        if stored.first_published_at and cleaned.get("slug", stored.slug) != stored.slug:
            self.add_error(
                "slug",
                _("This address has been public and people keep links to it, so it can't change: %(slug)s.")
                % {"slug": stored.slug},
            )
        if cleaned.get("kind", stored.kind) != stored.kind:
            self.add_error("kind", _("References were made from the kind. Create a new call instead."))
        if not self.is_deferred_validation and stored.is_open and self._changes(stored, cleaned):
            self._ask_for_reason(cleaned)
        return cleaned

    def _ask_for_reason(self, cleaned: dict[str, Any]) -> None:
        if not (cleaned.get("change_reason") or "").strip():
            self.add_error(
                "change_reason",
                _("This call is open and people are answering it. Say why you change its questions or times."),
            )

    def _stored(self) -> Page | None:
        return type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None

    @staticmethod
    def _changes(stored: Page, cleaned: dict[str, Any]) -> bool:
        times = ("opens_at", "closes_at")
        if any(name in cleaned and cleaned[name] != getattr(stored, name) for name in times):
            return True
        return "questionnaire" in cleaned and differs(stored, cleaned["questionnaire"])


class OpenCallWarning(HelpPanel):
    """Shown while the call is open."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.is_open)


class ReasonPanel(FieldPanel):
    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.is_open and super().is_shown())


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
