"""What the method asks of a table, worked out anew from the rows: nothing here uses `tables.road.facts` or the rules of
`tables.lifecycle`, so that a mistake in those is found.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import Membership, User
from coaches.models import Match
from municipalities.models import Instance
from tables.models import Action, CoreAnswer, Invitation, Meeting, Minutes, OwnerWord, Seat, Table, Variant

SIDES = tuple(one.value for one in Capacity)
OUTCOMES = {"finish": "finish", "upkeep": "finish", "end": "finish", "round": "new_round"}
FIRM = {"published", "can be judged", "outcome"}


@dataclass(frozen=True)
class Look:
    """How a table stands. `hard` holds it back, `soft` may be passed with a public reason. `speakers` say what only an
    owner decides.
    """

    step: int
    state: str
    round: int
    is_local: bool
    is_public: bool
    hard: frozenset[str]
    soft: frozenset[str]
    speakers: frozenset[str]
    outcome: str

    @property
    def desk(self) -> str:
        return "coord" if self.is_local else "operator"

    @property
    def where(self) -> tuple[int, str, int]:
        return self.step, self.state, self.round

    def may(self, move: str, role: str) -> bool:
        """As the method has it: who, and whether it can happen to such a table at all."""
        if not self.is_public or self.state == "finished":
            return False
        if self.state == "stopped":
            return move == "resume" and role in self.speakers | {self.desk}
        if move == "stop":
            return role in self.speakers | {self.desk}
        if move == "back":
            return self.step > (2 if self.is_local else 1) and role in {"owner", "coach", self.desk}
        if move == "forward":
            return self.step < 7 and role in self._who_goes_on()
        if move in ("finish", "new_round"):
            return self.step == 7 and role in self.speakers and self.outcome in ("", move)
        return False

    def _who_goes_on(self) -> frozenset[str]:
        if self.step == 1 and self.is_local:
            return frozenset({"coord"})
        return self.speakers if self.step == 6 else self.speakers | {"owner", "coach"}


@dataclass(frozen=True)
class Places:
    """Of one meeting: `size` 0 is no limit. Who owns the table has a place as long as they say nothing else."""

    size: int
    given: int
    owners: int
    waiting: int

    @property
    def free(self) -> int:
        return self.size - self.given - self.owners


def places(table_id: int, now: datetime) -> dict[int, Places]:
    """Of the meetings that have yet to begin, and of which the door is still closed."""
    table = Table.everywhere.get(pk=table_id)
    owners = set(Seat.everywhere.filter(table=table, is_owner=True, removed_at=None).values_list("pk", flat=True))
    found = {}
    for meeting in Meeting.everywhere.filter(table=table, state__in=("poll", "planned")):
        if meeting.starts_at is not None and meeting.starts_at <= now + timedelta(hours=2):
            continue
        rows = list(Invitation.everywhere.filter(meeting=meeting).exclude(answer="").values())
        comes = [one for one in rows if one["answer"] == "comes"]
        spoken = {one["seat_id"] for one in rows}
        found[meeting.pk] = Places(
            size=meeting.size,
            given=len([one for one in comes if one["waits_since"] is None]),
            owners=len(owners - spoken) if owners else 1,
            waiting=len([one for one in comes if one["waits_since"] is not None]),
        )
    return found


def is_owned(table_id: int) -> bool:
    """Whether somebody with an account decides about the table."""
    table = Table.everywhere.select_related("idea").get(pk=table_id)
    return (table.idea.owner_id is not None and table.pinner_left_at is None) or bool(partners(table))


def look(table_id: int) -> Look:
    table = Table.everywhere.select_related("idea").get(pk=table_id)
    is_local = Instance.objects.filter(municipality=table.municipality_id, state="open").exists()
    missing, again, outcome = _missing(table, is_local)
    soft = missing & again if is_local else missing - FIRM
    speakers = {"owner"} if is_owned(table_id) else {"owner", "coach", "coord" if is_local else "operator"}
    return Look(
        step=table.step,
        state=table.state,
        round=table.round,
        is_local=is_local,
        is_public=table.idea.state == "published",
        hard=frozenset(missing - soft),
        soft=frozenset(soft),
        speakers=frozenset(speakers),
        outcome=outcome,
    )


def partners(table: Table) -> set[int]:
    """Who owns it on the list, with an account."""
    rows = Seat.everywhere.filter(table=table, is_owner=True, removed_at=None, user__isnull=False)
    return set(rows.values_list("user", flat=True))


def role_of(user: User, table_id: int) -> str:
    """As what somebody organises the table, by who they are; "" for who does not."""
    table = Table.everywhere.select_related("idea").get(pk=table_id)
    if (table.idea.owner_id == user.pk and table.pinner_left_at is None) or user.pk in partners(table):
        return "owner"
    if Match.everywhere.filter(idea=table.idea_id, state="accepted", role="coach", coach__user=user).exists():
        return "coach"
    is_local = Instance.objects.filter(municipality=table.municipality_id, state="open").exists()
    held = Membership.objects.filter(user=user, ended_at=None)
    if is_local:
        return "coord" if held.filter(role="coordinator", municipality=table.municipality_id).exists() else ""
    return "operator" if held.filter(role="operator").exists() else ""


def _missing(table: Table, is_local: bool) -> tuple[set[str], set[str], str]:
    """What is missing in its step; of which sides somebody was asked again; what the owner said comes of it."""
    meetings: list[Any] = list(Meeting.everywhere.filter(table=table, round=table.round).values())
    asked = list(_invitations(table))
    if table.step == 1:
        return (set() if table.idea.state == "published" else {"published"}), set(), ""
    if table.step == 2:
        return _for_asking(table, is_local), set(), ""
    if table.step == 3:
        planned = [one for one in meetings if one["purpose"] == "first" and one["state"] in ("planned", "held")]
        sides = {one["seat__capacity"] for one in asked if one["sent_at"] and one["meeting__state"] != "cancelled"}
        return (
            {f"asked {side}" for side in SIDES if side not in sides} | ({"meeting"} if not planned else set()),
            set(),
            "",
        )
    if table.step == 4:
        return _for_choosing(table, meetings), set(), ""
    if table.step == 5:
        return _for_doing(table, meetings, asked), _asked_again(meetings, asked), ""
    said = [one for one in _words(table) if one.at >= table.moved_at]
    if table.step == 6:
        return ({"can be judged"} if not [one for one in said if one.kind == "judge"] else set()), set(), ""
    outcomes = [OUTCOMES[one.kind] for one in said if one.kind in OUTCOMES]
    return ({"outcome"} if not outcomes else set()), set(), outcomes[-1] if outcomes else ""


def _for_asking(table: Table, is_local: bool) -> set[str]:
    coached = Match.everywhere.filter(idea=table.idea_id, role="coach", state="accepted").exists()
    texts = [one.text for one in CoreAnswer.everywhere.filter(table=table) if one.text]
    return ({"coach"} if is_local and not coached else set()) | ({"answers"} if len(texts) < 4 else set())


def _for_choosing(table: Table, meetings: list[Any]) -> set[str]:
    first = {one["id"] for one in meetings if one["purpose"] == "first"}
    public = list(Minutes.everywhere.filter(meeting__in=first, version__gt=0))
    missing = set() if public else {"minutes"}
    if not any(one.active.strip() and one.again.strip() and one.missing.strip() for one in public):
        missing.add("closing questions")
    said = [one.kind for one in _words(table) if one.meeting_id in first]
    return missing | (set() if said and said[-1] == "go_on" else {"go on"})


def _for_doing(table: Table, meetings: list[Any], asked: list[dict[str, Any]]) -> set[str]:
    sat = {one["sat_as"] for one in asked if one["checked_in_at"] and one["meeting__state"] != "cancelled"}
    second = [one["id"] for one in meetings if one["purpose"] == "second"]
    here = {"table": table, "round": table.round}
    missing = {f"sat {side}" for side in SIDES if side not in sat}
    if not [one for one in Variant.everywhere.filter(**here) if one.chosen_at]:
        missing.add("variant")
    if not Minutes.everywhere.filter(meeting__in=second, version__gt=0).exists():
        missing.add("second minutes")
    kept = [one for one in Action.everywhere.filter(**here) if one.state != "dropped"]
    agreed = [one for one in kept if (one.seat_id or one.who) and one.due_on]
    return missing | (set() if agreed else {"plan"})


def _asked_again(meetings: list[Any], asked: list[dict[str, Any]]) -> set[str]:
    """A side that stayed away from a meeting and was asked after that for another one."""
    found = set()
    for held in [one for one in meetings if one["state"] == "held"]:
        came = {one["sat_as"] for one in asked if one["meeting"] == held["id"] and one["checked_in_at"]}
        for one in asked:
            later = one["sent_at"] and one["sent_at"] > held["starts_at"] and one["meeting"] != held["id"]
            if later and one["meeting__state"] != "cancelled" and one["seat__capacity"] not in came:
                found.add(f"sat {one['seat__capacity']}")
    return found


def _invitations(table: Table) -> list[dict[str, Any]]:
    rows = Invitation.everywhere.filter(meeting__table=table, meeting__round=table.round)
    names = ("meeting", "meeting__state", "seat__capacity", "sent_at", "checked_in_at", "sat_as")
    return list(rows.order_by("pk").values(*names))


def _words(table: Table) -> list[OwnerWord]:
    return list(OwnerWord.objects.filter(table=table, round=table.round).order_by("at", "pk"))
