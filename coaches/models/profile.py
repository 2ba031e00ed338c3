"""What a coach brings, and when."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums import Language, Moment, ProfilePart, Quality
from coaches.querysets import CoachProfileQuerySet
from ideas.enums import Theme
from ideas.models import shown_name
from ideas.querysets import plain
from municipalities.models import Municipality, Neighbourhood
from municipalities.scope import TenantManager

ABOUT_LENGTH = 1000
MOST_TABLES = 10


def portrait_name(_profile: "CoachProfile", _filename: str) -> str:
    """An unguessable name; nothing of the uploaded file's name is kept."""
    return f"portraits/{uuid.uuid4().hex}.jpg"


def only_dutch() -> list[str]:
    return [Language.DUTCH.value]


class CoachProfile(models.Model):
    """A person as coach in one municipality. Stays when the role ends (`ended_at`), and goes on when it comes back.

    `public_parts` are shown to everyone, the other parts only to the desk and the coaches of the municipality.
    `shares_contact`: an idea pinner gets mail address and name once the coach has said yes.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="coach_profiles")
    user = models.ForeignKey(User, models.CASCADE, related_name="coach_profiles")
    themes = ArrayField(models.CharField(max_length=12, choices=Theme.choices), default=list, blank=True)
    qualities = ArrayField(models.CharField(max_length=12, choices=Quality.choices), default=list, blank=True)
    neighbourhoods = models.ManyToManyField(Neighbourhood, blank=True, related_name="coaches")
    languages = ArrayField(models.CharField(max_length=3, choices=Language.choices), default=only_dutch)
    moments = ArrayField(models.CharField(max_length=5, choices=Moment.choices), default=list, blank=True)
    about = models.TextField(_("about yourself"), max_length=ABOUT_LENGTH, blank=True)
    picture = models.ImageField(upload_to=portrait_name, blank=True)
    tables_at_once = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(MOST_TABLES)]
    )
    paused_from = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    public_parts = ArrayField(models.CharField(max_length=14, choices=ProfilePart.choices), default=list, blank=True)
    shares_contact = models.BooleanField(default=False)

    first_day_on = models.DateField(null=True, blank=True)
    first_day_trainer = models.CharField(max_length=100, blank=True)
    second_day_on = models.DateField(null=True, blank=True)
    second_day_trainer = models.CharField(max_length=100, blank=True)

    started_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    search = models.GeneratedField(
        expression=SearchVector(plain("about"), config="dutch"), output_field=SearchVectorField(), db_persist=True
    )

    objects = TenantManager.from_queryset(CoachProfileQuerySet)()
    everywhere = models.Manager.from_queryset(CoachProfileQuerySet)()

    class Meta:
        verbose_name = _("coach")
        verbose_name_plural = _("coaches")
        base_manager_name = "everywhere"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "user"], name="one_profile_per_municipality"),
            models.CheckConstraint(
                condition=Q(tables_at_once__gte=1, tables_at_once__lte=MOST_TABLES), name="coach_has_room_for_a_table"
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None) | Q(paused_until__gte=F("paused_from"), paused_from__isnull=False),
                name="pause_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.user.name or str(_("coach without a name"))

    @property
    def is_trained(self) -> bool:
        return all(day is not None and day <= clock.today() for day in (self.first_day_on, self.second_day_on))

    @property
    def is_paused(self) -> bool:
        return self.is_paused_on(clock.today())

    def is_paused_on(self, day: date) -> bool:
        if self.paused_from is None or self.paused_from > day:
            return False
        return self.paused_until is None or self.paused_until >= day

    def shows(self, part: ProfilePart) -> bool:
        """Whether everyone may see this part."""
        return part.value in self.public_parts

    @property
    def public_name(self) -> str:
        """The name for everyone: as the person shows it, the first name at least; "" when they do not show it."""
        if not self.shows(ProfilePart.NAME):
            return ""
        whole = self.user.name_display == NameDisplay.FULL
        return shown_name(self.user.name, NameDisplay.FULL if whole else NameDisplay.FIRST)
