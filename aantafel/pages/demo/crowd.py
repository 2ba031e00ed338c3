"""The neighbours of the demo: many invented people who like ideas, and do nothing else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from aantafel.accounts.models import User
from aantafel.core.text import slugify
from municipalities.models import Municipality

FIRST = (
    "Abel Aicha Alma Amir Arend Bahar Bram Brechtje Cees Dalila Dorien Elif Evert Fatma Floor Gijs Grietje Hamza Hidde "
    "Ilse Imke Jamal Jip Katja Kobus Lamine Liesbeth Maartje Malik Mirjam Noud Nora Oumar Petra Quinten Rosa Samira "
    "Siem Tess Umut Vera Wessel Xander Ymke Zehra"
).split()
BEGIN = "Aker Berm Braam Distel Eiken Elzen Ganzen Heide Klaver Linde Maan Meidoorn Noten Oever Riet Spreeuw".split()
END = "akker beek berg dam dreef eiland haag hoek hof kamp kade laan oever pad sloot stee terp tuin".split()
SINCE = timedelta(days=149)  # they came soon after the site did


@dataclass
class Crowd:
    """Neighbours by municipality, made as they are needed; each name occurs once."""

    now: datetime
    by_place: dict[int, list[User]] = field(default_factory=dict)
    made: int = 0

    def of(self, place: Municipality, count: int) -> list[User]:
        """So many people who live there, always the same ones first."""
        there = self.by_place.setdefault(place.pk, [])
        new = [self._person(place) for _ in range(count - len(there))]
        there += User.objects.bulk_create(new)
        return there[:count]

    def elsewhere(self, place: Municipality, count: int, skip: int) -> list[User]:
        """So many people from other municipalities, beginning with another one for each `skip`."""
        others = [people for key, people in sorted(self.by_place.items()) if key != place.pk and people]
        if not others:
            return []
        start = skip % len(others)
        turned = others[start:] + others[:start]
        found = [people[row] for row in range(max(map(len, turned))) for people in turned if row < len(people)]
        return found[:count]

    def _person(self, place: Municipality) -> User:
        number, self.made = self.made, self.made + 1
        first, rest = FIRST[number % len(FIRST)], number // len(FIRST)
        last = f"{BEGIN[(number + rest) % len(BEGIN)]}{END[(number // 3 + rest) % len(END)]}"
        return User(
            email=f"{slugify(f'{first} {last}')}.{number}@buren.example",
            name=f"{first} {last}",
            password=make_password(None),
            home_municipality=place,
            created_at=self.now - SINCE,
        )
