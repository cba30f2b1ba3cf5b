"""People. An address is the only name needed to sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import EDITING_ROLES, STAFF_ROLES, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person; without a password they can sign in only after setting one by mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in. `is_staff` is not consulted: roles are."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("email address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def audit_name(self) -> str:
        return f"user:{self.pk}"

    @cached_property
    def roles(self) -> frozenset[str]:
        """The names of the roles this person holds: one query a request."""
        return frozenset(self.groups.values_list("name", flat=True)) & frozenset(Role.values)

    def holds(self, *roles: Role) -> bool:
        """Whether this person holds any of `roles`. A superuser holds all."""
        return self.is_active and (self.is_superuser or not self.roles.isdisjoint(roles))

    @property
    def works_in_wagtail(self) -> bool:
        """Whether this person's work begins in the editor."""
        return self.holds(*EDITING_ROLES)

    @property
    def is_on_staff(self) -> bool:
        """Whether this person sees more than their own words."""
        return self.holds(*STAFF_ROLES)
