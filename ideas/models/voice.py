"""Ideas that were told instead of typed."""

import uuid

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import VoiceState
from ideas.models.idea import SKETCH_LENGTH, TITLE_LENGTH, Idea
from ideas.querysets import VoiceQuerySet
from municipalities.models import Municipality
from municipalities.scope import TenantManager


def audio_name(_message: "VoiceMessage", _filename: str) -> str:
    """An unguessable name, without an ending: no address shows what lies below `voice/`, only the desk's own view."""
    return f"voice/{uuid.uuid4().hex}"


class VoiceMessage(models.Model):
    """A recording, with who told it; typed out by a person, and read back to the teller for a yes before it is an idea.

    `version` counts how often the text was typed, so that a yes is about the text that was read. Whatever came of it,
    the recording, the person and the text are emptied then: the idea has them. `touched_at` is when somebody last did
    something with it.

    `key` is for who records; `answer_key` stands in the mail to the teller alone, so that a yes comes from there.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answer_key = models.UUIDField(null=True, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=VoiceState.choices, default=VoiceState.BEGUN)
    language = models.CharField(max_length=2, default="nl")

    audio = models.FileField(upload_to=audio_name, storage=default_storage, blank=True)
    sort = models.CharField(max_length=4)  # of the file, as it was found inside it: a key of `audio.TYPES`
    size = models.PositiveIntegerField()
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)

    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=4, blank=True)

    title = models.CharField(_("idea in a sentence"), max_length=TITLE_LENGTH, blank=True)
    origin = models.TextField(_("how it came about"), max_length=SKETCH_LENGTH, blank=True)
    people = models.TextField(_("who is needed for it"), max_length=SKETCH_LENGTH, blank=True)
    approach = models.TextField(_("how to go about it"), max_length=SKETCH_LENGTH, blank=True)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.RESIDENT)
    name_display = models.CharField(max_length=8, choices=NameDisplay.choices, default=NameDisplay.HIDDEN)
    version = models.PositiveSmallIntegerField(default=0)
    typed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    correction = models.TextField(max_length=SKETCH_LENGTH, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(VoiceQuerySet)()
    everywhere = models.Manager.from_queryset(VoiceQuerySet)()

    class Meta:
        verbose_name = _("spoken message")
        verbose_name_plural = _("spoken messages")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["municipality", "created_at", "id"], name="voice_of_municipality"),
            models.Index(fields=["touched_at"], name="voice_touched"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["begun", "done", "refused"])
                | (Q(municipality__isnull=False) & ~Q(audio="") & ~(Q(email="") & Q(phone=""))),
                name="voice_at_the_desk_has_teller",
            ),
            models.CheckConstraint(condition=~Q(state="typed") | ~Q(title=""), name="voice_typed_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.name or _('without a name')} ({self.created_at:%Y-%m-%d})"
