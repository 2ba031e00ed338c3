"""Meetings of a table, and who is asked to come, answers and comes."""

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import Answer, InvitationWay, MeetingPurpose, MeetingState, Readers
from tables.models.seats import Seat
from tables.models.table import Table
from tables.models.work_forms import WorkForm
from tables.querysets import InvitationQuerySet, MeetingQuerySet

TEXT_LENGTH = 2000
BRING_LENGTH = 300
DOOR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none of them looks like another
DOOR_LENGTH = 10


def door_code() -> str:
    """What stands in the address on the sheet at the door."""
    return "".join(secrets.choice(DOOR_SIGNS) for _ in range(DOOR_LENGTH))


class Meeting(models.Model):
    """A meeting of a table. `number` counts them at their table; `round` is the round of the table that it belongs to.

    Until a date is picked `starts_at` is empty and the state says so. `sequence` goes up with each change that a
    calendar must know of; `key` is its name in calendars for ever. `version` goes up with every change, so that of two
    organisers nobody overwrites the other. `size` is how many can come, 0 for no limit; `is_open`: anyone may sign up.
    `is_free`: the one that the operator gives after fifty likes. `work_form` is the main one; each part of the agenda
    may have its own. `preparation` is for who organises, `bring` for who comes. With `door_code` people check
    themselves in around the time of the meeting. `held_asked_at`: the organisers were asked whether it was held.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=8, choices=MeetingPurpose.choices, default=MeetingPurpose.OTHER)
    title = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=9, choices=MeetingState.choices, default=MeetingState.POLL)
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=200, blank=True)
    directions = models.TextField(max_length=TEXT_LENGTH, blank=True)
    has_step_free = models.BooleanField(null=True, blank=True)
    has_toilet = models.BooleanField(null=True, blank=True)
    has_hearing_loop = models.BooleanField(null=True, blank=True)
    link = models.URLField(max_length=300, blank=True)
    language = models.CharField(max_length=2, default="nl")
    size = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    is_free = models.BooleanField(default=False)
    facilitator = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    work_form = models.ForeignKey(WorkForm, models.PROTECT, null=True, blank=True, related_name="+")
    readers = models.CharField(max_length=8, choices=Readers.choices, default=Readers.TABLE)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    bring = models.CharField(max_length=BRING_LENGTH, blank=True)
    preparation = models.TextField(max_length=TEXT_LENGTH, blank=True)
    door_code = models.CharField(max_length=16, default=door_code, unique=True, editable=False)
    held_asked_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(max_length=TEXT_LENGTH, blank=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(MeetingQuerySet)()
    everywhere = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        base_manager_name = "everywhere"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="meeting_by_moment"),
            models.Index(fields=["starts_at", "id"], name="meeting_by_day", condition=Q(state="planned")),
            models.Index(fields=["-starts_at", "-id"], name="meeting_held_by_day", condition=Q(state="held")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["planned", "held"]) | Q(starts_at__isnull=False), name="meeting_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}/{self.number} ({self.get_state_display()})"

    @property
    def name(self) -> str:
        """What it is called: its own title, or what it is for."""
        return self.title or str(self.get_purpose_display())

    @property
    def public_link(self) -> str:
        """The link to take part, where everyone may; else only who is invited gets it."""
        return self.link if self.is_open else ""

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None


class Invitation(models.Model):
    """One person and one meeting: whether they were asked, what they answered, and whether they came.

    `way` is how they were asked, or that they signed up by themselves; `sent_at` is empty as long as nobody asked.
    `waits_since` stands for a place on the waiting list. Who came is checked in, with the capacity and role in which
    they sat there at that moment. `is_news`: who organises has not heard of the answer yet. `chased_at`: when somebody
    who had not answered was asked once more. `code_digest` is of the short code in a letter.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="invitations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(max_length=6, choices=InvitationWay.choices, default=InvitationWay.MAIL)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=6, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_news = models.BooleanField(default=False, db_default=False)
    said = models.TextField(max_length=TEXT_LENGTH, blank=True)
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="substitutes")
    waits_since = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True, db_default="")
    reminded_week_at = models.DateTimeField(null=True, blank=True)
    reminded_day_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    sat_as = models.CharField(max_length=12, choices=Capacity.choices, blank=True)
    sat_role = models.CharField(max_length=100, blank=True)
    sat_interest = models.CharField(max_length=300, blank=True)

    objects = TenantManager.from_queryset(InvitationQuerySet)()
    everywhere = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta:
        verbose_name = _("invitation for a meeting")
        verbose_name_plural = _("invitations for meetings")
        base_manager_name = "everywhere"
        ordering = ["pk"]
        indexes = [models.Index(fields=["meeting"], name="answer_not_told", condition=Q(is_news=True))]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="invited_once_per_meeting"),
            models.UniqueConstraint(
                fields=["code_digest"], condition=~Q(code_digest=""), name="code_opens_one_invitation"
            ),
            models.CheckConstraint(condition=Q(checked_in_at=None) | ~Q(sat_as=""), name="who_came_sat_in_a_capacity"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} → {self.meeting_id} ({self.get_answer_display() or '-'})"
