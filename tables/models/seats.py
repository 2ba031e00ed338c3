"""The people of a table: who is wanted there, who was invited, who sat down."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models.idea import shown_name
from municipalities.scope import TenantManager
from tables.enums import Reach, SeatSource
from tables.models.table import Table
from tables.querysets import SeatQuerySet

WHY_LENGTH = 300


class Seat(models.Model):
    """A person on the list of a table: from the wish to ask somebody up to a place at it. One row per person per table.

    At one table a person sits in one capacity. Capacity, role and interest show to everyone once the person takes part,
    the name only as `name_display` says. How to reach somebody (`name`, `email`, `phone`) is for who organises, is used
    for nothing else, and is erased six months after the table ends or at once when the person asks (`erased_at`).
    `why`, `talent` and `asker` (who asks them) are notes of the list, seen by who organises, as `needs` is: what to
    take into account. `key` stands in the mails to this person. `is_owner` is for whoever owns the table, alone or
    together. `quiet_at`: this person wants no more mail from this table. `hides_address`: mail goes through the site,
    and who organises does not see the address. `asks_again`: other tables of the municipality may ask this person too.
    `changed_at` tells two people who change it at once apart.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="seats")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="seats")
    is_owner = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=100, blank=True)
    name_display = models.CharField(max_length=8, choices=NameDisplay.choices, default=NameDisplay.HIDDEN)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    role = models.CharField(_("role"), max_length=100, blank=True)
    interest = models.CharField(_("interest"), max_length=300, blank=True)
    reach = models.CharField(max_length=6, choices=Reach.choices, default=Reach.MAIL)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("phone number"), max_length=20, blank=True)
    language = models.CharField(max_length=2, default="nl")
    why = models.CharField(max_length=WHY_LENGTH, blank=True)
    talent = models.CharField(max_length=WHY_LENGTH, blank=True)
    asker = models.CharField(max_length=100, blank=True)
    needs = models.CharField(_("what to take into account"), max_length=WHY_LENGTH, blank=True)
    hides_address = models.BooleanField(default=False, db_default=False)
    asks_again = models.BooleanField(default=False, db_default=False)
    source = models.CharField(max_length=8, choices=SeatSource.choices, default=SeatSource.OWN)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now, db_default=Now())
    quiet_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(SeatQuerySet)()
    everywhere = models.Manager.from_queryset(SeatQuerySet)()

    class Meta:
        verbose_name = _("seat at a table")
        verbose_name_plural = _("seats at tables")
        base_manager_name = "everywhere"
        ordering = ["pk"]
        indexes = [models.Index(fields=["email"], name="seat_by_email", condition=~Q(email=""))]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "user"], condition=Q(user__isnull=False, removed_at=None), name="person_once_per_table"
            ),
            models.UniqueConstraint(
                fields=["table", "email"], condition=Q(removed_at=None) & ~Q(email=""), name="address_once_per_table"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_capacity_display()} ({self.table_id})"

    @property
    def recipient(self) -> str:
        """How the outbox knows the mails to this person at this table, with which they are erased."""
        return f"seat:{self.pk}"

    @property
    def shown_name(self) -> str:
        """The name as this person wants it shown to everyone; "" for none. Of whoever pinned the idea it is that of the
        idea, which they can change at any time. Uses the table with its idea, owner and pinner then.
        """
        if self.source == SeatSource.OWNER:
            return self.table.idea.shown_name
        return shown_name(self.name, self.name_display)


class QuietAddress(models.Model):
    """Somebody said that they want no more mail from this table. It holds when they are taken off the list and put on
    it again. Of the address there is a keyed digest alone, and no longer than the list of the table itself is kept.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="quiet_addresses")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("address that wants no more mail of a table")
        verbose_name_plural = _("addresses that want no more mail of a table")
        constraints = [models.UniqueConstraint(fields=["table", "digest"], name="quiet_once_per_table")]

    def __str__(self) -> str:
        return f"{self.table_id} ({self.at:%Y-%m-%d})"
