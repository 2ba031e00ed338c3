"""What follows for a table from news of its idea and of its coaches. Runs inside the transaction of the news."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.outbox import addresses
from coaches.enums import MatchRole
from coaches.models import Match
from coaches.signals import match_accepted, match_asked, match_ended
from ideas.models import Idea
from ideas.signals import Along, idea_merged, idea_withdrawn, idea_withdraws
from tables.enums import ActorRole, TableState, TimelineKind
from tables.meetings.words import in_dutch
from tables.models import Meeting, OwnerWord, Table
from tables.notifications import life as life_mails
from tables.notifications import meetings as meeting_mails
from tables.road import organisers
from tables.services import facilitators, free, meetings, notices, seats, steps
from tables.signals import round_began, table_closed


def connect() -> None:
    idea_withdraws.connect(call_off_withdrawn, dispatch_uid="tables.call_off_withdrawn")
    idea_withdrawn.connect(stop_withdrawn, dispatch_uid="tables.stop_withdrawn")
    idea_withdrawn.connect(keep_from_municipality, dispatch_uid="tables.keep_from_municipality")
    idea_merged.connect(stop_table, dispatch_uid="tables.stop_table")
    table_closed.connect(call_off_meetings, dispatch_uid="tables.call_off_meetings")
    round_began.connect(take_meetings_along, dispatch_uid="tables.take_meetings_along")
    match_asked.connect(go_to_match, dispatch_uid="tables.go_to_match")
    match_accepted.connect(tell_of_coach, dispatch_uid="tables.tell_of_coach")
    match_ended.connect(tell_of_leaving, dispatch_uid="tables.tell_of_leaving")
    user_logged_in.connect(link_seats, dispatch_uid="tables.link_seats")


def link_seats(*, user: User, **_kwargs: Any) -> None:
    """Who signs in has proved their address: invitations to it are theirs."""
    seats.link(user)


def keep_from_municipality(*, idea: Idea, actor: User, **_kwargs: Any) -> None:
    notices.keep_from_municipality(actor=actor, idea_id=idea.pk)


def call_off_withdrawn(*, idea: Idea, actor: User | None, along: dict[str, Along], **_kwargs: Any) -> None:
    """What was still to come does not go on. Pinner and coach read that in the mail which says that it all ends."""
    steps.lock_matches_of(idea.pk)
    table = Table.everywhere.select_for_update(no_key=True).filter(idea=idea, state=TableState.RUNNING).first()
    if table is None:
        return
    off = meetings.call_off_all(table, actor=actor, role=ActorRole.OWNER, reason=_taken_back())
    within = _one_with_a_day(off)
    told = meeting_mails.called_off(within)
    for user in (organisers.pinner(table), *organisers.guides(table)):
        mine = told.get(addresses.key(user.email)) if user else None
        if mine is not None:
            along[addresses.key(mine.hearer.email)] = Along({"called_off": mine}, mine.attachments)
    for meeting in off:
        meeting_mails.cancelled(meeting, but=along if meeting in within else ())


def stop_withdrawn(*, idea: Idea, actor: User | None, **_kwargs: Any) -> None:
    """Nobody sees the table any more; it says so itself, too."""
    table = Table.everywhere.select_for_update(no_key=True).filter(idea=idea).first()
    if table is not None:
        steps.stop(table, actor=actor, role=ActorRole.OWNER, reason=_taken_back())


def stop_table(*, stays: Idea, goes: Idea, actor: User | None, **_kwargs: Any) -> None:
    """The idea goes on at the table of another one, and so does the free meeting that was planned at its own."""
    both = Table.everywhere.select_for_update(of=("self",), no_key=True).filter(idea__in=(goes, stays))
    tables = {table.idea_id: table for table in both.select_related("idea").defer("idea__search").order_by("idea")}
    table, other = tables.get(goes.pk), tables.get(stays.pk)
    if table is None:
        return
    if other is not None:
        free.hand_on(table, other, actor=actor)
    reason = _("The idea became part of another one: %(title)s") % {"title": stays.title}
    steps.stop(table, actor=actor, role=ActorRole.COORDINATOR, reason=reason)


def call_off_meetings(
    *,
    table: Table,
    actor: User | None,
    role: ActorRole,
    reason: str,
    word: OwnerWord | None,
    tells: bool,
    **_kwargs: Any,
) -> None:
    """The table stopped or is finished, and so what was still to come does not go on. Who hears of both gets one mail;
    only a second meeting with a day has a mail of its own, since a mail takes one out of a calendar.
    """
    off = meetings.call_off_all(table, actor=actor, role=role, reason=reason or in_dutch(_no_further))
    within = _one_with_a_day(off) if tells else []
    if tells:
        life_mails.closed(table, by=actor, role=role, reason=reason, word=word, off=within)
    for meeting in off:
        if meeting not in within:
            meeting_mails.cancelled(meeting)


def take_meetings_along(*, table: Table, **_kwargs: Any) -> None:
    """A new round began, and what is still to come belongs to it."""
    meetings.take_along(table)


def go_to_match(*, idea_id: int, actor: User | None, **_kwargs: Any) -> None:
    """A coach is asked: the table goes from step 1 to 2. One that is further on stays where it is."""
    table = Table.everywhere.select_for_update(no_key=True).filter(idea=idea_id).first()
    if table is not None:
        steps.go_to_match(table, actor=actor, role=ActorRole.COORDINATOR)


def tell_of_coach(*, idea_id: int, match: Match, **_kwargs: Any) -> None:
    _tell(idea_id, match, TimelineKind.COACH)


def tell_of_leaving(*, idea_id: int, match: Match, **_kwargs: Any) -> None:
    _tell(idea_id, match, TimelineKind.COACH_LEFT)
    table = Table.everywhere.filter(idea=idea_id).first()
    if table is not None:
        facilitators.let_go(table, match.coach.user)


def _tell(idea_id: int, match: Match, kind: TimelineKind) -> None:
    """The line is about the coach, whoever pressed the button. Who goes along to learn stays out of it, and where the
    table is finished, that line says enough.
    """
    table = Table.everywhere.select_for_update(no_key=True).filter(idea=idea_id).first()
    if table is not None and match.role != MatchRole.ALONG and table.state != TableState.FINISHED:
        steps.tell(table, kind, actor=match.coach.user, role=ActorRole.COACH)


def _one_with_a_day(off: list[Meeting]) -> list[Meeting]:
    """Which of these one mail can tell: it takes one out of a calendar."""
    apart = [meeting for meeting in off if meeting.starts_at][1:]
    return [meeting for meeting in off if meeting not in apart]


def _taken_back() -> str:
    return _("The idea pinner took the idea back.")


def _no_further() -> str:
    return _("The table goes no further.")
