"""An idea, and the person behind it."""

import uuid
from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import numbered
from aantafel.core.text import slugify
from ideas.enums import Channel, ConsentHow, IdeaState, Relation, Theme
from ideas.lifecycle import CHANGEABLE, State
from ideas.querysets import IdeaQuerySet, plain
from municipalities import sites
from municipalities.models import Municipality, Neighbourhood
from municipalities.scope import TenantManager

TITLE_LENGTH = 140
SKETCH_LENGTH = 2000
BEGINNING_LENGTH = 240  # of the sketch, as much as a card in a list needs


def picture_name(_idea: "Idea", _filename: str) -> str:
    """An unguessable name; nothing of the uploaded file's name is kept."""
    return f"pictures/{uuid.uuid4().hex}.jpg"


@pghistory.track(
    fields=[
        "title",
        "origin",
        "people",
        "approach",
        "theme",
        "place",
        "neighbourhood",
        "picture",
        "picture_description",
        "municipality",
        "relation",
        "capacity",
        "role",
        "interest",
        "state",
    ],
    model_name="IdeaEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Idea(models.Model):
    """An idea in a sentence, with its first sketch. It belongs to one municipality."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="ideas", verbose_name=_("municipality")
    )
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="ideas")
    state = models.CharField(max_length=12, choices=IdeaState.choices, default=IdeaState.DRAFT)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.SITE)
    language = models.CharField(max_length=2, default="nl")

    title = models.CharField(_("idea in a sentence"), max_length=TITLE_LENGTH)
    origin = models.TextField(_("how it came about"), max_length=SKETCH_LENGTH, blank=True)
    people = models.TextField(_("who is needed for it"), max_length=SKETCH_LENGTH, blank=True)
    approach = models.TextField(_("how to go about it"), max_length=SKETCH_LENGTH, blank=True)
    theme = models.CharField(_("theme"), max_length=12, choices=Theme.choices, blank=True)
    place = models.CharField(_("place in words"), max_length=200, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name=_("neighbourhood")
    )
    picture = models.ImageField(upload_to=picture_name, blank=True)
    picture_description = models.CharField(max_length=300, blank=True)
    relation = models.CharField(max_length=8, choices=Relation.choices, default=Relation.LIVES)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.RESIDENT)
    role = models.CharField(max_length=100, blank=True)
    interest = models.CharField(max_length=300, blank=True)

    created_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged_from"
    )

    search = models.GeneratedField(
        expression=(
            SearchVector(plain("title"), weight="A", config="dutch")
            + SearchVector(plain("approach"), plain("people"), weight="B", config="dutch")
            + SearchVector(plain("origin"), plain("place"), weight="C", config="dutch")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    beginning = models.GeneratedField(
        expression=Left(
            Coalesce(NullIf("origin", models.Value("")), NullIf("approach", models.Value("")), "people"),
            BEGINNING_LENGTH,
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = TenantManager.from_queryset(IdeaQuerySet)()
    everywhere = models.Manager.from_queryset(IdeaQuerySet)()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        base_manager_name = "everywhere"
        indexes = [
            GinIndex(fields=["search"], name="idea_search", condition=models.Q(state="published")),
            models.Index(fields=["-published_at", "-id"], name="idea_newest", condition=models.Q(state="published")),
            models.Index(
                fields=["municipality", "-published_at", "-id"],
                name="idea_newest_in_municipality",
                condition=models.Q(state="published"),
            ),
            models.Index(
                fields=["theme", "-published_at", "-id"],
                name="idea_newest_in_theme",
                condition=models.Q(state="published"),
            ),
            models.Index(
                fields=["neighbourhood", "-published_at", "-id"],
                name="idea_newest_in_neighbourhood",
                condition=models.Q(state="published", neighbourhood__isnull=False),
            ),
            models.Index(
                fields=["submitted_at", "id"],
                name="idea_review_queue",
                condition=models.Q(state__in=["waiting", "asked"]),
            ),
            models.Index(
                fields=["municipality", "submitted_at", "id"],
                name="idea_review_here",
                condition=models.Q(state__in=["waiting", "asked"]),
            ),
            models.Index(
                fields=["municipality", "-submitted_at", "-id"],
                name="idea_at_desk",
                condition=models.Q(submitted_at__isnull=False),
            ),
            models.Index(
                fields=["created_at"],
                name="idea_unconfirmed",
                condition=models.Q(state__in=["draft", "unconfirmed"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "unconfirmed", "withdrawn"])
                | models.Q(municipality__isnull=False, submitted_at__isnull=False),
                name="idea_in_review_has_municipality",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="idea_published_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged") | models.Q(merged_into=None), name="only_a_merged_idea_leads_on"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="tally_follows",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state", "municipality_id", "theme"),
                func=(
                    "UPDATE ideas_ideatally SET listed = (NEW.state = 'published'), theme = NEW.theme, "
                    "municipality_id = COALESCE(NEW.municipality_id, municipality_id) "
                    "WHERE idea_id = NEW.id; RETURN NULL;"
                ),
            ),
            pgtrigger.Trigger(  # an idea that moves to another municipality leaves its neighbourhood behind
                name="neighbourhood_belongs",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("municipality_id", "neighbourhood_id"),
                func=(
                    "IF NEW.neighbourhood_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM municipalities_neighbourhood "
                    "WHERE id = NEW.neighbourhood_id AND municipality_id = NEW.municipality_id) "
                    "THEN NEW.neighbourhood_id := NULL; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return numbered("ideas:detail", self.pk, self.slug)

    @property
    def url(self) -> str:
        """Where it stands, seen from the site in use: a path, or a whole address on another site."""
        return sites.elsewhere(self.municipality_id) + self.get_absolute_url()

    @property
    def slug(self) -> str:
        """The title in an address; it changes along with the title."""
        return slugify(self.title)

    @property
    def status(self) -> State:
        return State(self.state)

    @property
    def is_public(self) -> bool:
        return self.status is State.PUBLISHED

    @property
    def can_change(self) -> bool:
        return self.status in CHANGEABLE

    @property
    def shown_name(self) -> str:
        """The name as its bearer wants it shown; "" for none. Uses `owner` and `pinner`: select them along."""
        if self.owner is not None:
            return shown_name(self.owner.name, self.owner.name_display)
        pinner = getattr(self, "pinner", None)
        return shown_name(pinner.name, pinner.name_display) if pinner else ""


def shown_name(name: str, display: str) -> str:
    if display == NameDisplay.FULL:
        return name
    return name.split(" ", 1)[0] if display == NameDisplay.FIRST else ""


class Pinner(models.Model):
    """The person behind an idea, kept apart from the idea itself so that it can be erased on its own.

    `email` is only an unproved address: it attaches nothing until its owner confirms, and is emptied then.
    """

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="pinner")
    name = models.CharField(max_length=100, blank=True)
    name_display = models.CharField(max_length=8, choices=NameDisplay.choices, default=NameDisplay.HIDDEN)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    place_typed = models.CharField(max_length=100, blank=True)
    helper = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    helper_name = models.CharField(max_length=100, blank=True)
    helper_email = models.EmailField(max_length=254, blank=True)
    consent_how = models.CharField(max_length=8, choices=ConsentHow.choices, blank=True)
    consent_at = models.DateTimeField(null=True, blank=True)
    consent_recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("person behind an idea")
        verbose_name_plural = _("people behind ideas")

    def __str__(self) -> str:
        return self.name or str(_("without a name"))
