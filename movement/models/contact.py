"""The network list of a municipality: who can contribute something, and how to reach them. Only its desks see it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import Theme
from movement.enums import AgreedHow, ContactEntryKind, ContactKind
from movement.querysets import CHECKED_FOR, ContactEntryQuerySet, ContactQuerySet
from municipalities.models import Municipality, Neighbourhood
from municipalities.scope import TenantManager

OFFERS_LENGTH = 1000
NOTE_LENGTH = 2000
REASON_LENGTH = 300


class Contact(models.Model):
    """An organisation or a person. A person stands here only when they said yes: how and when is kept.

    `sort_name` is the name without capitals and accents. `changed_at` tells two people who change it at once apart.
    Removing deletes the row; that it was there stands in the history, without a name.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=8, choices=ContactKind.choices)
    name = models.CharField(_("name"), max_length=120)
    sort_name = models.CharField(max_length=140, editable=False)
    offers = models.TextField(_("what they can do"), max_length=OFFERS_LENGTH, blank=True)
    neighbourhoods = models.ManyToManyField(Neighbourhood, blank=True, related_name="contacts")
    themes = ArrayField(models.CharField(max_length=12, choices=Theme.choices), default=list, blank=True)
    phone = models.CharField(_("phone number"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    source = models.CharField(_("where you know them from"), max_length=200, blank=True)
    agreed_how = models.CharField(_("how they said yes"), max_length=8, choices=AgreedHow.choices, blank=True)
    agreed_on = models.DateField(_("when they said yes"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    added_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    checked_at = models.DateTimeField(default=clock.now, editable=False)
    checked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    objects = TenantManager.from_queryset(ContactQuerySet)()
    everywhere = models.Manager.from_queryset(ContactQuerySet)()

    class Meta:
        verbose_name = _("contact on the network list")
        verbose_name_plural = _("contacts on the network list")
        base_manager_name = "everywhere"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ContactKind.ORGANISATION) | (~Q(agreed_how="") & Q(agreed_on__isnull=False)),
                name="person_on_network_list_agreed",
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "sort_name", "id"], name="contact_by_name"),
            models.Index(fields=["municipality", "checked_at"], name="contact_by_check"),
            models.Index(fields=["email"], name="contact_by_email", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_to_check(self) -> bool:
        return self.checked_at < clock.now() - CHECKED_FOR

    @property
    def theme_names(self) -> list[str]:
        return [str(Theme(theme).label) for theme in self.themes]


class ContactEntry(models.Model):
    """A line in the history of the list: appended, never edited. Holds no name, so that it may outlive the contact."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="entries")
    contact_kind = models.CharField(max_length=8, choices=ContactKind.choices)
    kind = models.CharField(max_length=8, choices=ContactEntryKind.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(ContactEntryQuerySet)()
    everywhere = models.Manager.from_queryset(ContactEntryQuerySet)()

    class Meta:
        verbose_name = _("line about the network list")
        verbose_name_plural = _("lines about the network list")
        base_manager_name = "everywhere"
        indexes = [models.Index(fields=["municipality", "-created_at", "-id"], name="contact_entry_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"
