"""People and their roles. A person has one account, known by e-mail address, and no password."""

import uuid
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay, Role
from aantafel.core import clock
from municipalities.models import Municipality


def normalise_email(address: str) -> str:
    """Lower case without spaces around: one mailbox is one person."""
    return address.strip().lower()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person; the password stays unusable unless the Django admin needs one."""
        user = self.model(email=normalise_email(email), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Somebody who may also use the Django admin."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def find_or_create(self, email: str) -> "User":
        """The person with this address, new where there is none; two devices at one moment get the same person."""
        defaults = {"password": make_password(None)}
        return self.get_or_create(email=normalise_email(email), defaults=defaults)[0]

    def find(self, email: str) -> "User | None":
        return self.filter(email=normalise_email(email)).first()


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=100, blank=True)
    name_display = models.CharField(
        _("how your name shows"), max_length=8, choices=NameDisplay.choices, default=NameDisplay.HIDDEN
    )
    capacity = models.CharField(_("capacity"), max_length=12, choices=Capacity.choices, default=Capacity.RESIDENT)
    home_municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where you live")
    )
    home_postcode = models.CharField(_("postcode (four digits)"), max_length=4, blank=True)
    work_municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where you work")
    )
    language = models.CharField(_("language"), max_length=2, default="nl")
    mail_blocked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    news_since = models.DateTimeField(null=True, blank=True, editable=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),
            models.UniqueConstraint(fields=["email"], name="email_is_unique"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_is_lower_case"),
            models.CheckConstraint(
                condition=models.Q(home_postcode="") | models.Q(home_postcode__regex=r"^[1-9]\d{3}$"),
                name="home_postcode_is_four_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def recipient(self) -> str:
        """How the outbox labels this person."""
        return f"user:{self.pk}"

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""

    def get_full_name(self) -> str:
        return self.name


@pghistory.track(
    fields=["user", "municipality", "role", "ended_at"],
    model_name="MembershipEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Membership(models.Model):
    """A role of a person, for one municipality or (without) for the whole country. Ended, never deleted."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="one_running_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class SignInToken(models.Model):
    """One way in for one address, sent by mail as six digits and as a link. Only a digest is kept; used once.

    `intent` says what the person was doing ("pin:<key>"), so that it goes on after signing in, on any device.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    code_digest = models.CharField(max_length=64)
    intent = models.CharField(max_length=80, blank=True)
    next_path = models.CharField(max_length=500, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("way to sign in")
        verbose_name_plural = _("ways to sign in")
        indexes = [models.Index(fields=["email", "created_at"], name="token_by_email")]

    def __str__(self) -> str:
        return f"{self.email} ({self.created_at:%Y-%m-%d %H:%M})"
