"""People and their roles. A person has one account, known by e-mail address, and no password."""

import secrets
import uuid
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, DeskPart, InvitationState, NameDisplay, Role
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
    fields=["user", "municipality", "role", "capacity", "given_by", "ended_at", "ended_by"],
    model_name="MembershipEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Membership(models.Model):
    """A role of a person, for one municipality or (without) for the whole country. Ended, never deleted.

    `capacity` is in which of the three somebody is a member of the initiative group, which needs all of them.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="one_running_membership",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.OPERATOR, municipality=None)
                | (~models.Q(role=Role.OPERATOR) & models.Q(municipality__isnull=False)),
                name="role_belongs_to_a_municipality",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.INITIATIVE) | ~models.Q(capacity=""),
                name="initiative_member_has_capacity",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "role"], name="running_roles", condition=models.Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


@pghistory.track(
    fields=["user", "municipality", "part", "starts_on", "ends_on", "given_by", "ended_at", "ended_by"],
    model_name="DeskShareEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class DeskShare(models.Model):
    """A part of the coordinator's desk, given to somebody; without a part the whole desk, as a stand-in for a period.

    `stands_in_for` is the coordinator who is away then. What a stand-in gives has the last day of their own period.
    From `starts_on` up to and including `ends_on`, or without end. Ended early by `ended_at`, never deleted.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="desk_shares")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=DeskPart.choices, blank=True)
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)
    stands_in_for = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("share in a desk")
        verbose_name_plural = _("shares in desks")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "part"],
                condition=models.Q(ended_at=None) & ~models.Q(part=""),
                name="one_running_share_per_part",
            ),
            models.CheckConstraint(
                condition=~models.Q(part="") | models.Q(ends_on__isnull=False), name="stand_in_is_for_a_period"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="share_ends_after_start",
            ),
            models.CheckConstraint(condition=~models.Q(part=DeskPart.LEAD), name="leading_is_not_shared"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_part_display()}"


class Invitation(models.Model):
    """Somebody is asked by mail to take a role in a municipality. The key stands in the mail alone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=16, choices=Role.choices)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, blank=True)
    message = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.OPEN)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("invitation for a role")
        verbose_name_plural = _("invitations for roles")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "email", "role"],
                condition=models.Q(state=InvitationState.OPEN),
                name="one_open_invitation",
            ),
            models.CheckConstraint(condition=~models.Q(role=Role.OPERATOR), name="operators_are_not_invited"),
            models.CheckConstraint(
                condition=~models.Q(role=Role.INITIATIVE) | ~models.Q(capacity=""),
                name="invited_initiative_member_has_capacity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.municipality}"


def new_calendar_key() -> str:
    """Thirty-two letters, digits, dashes and underscores, which nobody guesses."""
    return secrets.token_urlsafe(24)


class CalendarKey(models.Model):
    """The secret in the address at which a calendar program follows somebody's days. Nobody has one before they ask.

    Kept as it is, and not as a digest: people have to be able to read their address again, for the next program that
    they use. Whoever could read this row could read the days that it leads to as well.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True, default=new_calendar_key)
    renewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")

    def __str__(self) -> str:
        return f"{self.user_id} ({self.renewed_at:%Y-%m-%d})"


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
