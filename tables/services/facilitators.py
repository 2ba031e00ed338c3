"""The one writer of who leads a meeting: the coach, or somebody whom the desk found.

The talk with the desk is a request for help (`coaches.services.help_requests`), which is locked after the meeting.
"""

import uuid

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.core import clock, page_cache
from aantafel.core.errors import WrongState
from coaches.enums_talk import HelpKind, HelpSide
from coaches.models import HelpRequest, Match
from coaches.services import help_requests
from municipalities import sites
from municipalities.models import Municipality
from tables.enums import FacilitatorState, MeetingState
from tables.models import FacilitatorAsk, Meeting, Table
from tables.notifications import meetings as meeting_mails
from tables.permissions import GUIDING
from tables.services import facilitator_search, meetings

LEADS = (Role.COORDINATOR, Role.COACH, Role.INITIATIVE)
OPEN = (MeetingState.POLL, MeetingState.PLANNED)


class AskedAlready(WrongState):
    default = _("The desk looks for somebody already.")


class NotAsked(WrongState):
    default = _("This question has been answered, or taken back. You need do nothing.")


class NotPossible(WrongState):
    default = _("This person cannot lead a meeting here. Choose somebody else.")


def ask(*, actor: User, meeting_id: int, text: str) -> HelpRequest:
    """Ask the desk for somebody. Raises AskedAlready, NotPlanned, TooMany."""
    with transaction.atomic():
        table = Table.everywhere.select_related("idea", "municipality").defer("idea__search").get(meetings=meeting_id)
        asked = help_requests.ask(
            actor=actor, municipality=table.municipality, idea=table.idea, kind=HelpKind.FACILITATOR, text=text
        )
        meeting = _lock(meeting_id)
        running = FacilitatorAsk.everywhere.running().filter(meeting=meeting).first()
        if running is not None and running.request_id == asked.pk:
            return asked
        if running is not None:
            raise AskedAlready
        FacilitatorAsk.everywhere.create(meeting=meeting, request=asked)
        return asked


def name(*, actor: User, side: HelpSide, ask_id: int, person_id: int) -> None:
    """The desk asks this person, by mail; who asked the desk hears it. Raises NotAsked, NotPossible."""
    with transaction.atomic():
        found = _lock_ask(FacilitatorAsk.everywhere.filter(pk=ask_id))
        if found.state not in (FacilitatorState.OPEN, FacilitatorState.ASKED):
            raise NotAsked
        person = candidates(found.meeting.table.municipality).filter(pk=person_id).first()
        if person is None:
            raise NotPossible
        if found.person_id == person.pk and found.state == FacilitatorState.ASKED:
            return
        found.person, found.state, found.asked_at = person, FacilitatorState.ASKED, clock.now()
        found.key = uuid.uuid4()  # whoever was asked before answers no more
        found.save(update_fields=["person", "state", "asked_at", "key"])
        meeting_mails.facilitator_asked(found)
        text = gettext("We asked %(name)s to lead your meeting. You hear it when there is an answer.")
        help_requests.say(
            actor=actor, request_id=found.request_id, side=side, text=text % {"name": person.get_short_name()}
        )


def answer(*, actor: User, key: uuid.UUID, yes: bool, said: str = "") -> Meeting:
    """The person who was asked says yes or no. After a no the desk looks on. Raises NotAsked."""
    with transaction.atomic():
        found = _lock_ask(FacilitatorAsk.everywhere.filter(key=key, person=actor))
        if found.state != FacilitatorState.ASKED or found.meeting.state not in OPEN:
            raise NotAsked
        found.answered_at, found.said = clock.now(), said
        found.state = FacilitatorState.FOUND if yes else FacilitatorState.OPEN
        found.save(update_fields=["answered_at", "said", "state"])
        if yes:
            _leads(found.meeting, actor)
            text = gettext("%(name)s leads your meeting.") % {"name": actor.get_short_name()}
            done = f"{text} {said}".strip()
            help_requests.finish(actor=actor, request_id=found.request_id, side=HelpSide.DESK, text=done)
            meeting_mails.facilitator_found(found.meeting, found)
        else:
            text = gettext("%(name)s cannot lead this meeting.") % {"name": actor.get_short_name()}
            help_requests.wait_again(actor=actor, request_id=found.request_id, text=f"{text} {said}".strip())
        return found.meeting


def take_back(*, actor: User, meeting_id: int) -> None:
    """Nobody need be found any more. A second time changes nothing."""
    with transaction.atomic():
        facilitator_search.call_off(meetings.lock(meeting_id).meeting, actor=actor)


def choose(*, actor: User, meeting_id: int, person_id: int | None) -> None:
    """A coach of the table leads, or nobody for now; whoever is looked for need not be found. Raises NotPossible,
    NotPlanned.
    """
    with transaction.atomic():
        meeting = _lock(meeting_id)
        person = guides(meeting.table).filter(pk=person_id).first() if person_id else None
        if person_id and person is None:
            raise NotPossible
        _leads(meeting, person)
        if person is not None:
            facilitator_search.call_off(meeting, actor=actor)


def guides(table: Table) -> QuerySet[User]:
    """The coaches of a table."""
    running = Match.everywhere.running().filter(idea=table.idea_id, role__in=GUIDING)
    return User.objects.filter(pk__in=running.values("coach__user"), is_active=True).order_by("name", "pk")


def let_go(table: Table, person: User) -> None:
    """Who was a coach of this locked table leads none of its meetings that are to come; inside the caller's
    transaction. Who still is one, leads on.
    """
    if guides(table).filter(pk=person.pk).exists():
        return
    to_come = Meeting.everywhere.filter(
        table=table, facilitator=person, state__in=(MeetingState.POLL, MeetingState.PLANNED)
    )
    for meeting in to_come.select_for_update(of=("self",), no_key=True).order_by("pk"):
        if not FacilitatorAsk.everywhere.filter(meeting=meeting, person=person, state=FacilitatorState.FOUND).exists():
            _leads(meeting, None)


def candidates(municipality: Municipality) -> QuerySet[User]:
    """Who may be asked: the people of a local site, and the operators."""
    roles = Q(role=Role.OPERATOR, municipality=None)
    if sites.is_open(municipality.pk):
        roles |= Q(role__in=LEADS, municipality=municipality)
    held = Membership.objects.filter(roles, ended_at=None)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def _leads(meeting: Meeting, person: User | None) -> None:
    meeting.facilitator = person
    meetings.touch(meeting, "facilitator")
    transaction.on_commit(page_cache.purge, robust=True)


def _lock(meeting_id: int) -> Meeting:
    meeting = meetings.lock(meeting_id).meeting
    if meeting.state not in OPEN:
        raise meetings.NotPlanned
    return meeting


def _lock_ask(rows: QuerySet[FacilitatorAsk]) -> FacilitatorAsk:
    """With its table and meeting, locked before it. Raises NotAsked."""
    number = rows.values_list("meeting", flat=True).first()
    if number is None:
        raise NotAsked
    meeting = meetings.lock(number).meeting
    found = rows.select_for_update(of=("self",)).select_related("person").first()
    if found is None:
        raise NotAsked
    found.meeting = meeting
    return found
