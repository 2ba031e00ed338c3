"""Ideas that somebody once heard of: to go and see the people behind them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import Idea
from movement.enums import HeardAbout, HeardState
from movement.querysets import HeardIdeaQuerySet
from municipalities.models import Municipality, Neighbourhood
from municipalities.scope import TenantManager

HEARD_LENGTH = 2000


class HeardIdea(models.Model):
    """What was heard, from whom, and who goes and sees. Nothing about a person stands here without their consent.

    Erased a year after it was closed; about a person also a year after they said yes. Once it is an idea, what makes a
    person known stands there alone.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=8, choices=HeardAbout.choices)
    who = models.CharField(_("who or where"), max_length=200)
    reach = models.CharField(_("how to reach them"), max_length=200, blank=True)
    heard = models.TextField(_("what was heard"), max_length=HEARD_LENGTH)
    heard_from = models.CharField(_("from whom"), max_length=200, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    visitor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    planned_for = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=HeardState.choices, default=HeardState.WAITS)
    reason = models.CharField(max_length=300, blank=True)
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(HeardIdeaQuerySet)()
    everywhere = models.Manager.from_queryset(HeardIdeaQuerySet)()

    class Meta:
        verbose_name = _("idea to go and see")
        verbose_name_plural = _("ideas to go and see")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(
                fields=["municipality", "created_at", "id"],
                name="heard_open",
                condition=Q(state__in=["waits", "planned", "visited"]),
            ),
            models.Index(fields=["closed_at"], name="heard_closed", condition=Q(closed_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(about="person") | Q(consent_on__isnull=False), name="heard_person_said_yes"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["entered", "closed"], closed_at__isnull=False)
                | (~Q(state__in=["entered", "closed"]) & Q(closed_at=None)),
                name="heard_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(planned_for__isnull=False), name="heard_planned_has_day"
            ),
        ]

    def __str__(self) -> str:
        return self.who or str(_("Somebody who has an idea now"))
