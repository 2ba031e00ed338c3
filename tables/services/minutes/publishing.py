"""From what was written down to what everyone reads: handed in to the owner, checked, published, and published again.

Publishing is one transaction: the version, the line on the timeline, the actions in the plan, who is missing on the
list, and the mails. Either all of it is there or nothing, and a second time nothing comes of it.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, killpoints, page_cache
from aantafel.core.documents import codec
from aantafel.core.documents.structure import Document
from aantafel.core.errors import Conflict, DomainError, WrongState
from municipalities import senders
from tables.enums import ActorRole, MeetingState, MinutesPartName, MinutesState, SeatSource, TableState, TimelineKind
from tables.minutes import live
from tables.minutes.draft import Draft, Lack, gather
from tables.minutes.reading import all_words
from tables.minutes.text import document
from tables.models import Action, Decision, Minutes, MinutesVersion, Table
from tables.notifications import minutes as mails
from tables.notifications import plan as plan_mails
from tables.road import facts
from tables.services import free_record, meetings, plan, seats, steps
from tables.services.minutes.writing import lock

OWNER_CHECKS = timedelta(days=7)  # after that, who organises may publish what the owner has not answered
ORGANISERS = frozenset({ActorRole.OWNER, ActorRole.COACH, ActorRole.COORDINATOR, ActorRole.OPERATOR})


class NotYours(WrongState):
    default = _("The table owner checks and publishes the minutes. Hand them in first.")


class NotYet(WrongState):
    default = _("The meeting has yet to begin. Its minutes can go to everyone after that.")


class ReadAgain(Conflict):
    default = _("Something in the minutes has just been changed. Read them once more, and then publish them.")


class ReasonMissing(DomainError):
    default = _("Write in one or two sentences what you changed and why. Everyone can read it.")


class Incomplete(DomainError):
    """`lacks` is what is still missing."""

    default = _("Something is still missing in the minutes. On this page you read what.")

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__()
        self.lacks = tuple(lacks)


def may_publish(minutes: Minutes, role: ActorRole) -> bool:
    """The owner decides what goes to everyone. For an owner without an account, or one who let it lie for a week, who
    else organises the table does it. Uses the idea of the table.
    """
    if role is ActorRole.OWNER:
        return True
    if role not in ORGANISERS:
        return False
    if not facts.owner_acts(minutes.meeting.table):
        return True
    handed_in = minutes.handed_in_at
    return handed_in is not None and clock.now() - handed_in >= OWNER_CHECKS


def hand_in(*, actor: User, minutes_id: int) -> None:
    """Put the minutes before the owner, or before who decides for one without an account, with a mail. A second time
    changes nothing. Raises MinutesClosed.
    """
    with transaction.atomic():
        people.lock(actor)
        minutes = lock(minutes_id)
        if minutes.state == MinutesState.TO_CHECK:
            return
        minutes.state, minutes.handed_in_at = MinutesState.TO_CHECK, clock.now()
        minutes.save(update_fields=["state", "handed_in_at"])
        mails.to_check(minutes, actor)


def take_back(*, actor: User, minutes_id: int) -> None:
    """Go on writing. A second time changes nothing."""
    with transaction.atomic():
        people.lock(actor)
        minutes = lock(minutes_id)
        if minutes.state == MinutesState.TO_CHECK:
            minutes.state = MinutesState.PUBLISHED if minutes.version else MinutesState.WRITING
            minutes.handed_in_at = None
            minutes.save(update_fields=["state", "handed_in_at"])


def publish(*, actor: User, minutes_id: int, role: ActorRole, seen: int, reason: str = "") -> MinutesVersion:
    """What stands there, as its reader saw it (`seen` is the stamp of that moment), goes to everyone; after the first
    time as a new version with a reason. What was published already is given back as it is.

    Locks the person, the table, the meeting and the minutes. Raises NotYours, NotYet, ReadAgain, Incomplete,
    ReasonMissing, MinutesClosed.
    """
    with transaction.atomic():
        people.lock(actor)
        locked = meetings.lock(Minutes.everywhere.values_list("meeting", flat=True).get(pk=minutes_id))
        table = locked.table
        minutes = lock(minutes_id)
        minutes.meeting = locked.meeting
        if minutes.version and minutes.public_stamp == minutes.stamp:
            return MinutesVersion.everywhere.get(minutes=minutes, number=minutes.version)
        draft = _demand(minutes, role, seen, reason)
        if locked.meeting.state == MeetingState.PLANNED:
            meetings.mark_held(locked, actor=actor)  # what everyone reads of has been
        _onto_the_list(draft, table, actor)
        given = _into_the_plan(minutes, table, actor)
        _number(minutes)
        version = _append(minutes, draft, actor=actor, role=role, reason=reason)
        free_record.follow(minutes.meeting, actor=actor)
        killpoints.reach("minutes:published")
        _tell(minutes, given, actor=actor, role=role)
        return version


def _demand(minutes: Minutes, role: ActorRole, seen: int, reason: str) -> Draft:
    meeting = minutes.meeting
    if not may_publish(minutes, role):
        raise NotYours
    if meeting.starts_at is None or meeting.starts_at > clock.now():
        raise NotYet
    if seen != minutes.stamp:
        raise ReadAgain
    draft = gather(minutes)
    if draft.lacks:
        raise Incomplete(draft.lacks)
    if minutes.version and not reason.strip():
        raise ReasonMissing
    return draft


def _onto_the_list(draft: Draft, table: Table, actor: User) -> None:
    """Who is missing is asked for the next meeting. A table that is over asks nobody."""
    if table.state != TableState.RUNNING:
        return
    for one in [wanted for wanted in draft.wanted if wanted.listed_at is None]:
        details = seats.Details(capacity=one.capacity, role=one.role, name=one.name, why=one.why)
        one.seat = seats.put(table, actor=actor, details=details, source=SeatSource.OWN)
        one.listed_at = clock.now()
        one.save(update_fields=["seat", "listed_at"])


def _into_the_plan(minutes: Minutes, table: Table, actor: User) -> list[Action]:
    """Gives those of which whoever does them has to hear."""
    found = []
    for one in minutes.noted_actions.select_related("seat").filter(action=None):
        one.action = plan.add_action(
            table,
            text=one.text,
            seat=one.seat,
            who=one.who,
            due_on=one.due_on,
            meeting=minutes.meeting,
            actor=actor,
        )
        one.save(update_fields=["action"])
        if plan.is_news(one.action, actor):
            found.append(one.action)
    return found


def _number(minutes: Minutes) -> None:
    """Each decision keeps from now on the number under which it was read."""
    free = max((one.number or 0 for one in minutes.decisions.all()), default=0)
    for one in Decision.objects.filter(minutes=minutes, number=None, removed_at=None):
        free += 1
        one.number = free
        one.save(update_fields=["number"])


def _append(minutes: Minutes, draft: Draft, *, actor: User, role: ActorRole, reason: str) -> MinutesVersion:
    now = clock.now()
    made = document(draft, at=now, site=senders.of(minutes.meeting.table.municipality_id).name)
    minutes.version += 1
    version = MinutesVersion.everywhere.create(
        minutes=minutes,
        number=minutes.version,
        content=codec.to_json(made),
        reason=reason.strip(),
        role=role,
        by=actor,
        at=now,
    )
    minutes.state, minutes.handed_in_at = MinutesState.PUBLISHED, None
    minutes.published_at = minutes.published_at or now
    minutes.public_stamp = minutes.stamp
    minutes.step = minutes.step or draft.step
    keep(minutes, made, draft)
    minutes.save()
    return version


def keep(minutes: Minutes, made: Document, draft: Draft) -> None:
    """What is asked of the newest version without reading all of it."""
    minutes.summary = draft.texts[MinutesPartName.SUMMARY]
    minutes.active = draft.texts[MinutesPartName.ACTIVE]
    minutes.again = draft.texts[MinutesPartName.AGAIN]
    minutes.missing = draft.texts[MinutesPartName.MISSING]
    minutes.words = all_words(made)


def _tell(minutes: Minutes, given: list[Action], *, actor: User, role: ActorRole) -> None:
    """Who was there hears of the minutes and of what they do in one mail."""
    table = minutes.meeting.table
    if minutes.version == 1:
        steps.tell(table, TimelineKind.MINUTES, actor=actor, role=role, about=minutes.meeting)
        given = mails.published(minutes, given)
    else:
        steps.give_sign_of_life(table)
        transaction.on_commit(page_cache.purge, robust=True)
    plan_mails.given(given)
    live.forget_after_commit(minutes.meeting)
