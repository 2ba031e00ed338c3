"""What people do at a table as a whole: each act goes through the permissions and the service that its page uses.

An act raises Nothing when there is nothing to do it with, Http404 for who has no business there, and a DomainError for
what the rules do not allow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.services import privacy
from coaches.models import Match
from coaches.services import answers, matches
from ideas.permissions import own_idea
from movement.services import hand_over
from municipalities import sites
from municipalities.models import Instance
from tables.enums import CoreQuestion, WordKind
from tables.lifecycle import Step
from tables.models import CoreAnswer, Meeting, Seat
from tables.permissions import guided_table
from tables.services import core, outcome, owners, seats, steps, still, survey, words
from tests.tables.machine.world import SHOWS, Nothing, World, full_name

T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    """Who does it, with which of what is there, and with how many words: none, or some."""

    who: str
    pick: int = 0
    tells: bool = True


Act = Callable[[World, Ask], Any]
ACTS: dict[str, Act] = {}


def act(function: Act) -> Act:
    ACTS[function.__name__] = function
    return function


def one_of(rows: Sequence[T], ask: Ask) -> T:
    """Raises Nothing."""
    if not rows:
        raise Nothing
    return rows[ask.pick % len(rows)]


def why(world: World, ask: Ask) -> str:
    return world.text("Omdat het zo is") if ask.tells else ("", "  ")[ask.pick % 2]


def organiser(world: World, ask: Ask) -> dict[str, Any]:
    """What a move of the table is told about who makes it."""
    work = world.work(ask.who)
    return {"actor": work.user, "role": work.role}


@act
def advance(world: World, ask: Ask) -> None:
    """To the next step; now and then to one that is further, as with an old page."""
    who = organiser(world, ask)
    further = 2 if ask.pick == 3 else 1
    to = Step(min(world.table().step + further, 7))
    steps.advance(world.table_id, to, note=why(world, ask), **who)


@act
def go_back(world: World, ask: Ask) -> None:
    who = organiser(world, ask)
    steps.go_back(world.table_id, here=Step(world.table().step), reason=why(world, ask), **who)


@act
def stop(world: World, ask: Ask) -> None:
    steps.end(world.table_id, reason=why(world, ask), **organiser(world, ask))


@act
def resume(world: World, ask: Ask) -> None:
    steps.resume(world.table_id, reason=why(world, ask), **organiser(world, ask))


@act
def decide_outcome(world: World, ask: Ask) -> None:
    kind = (WordKind.NEW_ROUND, WordKind.FINISH, WordKind.UPKEEP, WordKind.END)[ask.pick]
    outcome.decide(table_id=world.table_id, kind=kind, reason=why(world, ask), **organiser(world, ask))


@act
def decide_after_meeting(world: World, ask: Ask) -> None:
    who = organiser(world, ask)
    meeting = one_of(list(Meeting.everywhere.filter(table=world.table_id).order_by("-pk")), ask)
    kind = WordKind.STOP if ask.pick == 3 else WordKind.GO_ON
    words.decide(table_id=world.table_id, kind=kind, reason=why(world, ask), meeting=meeting, **who)


@act
def say_it_can_be_judged(world: World, ask: Ask) -> None:
    words.decide(table_id=world.table_id, kind=WordKind.CAN_BE_JUDGED, **organiser(world, ask))


@act
def answer_core(world: World, ask: Ask) -> None:
    """One of the four questions; now and then without having read what stands there."""
    question = list(CoreQuestion)[ask.pick]
    who = organiser(world, ask)
    there = CoreAnswer.everywhere.filter(table=world.table_id, question=question).first()
    seen = (there.version if there else 0) if ask.tells else 0
    core.save(table_id=world.table_id, question=question, text=world.text("Een antwoord"), seen=seen, **who)


@act
def show_core(world: World, ask: Ask) -> None:
    """Only whoever pinned the idea does."""
    user, table = world.user(ask.who), world.table()
    own_idea(user, table.idea_id)
    there = one_of(list(CoreAnswer.everywhere.filter(table=table).order_by("pk")), ask)
    core.show(actor=user, table_id=table.pk, question=CoreQuestion(there.question), seen=there.version)


@act
def ask_coach(world: World, ask: Ask) -> None:
    """Only the desk of the municipality does."""
    if ask.who != "coordinator" or world.coach is None:
        raise Http404
    table = world.table()
    matches.ask(actor=world.user(ask.who), idea_id=table.idea_id, coach_id=world.coach.pk, message=world.text("Kom je"))


@act
def answer_match(world: World, ask: Ask) -> None:
    """By the key of the mail: yes with a signature, no without."""
    match = one_of(list(Match.everywhere.filter(idea=world.table().idea_id).order_by("-pk")), ask)
    if ask.tells:
        answers.accept(actor=world.user(ask.who), key=match.key)
    else:
        answers.decline(key=match.key)


@act
def end_match(world: World, ask: Ask) -> None:
    """The coach does, or the desk."""
    user = world.user(ask.who)
    if ask.who == "coach":
        guided_table(user, world.table().idea_id)
    elif ask.who != "coordinator":
        raise Http404
    match = one_of(list(Match.everywhere.running().filter(idea=world.table().idea_id)), ask)
    matches.end(actor=user, match_id=match.pk, reason=world.text("Het past niet"))


@act
def share_ownership(world: World, ask: Ask) -> None:
    user = world.work(ask.who).user
    seat = one_of(list(Seat.everywhere.filter(table=world.table_id, removed_at=None).order_by("pk")), ask)
    owners.share(actor=user, table_id=world.table_id, seat_id=seat.pk)


@act
def leave_ownership(world: World, ask: Ask) -> None:
    owners.leave(actor=world.work(ask.who).user, table_id=world.table_id)


@act
def sign_in(world: World, ask: Ask) -> None:
    """What hangs on their address becomes theirs."""
    seats.link(world.user(ask.who))


@act
def stand_still(world: World, ask: Ask) -> None:
    """The clock of the site: who was silent is asked, who did not answer rests."""
    if ask.tells:
        world.wait(days=60)
    with world.clock():
        still.ask_due()
        still.let_rest()
        still.wake()


@act
def answer_how_it_goes(world: World, ask: Ask) -> None:
    key = still.key_for(world.table(), world.user(ask.who))
    if ask.pick == 0:
        still.say_busy(key)
    elif ask.pick == 1:
        still.ask_help(key, text=world.text("Help"))
    else:
        still.stop(key, reason=why(world, ask))


@act
def open_or_end_site(world: World, ask: Ask) -> None:
    """The municipality gets a site of its own, or that ends: its tables move along."""
    if ask.who != "operator":
        raise Http404
    instance = Instance.objects.filter(municipality=world.town).first()
    if instance is None or ask.pick:
        raise Nothing
    if sites.is_open_now(world.town.pk):
        hand_over.end_site(actor=world.user(ask.who), instance_id=instance.pk, reason=why(world, ask))
    else:
        hand_over.open_site(actor=world.user(ask.who), instance_id=instance.pk, reason=why(world, ask))


@act
def ask_survey(world: World, ask: Ask) -> None:
    world.work(ask.who)
    if ask.tells:
        survey.ask(table_id=world.table_id)
    else:
        survey.close(table_id=world.table_id)


@act
def erase_account(world: World, ask: Ask) -> None:
    """They go, and their name with them; what is theirs alone stays without them."""
    user, seat = world.user(ask.who), world.seat(ask.who)
    had_seat = seat is not None or Seat.everywhere.filter(table=world.table_id, user=user).exists()
    privacy.erase(actor=user, ideas_too=False)
    del world.people[ask.who]
    world.erased.add(ask.who)
    world.shows[full_name(ask.who)] = SHOWS[NameDisplay.HIDDEN]
    world.gone.add(user.email)
    if ask.who == "invitee" and had_seat:
        world.typed_in.clear()
