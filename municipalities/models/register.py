"""The municipalities of the Netherlands (one list), and how a postcode or place name leads to one."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from municipalities.enums import Province
from municipalities.querysets import MunicipalityQuerySet

MunicipalityManager = models.Manager.from_queryset(MunicipalityQuerySet)


class Municipality(models.Model):
    """A municipality. It is never deleted: after a merger it has an end date and a successor.

    `email` is the general mailbox; where it is "", `contact_form` may hold the page by which it is reached instead,
    and both may be empty. `search_names` are the keys by which it is found (see `names.search_key`). `register`
    remembers what the register said last about the fields that the operator may mend, so that loading a newer
    register never silently undoes such a repair.
    """

    code = models.CharField(_("code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=100)
    official_name = models.CharField(_("official name"), max_length=100, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    sort_name = models.CharField(max_length=100, db_index=True)
    search_names = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    province = models.CharField(_("province"), max_length=20, choices=Province.choices)
    email = models.EmailField(_("mailbox"), max_length=254, blank=True)
    contact_form = models.URLField(_("contact form"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    register = models.JSONField(default=dict, blank=True, editable=False)
    ends_on = models.DateField(_("ended on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("merged into"),
    )
    mail_blocked_at = models.DateTimeField(_("mailbox blocked since"), null=True, blank=True)
    mail_blocked_reason = models.CharField(_("why blocked"), max_length=300, blank=True)

    objects = MunicipalityManager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_name", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^GM\d{4}$"), name="municipality_code_is_gm_code"),
            models.CheckConstraint(
                condition=Q(successor=None) | (Q(ends_on__isnull=False) & ~Q(successor=F("id"))),
                name="municipality_successor_after_end",
            ),
            models.CheckConstraint(
                condition=Q(mail_blocked_at=None, mail_blocked_reason="") | Q(mail_blocked_at__isnull=False),
                name="municipality_block_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pages:municipality", args=[self.slug])

    @property
    def is_current(self) -> bool:
        """Whether it exists today."""
        return self.ends_on is None or self.ends_on > clock.today()

    @property
    def mail_address(self) -> str:
        """Where mail can go: "" when there is no mailbox or it refuses our mail for good."""
        return "" if self.mail_blocked_at else self.email

    @property
    def recipient(self) -> str:
        """How the outbox labels this municipality."""
        return f"municipality:{self.code}"


class Postcode(models.Model):
    """Four digits that lie (partly) in a municipality; rank 1 is the likeliest answer."""

    pc4 = models.CharField(max_length=4)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="postcodes")
    rank = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["pc4", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["pc4", "municipality"], name="postcode_once_per_municipality"),
            models.CheckConstraint(condition=Q(pc4__regex=r"^[1-9]\d{3}$"), name="postcode_is_four_digits"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="postcode_rank_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.pc4} {self.place}".strip()


class Place(models.Model):
    """A city, town or village by name. `search_names` are the keys by which it is found (see `names.search_key`)."""

    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    search_names = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="places")

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["folded"]
        indexes = [GinIndex(fields=["search_names"], name="place_by_search_name")]
        constraints = [models.UniqueConstraint(fields=["folded", "municipality"], name="place_once_per_municipality")]

    def __str__(self) -> str:
        return self.name
