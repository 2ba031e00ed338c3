"""Physical tables: a table in the library at set hours, where anybody can drop in with an idea."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import Idea, shown_name
from movement.enums import Weekday
from movement.querysets import PhysicalTableQuerySet, TakenInAtQuerySet
from municipalities.models import Municipality, Neighbourhood
from municipalities.scope import TenantManager


class PhysicalTable(models.Model):
    """Ended, never deleted: ideas came in there. The host's name shows as that person wants their name to show."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="physical_tables")
    neighbourhood = models.ForeignKey(Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("where it is"), max_length=300)
    accessibility = models.CharField(_("how to get in"), max_length=500, blank=True)
    host = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_on_holidays = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(PhysicalTableQuerySet)()
    everywhere = models.Manager.from_queryset(PhysicalTableQuerySet)()

    class Meta:
        verbose_name = _("table in the neighbourhood")
        verbose_name_plural = _("tables in the neighbourhood")
        ordering = ["name", "pk"]
        base_manager_name = "everywhere"

    def __str__(self) -> str:
        return self.name

    @property
    def host_name(self) -> str:
        """Select `host` along; "" when there is none, or when it wants no name shown."""
        return shown_name(self.host.name, self.host.name_display) if self.host else ""


class OpeningHours(models.Model):
    """Every week on this day, from and until a time of the clock in Amsterdam. A day may have several."""

    table = models.ForeignKey(PhysicalTable, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()
    since = models.DateField(default=clock.today, editable=False)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_close_after_opening"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="hours_on_a_day_of_the_week"),
            models.UniqueConstraint(
                fields=["table", "weekday", "opens"],
                name="hours_begin_once",
                deferrable=models.Deferrable.DEFERRED,  # two lines may change places
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class SpecialDay(models.Model):
    """A date on which it goes otherwise than every week: closed (without hours), other hours, or an extra day."""

    table = models.ForeignKey(PhysicalTable, models.CASCADE, related_name="special_days")
    day = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("day that goes otherwise")
        verbose_name_plural = _("days that go otherwise")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="special_day_has_both_hours_or_none",
            ),
            models.UniqueConstraint(fields=["table", "day"], name="special_day_once_per_table"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.day}"


class TakenInAt(models.Model):
    """At which table in the neighbourhood an idea was told."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="taken_in_at")
    table = models.ForeignKey(PhysicalTable, models.CASCADE, related_name="taken_in")

    objects = TenantManager.from_queryset(TakenInAtQuerySet)()
    everywhere = models.Manager.from_queryset(TakenInAtQuerySet)()

    class Meta:
        verbose_name = _("idea told at a table")
        verbose_name_plural = _("ideas told at tables")
        base_manager_name = "everywhere"

    def __str__(self) -> str:
        return f"{self.idea}: {self.table}"
