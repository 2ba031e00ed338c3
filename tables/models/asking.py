"""What asking people needs beside the list: who signs up by an address that is not proved yet, and who can be asked."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import Theme
from municipalities.models import Municipality
from municipalities.scope import TenantManager
from tables.models.meetings import Invitation, Meeting
from tables.querysets import SignUpQuerySet, TownContactQuerySet


class SignUp(models.Model):
    """Somebody without an account wants to come to an open meeting. Nothing follows before the link in the mail, which
    has the `key`, has proved the address. Then nothing stays here but where it led (`invitation`), for who opens the
    link once more. Kept for a day.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ups")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=100, blank=True)
    name_display = models.CharField(max_length=8, choices=NameDisplay.choices, default=NameDisplay.HIDDEN)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    role = models.CharField(max_length=100, blank=True)
    interest = models.CharField(max_length=300, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    asks_again = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="nl")
    made_at = models.DateTimeField(default=clock.now)
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, blank=True, related_name="sign_ups")

    objects = TenantManager.from_queryset(SignUpQuerySet)()
    everywhere = models.Manager.from_queryset(SignUpQuerySet)()

    class Meta:
        verbose_name = _("sign-up that waits for its mail")
        verbose_name_plural = _("sign-ups that wait for their mail")
        base_manager_name = "everywhere"

    def __str__(self) -> str:
        return f"{self.meeting_id} ({self.made_at:%Y-%m-%d})"

    @property
    def recipient(self) -> str:
        """How the outbox knows the mail with the link."""
        return f"sign-up:{self.pk}"


class TownContact(models.Model):
    """Whom tables can ask at the municipality about a theme; without a theme about anything. Kept by the coordinator.

    Who organises a table sees name and role; mail goes through the site.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="town_contacts")
    theme = models.CharField(max_length=12, choices=Theme.choices, blank=True)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=100)
    email = models.EmailField(max_length=254)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(TownContactQuerySet)()
    everywhere = models.Manager.from_queryset(TownContactQuerySet)()

    class Meta:
        verbose_name = _("contact at a municipality")
        verbose_name_plural = _("contacts at municipalities")
        base_manager_name = "everywhere"
        ordering = ["theme", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "theme", "email"], name="town_contact_once_per_theme")
        ]

    def __str__(self) -> str:
        return self.name
