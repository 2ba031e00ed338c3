"""Whoever would do the next thing does it: so a table comes further than by chance."""

from django.http import Http404

from aantafel.core.errors import DomainError
from tests.tables.machine import acts_asking, acts_meetings, acts_minutes, acts_people, oracle
from tests.tables.machine.acts import ACTS, Ask
from tests.tables.machine.world import Nothing, World

__all__ = ["further", "to_step"]
MODULES = (acts_asking, acts_meetings, acts_minutes, acts_people)  # each adds its acts when it is imported


def to_step(world: World, step: int) -> None:
    """By legal acts alone. The clock goes along."""
    for _time in range(60):
        if world.table().step >= step:
            return
        further(world)
    raise AssertionError(f"stands in {world.table().step}, lacks {oracle.look(world.table_id)}")


def further(world: World) -> None:
    """Everything that the step where the table stands asks for, and then the step itself."""
    seen = oracle.look(world.table_id)
    if seen.state == "stopped":
        _by_anyone(world, "resume")
    for one in sorted(seen.hard | seen.soft):
        for name, pick in _HOW[one]:
            _by_anyone(world, name, pick)
    if seen.step == 7:
        _by_anyone(world, "decide_outcome", 0)
    elif seen.step == 1 and seen.is_local:
        _by_anyone(world, "ask_coach")
    else:
        _by_anyone(world, "advance")


def _by_anyone(world: World, name: str, pick: int = 0) -> None:
    for who in ("pinner", "partner", "coach", "coordinator", "operator"):
        try:
            with world.clock():
                ACTS[name](world, Ask(who, pick))
        except (Nothing, Http404, DomainError):
            continue
        world.wait(minutes=1)
        return


def _meeting(pick: int) -> list[tuple[str, int]]:
    """Planned, with everyone asked and there, and written down."""
    together = [("plan_meeting", pick), ("add_to_list", 3), ("add_to_list", 4), ("add_to_list", 5), ("invite", 0)]
    there = [("go_to_the_meeting", 0), *(("check_in", number) for number in range(4))]
    minutes = [("begin_minutes", 0), ("write_all_parts", 0), ("publish_minutes", 0)]
    return [*together, *there, *minutes]


_ASKED = [("plan_meeting", 0), ("add_to_list", 3), ("add_to_list", 4), ("add_to_list", 5), ("invite", 0)]
_HOW: dict[str, list[tuple[str, int]]] = {
    "published": [],
    "coach": [("ask_coach", 0), ("answer_match", 0)],
    "answers": [("answer_core", number) for number in range(4)],
    "meeting": [("plan_meeting", 0)],
    "asked resident": _ASKED,
    "asked professional": _ASKED,
    "asked employee": _ASKED,
    "minutes": _meeting(0),
    "closing questions": [("write_all_parts", 0), ("publish_minutes", 0)],
    "go on": [("decide_after_meeting", 0)],
    "second minutes": _meeting(1),
    "sat resident": _meeting(2),
    "sat professional": _meeting(2),
    "sat employee": _meeting(2),
    "variant": [("add_variant", 0), ("open_choice", 0), ("close_choice", 0)],
    "plan": [("add_action", 0)],
    "can be judged": [("say_it_can_be_judged", 0)],
    "outcome": [],
}
