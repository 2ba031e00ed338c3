"""A local instance: the own site of a municipality that takes part. What is made there belongs to the municipality, so
that opening and ending an instance moves no rows."""

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from municipalities.enums import InstanceState
from municipalities.models.register import Municipality

NAME_LENGTH = 80


def both_languages() -> list[str]:
    return ["nl", "en"]


def logo_name(_instance: "Instance", filename: str) -> str:
    """An unguessable name; of the uploaded file's name only the kind is kept."""
    kind = "png" if filename.lower().endswith(".png") else "jpg"
    return f"logos/{uuid.uuid4().hex}.{kind}"


@pghistory.track(
    fields=[
        "municipality",
        "state",
        "subdomain",
        "main_host",
        "name",
        "welcome_title",
        "welcome_text",
        "logo",
        "logo_description",
        "contact_name",
        "contact_email",
        "contact_phone",
        "contact_text",
        "sender_name",
        "reply_to",
        "themes",
        "languages",
        "likes_threshold",
        "still_days",
        "switches",
        "privacy_url",
        "accessibility_url",
        "accent",
        "tokens",
        "early_reason",
    ],
    model_name="InstanceEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Instance(models.Model):
    """One per municipality, ever: prepared, open, ended, and perhaps open again.

    `subdomain` stands in front of BASE_DOMAIN; `main_host`, where it is not "", is one of the `hosts` and the canonical
    one. `themes` holds keys of themes, all of them when it is empty. `likes_threshold` is the number of likes at which
    the desk hears of an idea, 0 for never. `still_days` says by step after how many days without a sign of life the
    people of a table are asked how it goes, where that differs from the country's. `switches` holds only what differs
    from `municipalities.switches`. `tokens` are design tokens by name, measured before they are kept; `accent` is the
    colour that they were made of, or "". `look_digest` and `theme_color` are told by the tokens: the name of their
    style sheet, and the colour of the page.
    """

    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="instance")
    state = models.CharField(max_length=10, choices=InstanceState.choices, default=InstanceState.PREPARING)
    subdomain = models.SlugField(max_length=60, unique=True)
    main_host = models.CharField(max_length=253, blank=True)

    name = models.CharField(_("name of the site"), max_length=NAME_LENGTH)
    welcome_title = models.CharField(_("welcome"), max_length=120, blank=True)
    welcome_text = models.TextField(_("text below the welcome"), max_length=2000, blank=True)
    logo = models.ImageField(upload_to=logo_name, blank=True)
    logo_description = models.CharField(_("what the logo shows"), max_length=200, blank=True)
    contact_name = models.CharField(_("who people reach"), max_length=100, blank=True)
    contact_email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=20, blank=True)
    contact_text = models.TextField(_("where and when"), max_length=1000, blank=True)
    sender_name = models.CharField(_("sender of mails"), max_length=100, blank=True)
    reply_to = models.EmailField(_("answers go to"), max_length=254, blank=True)
    themes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=both_languages)
    likes_threshold = models.PositiveSmallIntegerField(_("likes at which the desk hears of an idea"), default=25)
    still_days = models.JSONField(default=dict, blank=True)
    switches = models.JSONField(default=dict, blank=True)
    privacy_url = models.URLField(_("privacy statement"), max_length=300, blank=True)
    accessibility_url = models.URLField(_("accessibility statement"), max_length=300, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    tokens = models.JSONField(default=dict, blank=True)
    look_digest = models.CharField(max_length=16, blank=True, editable=False)
    theme_color = models.CharField(max_length=7, blank=True, editable=False)

    early_reason = models.TextField(_("why it opened without a whole group"), max_length=500, blank=True)
    prepared_at = models.DateTimeField(default=clock.now, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Instance"]] = models.Manager()

    class Meta:
        verbose_name = _("local site")
        verbose_name_plural = _("local sites")
        ordering = ["municipality__sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="open") | Q(opened_at__isnull=False), name="instance_open_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False), name="instance_ended_has_moment"
            ),
            models.CheckConstraint(condition=~Q(subdomain__in=["www", "mail", "api"]), name="instance_subdomain_free"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == InstanceState.OPEN


class Host(models.Model):
    """A host name that leads to an instance, besides its subdomain: one of its own, or a subdomain of before."""

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="hosts")
    name = models.CharField(_("host name"), max_length=253)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("host name")
        verbose_name_plural = _("host names")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="host_leads_to_one_instance"),
            models.CheckConstraint(condition=Q(name=Lower("name")), name="host_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name


class LookDraft(models.Model):
    """A look that is being tried, seen by the people of the desk alone. Made anew by each upload, gone once published.

    `left_out` tells what of an uploaded file was not taken over: pairs of a name and a reason, the first of them.
    """

    instance = models.OneToOneField(Instance, models.CASCADE, related_name="look_draft")
    accent = models.CharField(max_length=7, blank=True)
    tokens = models.JSONField(default=dict)
    digest = models.CharField(max_length=16)
    file_name = models.CharField(max_length=100, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    count_left_out = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("look that is being tried")
        verbose_name_plural = _("looks that are being tried")

    def __str__(self) -> str:
        return self.file_name or self.accent


@pghistory.track(
    fields=["municipality", "name", "ended_at"],
    model_name="NeighbourhoodEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Neighbourhood(models.Model):
    """A part of a municipality, by the name that its people use. Ended, never deleted: what happened there stays."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="neighbourhoods")
    name = models.CharField(_("neighbourhood"), max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "municipality", name="neighbourhood_once_per_municipality")
        ]

    def __str__(self) -> str:
        return self.name
