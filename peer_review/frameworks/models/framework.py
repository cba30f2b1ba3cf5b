"""A framework, and its versions: what peers look at."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from peer_review.frameworks.enums import VersionState


class Framework(models.Model):
    """A core framework, or a local edition of one: `base` is the version whose core it holds, unchanged, and adds to.

    The public reads every version of a core framework that is or was in force, and those of a local edition once it was made
    public: before that it would tell which system is about to be reviewed, and what worries it.
    """

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    purpose = models.TextField(max_length=600)
    base = models.ForeignKey(
        "FrameworkVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(base__isnull=False) | Q(is_public=True), name="a_core_framework_is_public"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("frameworks:one", args=[self.slug])

    @property
    def is_local(self) -> bool:
        return self.base_id is not None


class FrameworkVersion(models.Model):
    """One version. Once it is in force the database refuses every change to it and to what it holds, but that it is retired.

    A review points to the version that it uses, and so goes on with it whatever comes later. `changed` says what is new in
    it and why, in words fit for everybody.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    changed = models.TextField(max_length=1000, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["framework", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["framework", "number"], name="one_framework_version_of_a_number"),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(state=VersionState.DRAFT), name="one_draft_a_framework"
            ),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(state=VersionState.IN_FORCE), name="one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=VersionState.DRAFT,
                    published_at__isnull=True,
                    published_by__isnull=True,
                    retired_at__isnull=True,
                )
                | Q(
                    state=VersionState.IN_FORCE,
                    published_at__isnull=False,
                    published_by__isnull=False,
                    retired_at__isnull=True,
                )
                | Q(
                    state=VersionState.RETIRED,
                    published_at__isnull=False,
                    published_by__isnull=False,
                    retired_at__isnull=False,
                ),
                name="a_framework_in_force_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT) | Q(number=1) | ~Q(changed=""),
                name="a_later_framework_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return _("%(framework)s, version %(number)d") % {"framework": self.framework.name, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("frameworks:version", args=[self.framework.slug, self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT
