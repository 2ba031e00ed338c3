"""One municipality of the measured country with its own site: a coordinator, coaches, and what they were asked."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership
from aantafel.pages.bench import rows, words
from coaches.enums import MatchState, Moment, Quality
from coaches.models import CoachProfile, Match
from ideas.enums import Theme
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality, Neighbourhood

SHARE = 20  # one idea in so many is of this municipality: five thousand of a hundred thousand
COACHES = 300  # with a hundred thousand ideas
AREAS = 12
MATCHED = 0.6  # of the ideas on the site
SUBDOMAIN = "meting"


def town_of(towns: Sequence[Municipality]) -> int | None:
    """The second largest: the largest stays on the national site, whose pages are measured."""
    if len(towns) < 2:
        return None
    return sorted(range(len(towns)), key=lambda number: -(towns[number].population or 0))[1]


def crowd(places: list[int], town: int | None) -> None:
    """Move ideas there from everywhere, until it has its share."""
    missing = len(places) // SHARE - places.count(town) if town is not None else 0
    if town is None or missing <= 0:
        return
    for number in range(0, len(places), max(len(places) // missing, 1)):
        places[number] = town


def open_site(
    chance: Random, now: datetime, town: Municipality, people: range, ideas: Sequence[tuple[int, datetime]]
) -> int:
    """Open since a year. The first of the `people` is the coordinator, the others are coaches; how many those are."""
    opened = now - timedelta(days=365)
    site = {"state": InstanceState.OPEN, "subdomain": SUBDOMAIN, "name": "Meting", "opened_at": opened}
    Instance.objects.get_or_create(municipality=town, defaults=site)
    coordinator, coaches = people[0], people[1:]
    Membership.objects.create(user_id=coordinator, municipality=town, role=Role.COORDINATOR)
    names = [Neighbourhood(municipality=town, name=f"Wijk {number}") for number in range(AREAS)]
    areas = Neighbourhood.objects.bulk_create(names)
    first = rows.next_number(CoachProfile)
    profiles = range(first, first + len(coaches))
    rows.copy(Membership, ({"user_id": user, "municipality_id": town.pk, "role": Role.COACH.value} for user in coaches))
    pairs = zip(profiles, coaches, strict=True)
    rows.copy(CoachProfile, (_profile(chance, pk, user, town, opened.date()) for pk, user in pairs))
    rows.copy(
        CoachProfile.neighbourhoods.through,
        ({"coachprofile_id": pk, "neighbourhood_id": chance.choice(areas).pk} for pk in profiles),
    )
    rows.settle(CoachProfile)
    rows.copy(Match, _matches(chance, now, profiles, ideas))
    return len(coaches)


def _profile(chance: Random, pk: int, user: int, town: Municipality, since: date) -> dict[str, Any]:
    return {
        "id": pk,
        "user_id": user,
        "municipality_id": town.pk,
        "themes": chance.sample(Theme.values, 3),
        "qualities": chance.sample(Quality.values, 3),
        "moments": chance.sample(Moment.values, 4),
        "about": words.story(chance),
        "tables_at_once": chance.randint(1, 10),
        "public_parts": ["name", "about"],
        "first_day_on": since,
        "second_day_on": since,
    }


def _matches(
    chance: Random, now: datetime, profiles: range, ideas: Sequence[tuple[int, datetime]]
) -> Iterator[dict[str, Any]]:
    """At most one for each idea. Most have ended: so many coaches cannot guide thousands of tables at once."""
    states = (MatchState.ASKED, MatchState.ACCEPTED, MatchState.DECLINED, MatchState.ENDED)
    for idea, moment in ideas:
        if chance.random() > MATCHED or not profiles:
            continue
        state = chance.choices(states, weights=(2, 10, 18, 70))[0]
        asked = min(moment + timedelta(days=2), now)
        yield {
            "key": UUID(int=chance.getrandbits(128), version=4),
            "idea_id": idea,
            "coach_id": chance.choice(profiles),
            "state": state.value,
            "asked_at": asked,
            "answer_by": (asked + timedelta(days=7)).date(),
            "answered_at": None if state is MatchState.ASKED else asked,
            "ended_at": now if state is MatchState.ENDED else None,
        }
