"""A standing body as anyone may read of it: what it is for, by what rules it works, and its terms of reference."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from consultations.assemblies.enums import DecidesBy, Remit
from core.page_addresses import LastingAddress
from core.page_views import shown_by
from core.rich_text import PROSE


class BodyPage(LastingAddress, Page):
    """An assembly, a forum, or a part of one. `quorum` is the share in per cent of the seats that are held."""

    purpose = models.TextField(max_length=400, help_text=_("One or two sentences."))
    remit = RichTextField(_("Remit: what it may look at, and what not"), blank=True, features=PROSE)
    advises = models.CharField(_("It"), max_length=10, choices=Remit, default=Remit.ADVISES)
    secretariat = models.CharField(max_length=200, blank=True, help_text=_("Who runs it: an organisation or a team."))
    contact = models.EmailField(blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("Papers are published this many days before a session"), default=7, validators=[MaxValueValidator(90)]
    )
    quorum = models.PositiveSmallIntegerField(
        _("Quorum, in per cent of the seats that are held"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    decides_by = models.CharField(_("Carried by"), max_length=12, choices=DecidesBy, default=DecidesBy.CONSENSUS)

    serve = serve_preview = shown_by("consultations.assemblies.views.body.body_page")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "reviews.ReviewPage", "assemblies.BodyPage"]
    subpage_types: ClassVar[list[str]] = ["assemblies.BodyPage", "assemblies.SessionPage", "pages.ContentPage"]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("purpose"),
        FieldPanel("remit"),
        MultiFieldPanel([FieldPanel("secretariat"), FieldPanel("contact")], heading=_("Who runs it")),
        MultiFieldPanel(
            [FieldPanel("advises"), FieldPanel("decides_by"), FieldPanel("quorum"), FieldPanel("notice_days")],
            heading=_("Its rules"),
        ),
    ]

    class Meta:
        verbose_name = _("standing body")
        verbose_name_plural = _("standing bodies")
        constraints = [
            models.CheckConstraint(condition=Q(quorum__gte=1, quorum__lte=100), name="quorum_is_a_share"),
        ]


class TermsOfReference(models.Model):
    """One version. None is changed or taken away: what a body was for on a day can be read for good."""

    body = models.ForeignKey(BodyPage, on_delete=models.PROTECT, related_name="terms_of_reference")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text=_("Cleaned HTML."))
    change = models.CharField(_("What changed, and why"), max_length=300, blank=True)
    adopted_on = models.DateField()
    published_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = _("terms of reference")
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.body_id} v{self.number}"
