"""The library of work forms: ways to run a part of a meeting."""

import re
from dataclasses import dataclass

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from municipalities import sites
from municipalities.models import Municipality
from municipalities.scope import TenantManager
from tables.enums_work_forms import Phase
from tables.querysets_work_forms import WorkFormChoiceQuerySet, WorkFormQuerySet

TITLE_LENGTH = 80
TEXT_LENGTH = 600
STEP_LENGTH = 700
MOST_STEPS = 12
MOST_PEOPLE = 500
MOST_MINUTES = 240
LAST = 1000  # the place of a form that a municipality made itself: after those of the national library

CONTENT = (
    *("phase", "title", "goal", "smallest", "largest", "minutes", "materials", "steps"),
    *("reading_tip", "everyone", "stalls"),
)
_HEADED = re.compile(r"([^:.]{1,70}): +(\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """`head` is what stands before the first colon, when that is short; "" without one."""

    head: str
    text: str


@pghistory.track(
    fields=["municipality", "replaces", *CONTENT, "ended_at"],
    model_name="WorkFormEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class WorkForm(models.Model):
    """A way to run a part of a meeting. Ended, never deleted: meetings point at it.

    Without a municipality it is of the national library, which comes with the product. `replaces` makes it a
    municipality's own version of a national one, at the same address. Written by `tables.services.work_forms` and
    `…work_form_library` alone.
    """

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="work_forms", verbose_name=_("municipality")
    )
    slug = models.SlugField(max_length=80)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="versions")
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices)
    title = models.CharField(_("name"), max_length=TITLE_LENGTH)
    goal = models.TextField(_("goal"), max_length=TEXT_LENGTH)
    smallest = models.PositiveSmallIntegerField(_("smallest group"))
    largest = models.PositiveSmallIntegerField(_("largest group"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    materials = models.TextField(_("what you need"), max_length=TEXT_LENGTH, blank=True)
    steps = ArrayField(models.TextField(max_length=STEP_LENGTH), verbose_name=_("steps"))
    reading_tip = models.TextField(_("tip for who reads with difficulty"), max_length=TEXT_LENGTH)
    everyone = models.TextField(_("how everyone takes part"), max_length=TEXT_LENGTH, blank=True)
    stalls = models.TextField(_("what to do when it stalls"), max_length=TEXT_LENGTH, blank=True)
    position = models.PositiveSmallIntegerField(default=LAST)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(WorkFormQuerySet)()
    everywhere = models.Manager.from_queryset(WorkFormQuerySet)()

    class Meta:
        verbose_name = _("work form")
        verbose_name_plural = _("work forms")
        ordering = ["position", "title", "pk"]
        base_manager_name = "everywhere"
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=Q(municipality=None), name="work_form_national_address"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(municipality__isnull=False, replaces=None),
                name="work_form_own_address",
            ),
            models.UniqueConstraint(
                fields=["municipality", "replaces"],
                condition=Q(replaces__isnull=False, ended_at=None),
                name="work_form_one_version",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | Q(municipality__isnull=False), name="work_form_version_is_own"
            ),
            models.CheckConstraint(
                condition=Q(smallest__gte=1, largest__gte=F("smallest"), largest__lte=MOST_PEOPLE),
                name="work_form_group_size",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(1, MOST_MINUTES)), name="work_form_minutes"),
            models.CheckConstraint(condition=Q(steps__len__gte=1), name="work_form_has_steps"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tables:work_form", args=[self.slug])

    @property
    def url(self) -> str:
        """Where it stands, seen from the site in use: what is national stands on every site. "" for a form of a
        municipality whose site is not open, but for on that very site.
        """
        if self.municipality_id is None:
            return self.get_absolute_url()
        base = sites.elsewhere(self.municipality_id)
        is_here = sites.is_local() and not base
        return base + self.get_absolute_url() if is_here or sites.is_open(self.municipality_id) else ""

    @property
    def told_steps(self) -> list[Step]:
        found = [(line, _HEADED.fullmatch(line)) for line in self.steps]
        return [Step(match[1], match[2]) if match else Step("", line) for line, match in found]


@pghistory.track(
    fields=["municipality", "form", "is_off"],
    model_name="WorkFormChoiceEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class WorkFormChoice(models.Model):
    """Whether a municipality uses a national work form, or its own version of it. Without a row it does."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="work_form_choices")
    form = models.ForeignKey(WorkForm, models.PROTECT, related_name="choices")
    is_off = models.BooleanField(default=False)

    objects = TenantManager.from_queryset(WorkFormChoiceQuerySet)()
    everywhere = models.Manager.from_queryset(WorkFormChoiceQuerySet)()

    class Meta:
        verbose_name = _("choice of a work form")
        verbose_name_plural = _("choices of work forms")
        base_manager_name = "everywhere"
        constraints = [models.UniqueConstraint(fields=["municipality", "form"], name="work_form_chosen_once")]

    def __str__(self) -> str:
        return f"{self.form} ({'off' if self.is_off else 'on'})"
