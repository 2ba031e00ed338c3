"""Municipalities of their own for the stories of local sites: what one story changes shows in no other.

`build()` makes the rows, in the database that is set, and gives what JSON can carry. `town_of` makes it a `Town` again.
"""

from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

COORDINATORS = 8
MATCHING = ("Koppeldam", "Schakeldam", "Haakdam")  # with coaches, one for each way to go through the story
ROADS = ("Wegdam", "Paddam")  # with coaches, for the whole road of one idea each
BEGINNING = ("Startdam", "Beginsloot")  # without a site yet
PEOPLE = ("Mensenveen", "Teamwolde")  # with one coordinator
SHARED = "Oefenwold"  # for what changes nothing of others
LEADER = "Lies Leidt"  # of the initiative group, at each road
FITTING_COACH = "Fem Past"
OTHER_COACH = "Bo Anders"


@dataclass(frozen=True)
class Seeded:
    """An idea that is there already, and who pinned it."""

    number: int
    slug: str
    title: str
    email: str


@dataclass
class Town:
    """`coordinators` have a second factor: e-mail address and TOTP secret, each used once."""

    name: str
    code: str
    slug: str
    coordinators: list[tuple[str, str]] = field(default_factory=list)
    ideas: dict[str, Seeded] = field(default_factory=dict)

    def url(self, base_url: str) -> str:
        """Where its site stands when the national one stands at `base_url`."""
        scheme, _colon, host = base_url.partition("://")
        return f"{scheme}://{self.slug}.{host}"


def town_of(made: dict[str, Any]) -> Town:
    """As `build` gave it, by way of JSON."""
    coordinators = [(email, secret) for email, secret in made["coordinators"]]
    ideas = {key: Seeded(**idea) for key, idea in made["ideas"].items()}
    return Town(made["name"], made["code"], made["slug"], coordinators, ideas)


def build() -> dict[str, dict[str, Any]]:
    """The towns by name."""
    made = []
    for number, name in enumerate((*MATCHING, *PEOPLE, SHARED, *ROADS)):
        town = _town(name, f"GM81{number:02d}")
        _open_site(town, 1 if name in PEOPLE else COORDINATORS)
        made.append(town)
        if name in (*MATCHING, *ROADS):
            _coaches(town)
        if name in ROADS:
            _leader(town)
    for number, name in enumerate(BEGINNING):
        made.append(_with_ideas(_town(name, f"GM82{number:02d}")))
    _ideas_that_are_alike(next(town for town in made if town.name == SHARED))
    return {town.name: asdict(town) for town in made}


def _town(name: str, code: str) -> Town:
    from tests.factories.municipalities import MunicipalityFactory

    return Town(name, code, MunicipalityFactory.create(name=name, code=code).slug)


def _open_site(town: Town, coordinators: int) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from aantafel.accounts.enums import Role
    from municipalities.models import Municipality
    from tests.factories.instances import InstanceFactory, somebody

    place = Municipality.objects.get(code=town.code)
    InstanceFactory.create(municipality=place)
    for number in range(coordinators):
        secret, email = generate_totp_secret(), f"coord{number}@{town.slug}.example"
        TOTP.activate(somebody(Role.COORDINATOR, place, email=email, name=f"Cor Coord{number}"), secret)
        town.coordinators.append((email, secret))


def _leader(town: Town) -> None:
    from aantafel.accounts.enums import Role
    from municipalities.models import Municipality
    from tests.factories.instances import somebody

    place = Municipality.objects.get(code=town.code)
    somebody(Role.INITIATIVE, place, email=f"lies@{town.slug}.example", name=LEADER)


def _coaches(town: Town) -> None:
    """One whose words are those of the idea of the story, and one who likes something else."""
    from municipalities.models import Municipality
    from tests.factories.accounts import UserFactory
    from tests.factories.coaches import CoachProfileFactory

    place = Municipality.objects.get(code=town.code)
    for name, about, themes in (
        (FITTING_COACH, "Ik werk graag in de tuin, met bloemen en kruiden langs het water.", ["groen"]),
        (OTHER_COACH, "Ik rijd op een brommer en sleutel aan auto's.", ["verkeer"]),
    ):
        email = f"{name.split()[0].lower()}.coach@{town.slug}.example"
        user = UserFactory.create(name=name, email=email)
        CoachProfileFactory.create(municipality=place, user=user, about=about, themes=themes)


def _with_ideas(town: Town) -> Town:
    """One on the national site, and one that waits there for a decision."""
    from ideas.enums import ReviewKind
    from ideas.models import ReviewEntry

    town.ideas["shown"] = _idea(town, f"Een zitbank op de dijk van {town.name}", "zus.zitter", published=True)
    town.ideas["waiting"] = _idea(town, f"Een winkel zonder geld in {town.name}", "wim.winkel", waiting=True)
    ReviewEntry.objects.create(idea_id=town.ideas["waiting"].number, kind=ReviewKind.SUBMITTED)
    return town


def _ideas_that_are_alike(town: Town) -> None:
    for number in range(3):
        words = ("appels", "peren", "noten")[number]
        for key, title in (("stays", f"Samen {words} plukken in de boomgaard"), ("goes", f"Een boomgaard met {words}")):
            town.ideas[f"{key}{number}"] = _idea(town, title, f"{key}{number}.boom", published=True)


def _idea(town: Town, title: str, who: str, **state: bool) -> Seeded:
    """A year old, so that it leads no list."""
    from aantafel.core import clock
    from ideas.models import Idea
    from municipalities.models import Municipality
    from tests.factories.accounts import UserFactory
    from tests.factories.ideas import IdeaFactory
    from tests.factories.tables import TableFactory

    place = Municipality.objects.get(code=town.code)
    owner = UserFactory.create(email=f"{who}@{town.slug}.example", name=who.replace(".", " ").title())
    idea = IdeaFactory.create(municipality=place, owner=owner, title=title, sketched=True, **state)
    if idea.is_public:
        TableFactory.create(idea=idea)
        Idea.everywhere.filter(pk=idea.pk).update(published_at=clock.now() - timedelta(days=365))
    return Seeded(idea.pk, idea.slug, title, owner.email)
