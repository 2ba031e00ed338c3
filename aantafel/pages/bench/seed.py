"""Puts a measured country in the database by COPY. Deterministic: the same numbers give the same rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.pages.bench import at_tables, rows, shares, site, words
from ideas.enums import IdeaState, SupportKind, Theme
from ideas.models import FreeMeeting, Idea, IdeaTally, Like, Pinner, Reaction, ReviewEntry, Support
from municipalities.models import Municipality
from tables.models import Table

YEARS = 3
MOST_SAID, MOST_OFFERED = 400, 60
PEOPLE_PER_IDEA = 2
NOT_PUBLISHED = 0.06  # of the ideas wait, were refused or taken back


class NotHere(DomainError):
    """This database is not one to fill with invented rows."""


@dataclass
class Country:
    """What was decided before anything is written: who lives where, and which idea gets how many likes."""

    chance: Random
    now: datetime
    towns: list[Municipality]
    people: list[int]  # how many in each town
    first_user: int
    first_idea: int
    first_of_town: list[int] = field(default_factory=list)

    def neighbours(self, town: int) -> tuple[int, int]:
        """The first person of a town, and how many there are."""
        return self.first_of_town[town], self.people[town]


@dataclass(frozen=True)
class One:
    """An idea with whoever likes it."""

    pk: int
    town: int
    owner: int
    state: str
    theme: str
    moment: datetime
    local: list[int]
    other: list[int]


def refuse(*, anyway: bool = False) -> None:
    """Raises NotHere for a site with real addresses, and for a database that holds ideas already."""
    if settings.MAIL_REAL_ADDRESSES:
        raise NotHere("These settings belong to a site for real people.")
    if not Municipality.objects.exists():
        raise NotHere("There are no municipalities yet: run load_municipalities first.")
    if Idea.everywhere.exists() and not anyway:
        raise NotHere("There are ideas in this database already. Say --anyway to add to them.")


def seed(*, ideas: int, likes: int, tables: int = 0, minutes: int = 0, seed_number: int = 1) -> dict[str, int]:
    """Write everything, table by table: one transaction for all would check keys with plans for empty tables.

    Gives what was made, by kind: of the likes a few per cent less than asked, where a small town has too few people
    for a popular idea.
    """
    country = _plan(ideas, seed_number)
    states = [_state(country.chance) for _idea in range(ideas)]
    wanted = shares.likes_per_idea(country.chance, [state == IdeaState.PUBLISHED for state in states], likes)
    _write_people(country)
    made = list(_ideas(country, states, wanted))
    _write_ideas(country, made)
    given = _write_likes(country, made)
    said = _write_talk(country, made)
    met = _write_tables(country, made, tables=tables, minutes=minutes)
    rows.settle(User, Idea, Reaction)
    coaches = _open_site(country, made)
    people = sum(country.people)
    return {"people": people, "ideas": len(made), "likes": given, "reactions": said, "coaches": coaches, **met}


def _open_site(country: Country, made: list[One]) -> int:
    """One municipality gets a site of its own, with coaches; how many those are."""
    town = site.town_of(country.towns)
    if town is None:
        return 0
    first, count = country.neighbours(town)
    there = [(one.pk, one.moment) for one in made if one.town == town and one.state == IdeaState.PUBLISHED]
    people = range(first, first + min(count, max(len(made) * site.COACHES // 100_000, 4)))
    return site.open_site(country.chance, country.now, country.towns[town], people, there)


def check() -> int:
    """How many tallies say something else than their likes: none, if all is well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ideas_ideatally t LEFT JOIN (SELECT l.idea_id, "
            "count(*) FILTER (WHERE l.municipality_id = i.municipality_id) AS local, "
            "count(*) FILTER (WHERE l.municipality_id <> i.municipality_id) AS other "
            "FROM ideas_like l JOIN ideas_idea i ON i.id = l.idea_id GROUP BY l.idea_id) c ON c.idea_id = t.idea_id "
            "WHERE (t.local, t.other) IS DISTINCT FROM (coalesce(c.local, 0), coalesce(c.other, 0))"
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _plan(ideas: int, seed_number: int) -> Country:
    chance = Random(seed_number)  # noqa: S311  invented rows need no secret chance
    towns = list(Municipality.objects.current().order_by("code"))
    weights = [float(town.population or 1) for town in towns]
    people = [max(part, 5) for part in shares.divide(max(ideas * PEOPLE_PER_IDEA, 5000), weights)]
    country = Country(chance, clock.now(), towns, people, rows.next_number(User), rows.next_number(Idea))
    first = country.first_user
    for count in people:
        country.first_of_town.append(first)
        first += count
    return country


def _ideas(country: Country, states: Sequence[str], wanted: Sequence[int]) -> Iterator[One]:
    chance = country.chance
    places = chance.choices(range(len(country.towns)), weights=country.people, k=len(wanted))
    site.crowd(places, site.town_of(country.towns))
    everybody = sum(country.people)
    ages = sorted((chance.randrange(YEARS * 365 * 86_400) for _idea in wanted), reverse=True)
    for number, (town, state, count, age) in enumerate(zip(places, states, wanted, ages, strict=True)):
        first, size = country.neighbours(town)
        owner = first + chance.randrange(size)
        local = shares.window(chance, first, size, round(count * shares.LOCAL_SHARE))
        other = shares.window(chance, country.first_user, everybody, count - len(local))
        yield One(
            pk=country.first_idea + number,
            town=town,
            owner=owner,
            state=state,
            theme=chance.choice(Theme.values),
            moment=country.now - timedelta(seconds=age),
            local=[user for user in local if user != owner],
            other=[user for user in other if not first <= user < first + size],
        )


def _state(chance: Random) -> str:
    if chance.random() > NOT_PUBLISHED:
        return IdeaState.PUBLISHED
    return chance.choice([IdeaState.WAITING, IdeaState.ASKED, IdeaState.REFUSED, IdeaState.WITHDRAWN])


def _write_people(country: Country) -> None:
    password, user = make_password(None), country.first_user

    def everybody() -> Iterator[dict[str, Any]]:
        number = user
        for town, count in zip(country.towns, country.people, strict=True):
            for _person in range(count):
                yield {
                    "id": number,
                    "email": f"meting{number}@buurt.example",
                    "name": f"Meting {number}",
                    "home_municipality_id": town.pk,
                    "password": password,
                }
                number += 1

    rows.copy(User, everybody())


def _write_ideas(country: Country, made: list[One]) -> None:
    chance = country.chance
    day = timedelta(days=1)

    def idea(one: One) -> dict[str, Any]:
        public = one.state == IdeaState.PUBLISHED
        return {
            "id": one.pk,
            "key": UUID(int=chance.getrandbits(128), version=4),
            "municipality_id": country.towns[one.town].pk,
            "owner_id": one.owner,
            "state": one.state,
            "title": words.title(chance),
            "origin": words.story(chance),
            "people": words.story(chance) if chance.random() < 0.6 else "",
            "approach": words.story(chance) if chance.random() < 0.5 else "",
            "theme": one.theme,
            "created_at": one.moment - 3 * day,
            "submitted_at": one.moment - 2 * day,
            "decided_at": one.moment if one.state not in (IdeaState.WAITING, IdeaState.ASKED) else None,
            "published_at": one.moment if public else None,
            "withdrawn_at": one.moment if one.state == IdeaState.WITHDRAWN else None,
        }

    rows.copy(Idea, (idea(one) for one in made))
    rows.copy(Pinner, ({"idea_id": one.pk, "name": f"Meting {one.owner}", "postcode": "1011"} for one in made))
    submitted = {"kind": "submitted", "role": "pinner"}
    rows.copy(ReviewEntry, ({"idea_id": one.pk, "created_at": one.moment - 2 * day, **submitted} for one in made))


def _write_likes(country: Country, made: list[One]) -> int:
    public = [one for one in made if one.state == IdeaState.PUBLISHED]
    towns = country.towns
    threshold = settings.FREE_MEETING_LIKES
    home = _homes(country)

    def likes() -> Iterator[dict[str, Any]]:
        for one in public:
            here = towns[one.town].pk
            for user in one.local:
                yield {"idea_id": one.pk, "user_id": user, "municipality_id": here, "created_at": one.moment}
            for user in one.other:
                there = towns[home[user - country.first_user]].pk
                yield {"idea_id": one.pk, "user_id": user, "municipality_id": there, "created_at": one.moment}

    def tally(one: One) -> dict[str, Any]:
        reached = one.moment if 0 < threshold <= len(one.local) else None
        return {
            "idea_id": one.pk,
            "local": len(one.local),
            "other": len(one.other),
            "threshold": threshold,
            "reached_at": reached,
            "settled_at": reached,
            "municipality_id": towns[one.town].pk,
            "theme": one.theme,
        }

    rows.copy(IdeaTally, map(tally, public))
    rows.copy(Like, likes())
    reached = [one for one in public if 0 < threshold <= len(one.local)]
    meeting = {"state": "told", "threshold": threshold, "way": "mail"}
    rows.copy(
        FreeMeeting,
        (
            {
                "idea_id": one.pk,
                "municipality_id": towns[one.town].pk,
                "reached_at": one.moment,
                "planned_for": one.moment.date(),
                **meeting,
            }
            for one in reached
        ),
    )
    return sum(len(one.local) + len(one.other) for one in public)


def _write_talk(country: Country, made: list[One]) -> int:
    """Reactions, a third of them answers to the first, and what people offer: few at most ideas, many where many like
    it. How many reactions that are.
    """
    chance, first = country.chance, rows.next_number(Reaction)
    popular = max((one for one in made), key=lambda one: len(one.local) + len(one.other)).pk
    everybody = range(country.first_user, country.first_user + sum(country.people))
    talked = [
        (one, MOST_SAID if one.pk == popular else min(int(chance.paretovariate(1.8)) - 1, MOST_SAID))
        for one in made
        if one.state == IdeaState.PUBLISHED
    ]

    def reactions() -> Iterator[dict[str, Any]]:
        pk = first
        for one, count in talked:
            head = pk
            for number in range(count):
                yield {
                    "id": pk,
                    "idea_id": one.pk,
                    "parent_id": head if number and chance.random() < 0.3 else None,
                    "user_id": chance.choice(everybody),
                    "text": words.story(chance),
                    "created_at": one.moment + timedelta(hours=number),
                }
                pk += 1

    def offers() -> Iterator[dict[str, Any]]:
        for one, count in talked:
            for user in shares.window(chance, everybody.start, len(everybody), min(count, MOST_OFFERED)):
                kind = chance.choice(SupportKind.values)
                yield {
                    "idea_id": one.pk,
                    "user_id": user,
                    "kind": kind,
                    "text": "Ik doe mee.",
                    "created_at": one.moment,
                }

    rows.copy(Reaction, reactions())
    rows.copy(Support, offers())
    return sum(count for _one, count in talked)


def _write_tables(country: Country, made: list[One], *, tables: int, minutes: int) -> dict[str, int]:
    first = rows.next_number(Table)
    public = [one for one in made if one.state == IdeaState.PUBLISHED]
    busiest = max(public, key=lambda one: len(one.local) + len(one.other), default=None)
    opened = [
        at_tables.Opened(
            pk=first + number,
            idea=one.pk,
            municipality=country.towns[one.town].pk,
            owner=one.owner,
            moment=one.moment,
            is_busiest=one is busiest,
        )
        for number, one in enumerate(public)
    ]
    return at_tables.write(country.chance, country.now, opened, tables=tables, minutes=minutes)


def _homes(country: Country) -> list[int]:
    """In which town each person lives, in the order of their numbers."""
    return [town for town, count in enumerate(country.people) for _person in range(count)]
