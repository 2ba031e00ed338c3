"""Minutes as a meeting of an evening brings forth: two or three pages, of which most words are in all of them."""

from datetime import datetime
from random import Random

from psycopg.types.json import Jsonb

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.documents import codec
from aantafel.core.documents.structure import (
    Block,
    Document,
    Heading,
    Item,
    Listing,
    Paragraph,
    Table,
    line,
)
from aantafel.pages.bench import words
from tables.enums import ActorRole, MinutesPartName, Readers
from tables.minutes.reading import all_words
from tables.models import (
    Card,
    CardGroup,
    Decision,
    Meeting,
    Minutes,
    MinutesPart,
    NotedAction,
    NoteTaker,
    Seat,
)

ADDRESS = "http://localhost/"
KINDS = 400  # so many different evenings; each set of minutes has a gist of its own, and maybe a rare word
STORIES = 10
DECISIONS, ACTIONS, CARDS = 4, 4, 20


class Sheets:
    """Texts for minutes by their number: the same number gives the same texts."""

    def __init__(self, chance: Random) -> None:
        self._seed = chance.getrandbits(32)
        self._bodies = [_body(chance) for _kind in range(KINDS)]
        self._words = [all_words(_document(body, "-", ADDRESS, clock.now())) for body in self._bodies]

    def texts(self, number: int) -> dict[str, str]:
        """What `Minutes` repeats of its newest version."""
        gist = self._gist(number)
        return {
            "summary": gist,
            "active": "Iedereen pakt iets op.",
            "again": "Ja, iedereen komt weer.",
            "missing": "Iemand van de school.",
            "words": f"{gist}\n{self._words[number % KINDS]}",
        }

    def content(self, number: int, meeting: int, table: int, at: datetime) -> Jsonb:
        address = f"{ADDRESS}tafels/{table}-x/verslagen/{meeting}/"
        document = _document(self._bodies[number % KINDS], self._gist(number), address, at)
        return Jsonb(codec.to_json(document))

    def _gist(self, number: int) -> str:
        chance = Random(self._seed + number)  # noqa: S311  invented rows need no secret chance
        rare = f" {words.rare_word(chance)}" if chance.random() < 0.08 else ""
        return (
            f"{words.title(chance)}{rare}\n{words.title(chance)}\nWe gaan verder met een {chance.choice(words.THINGS)}"
        )


def begin(chance: Random, meeting: int, taker: int, owner: int) -> None:
    """Minutes that are being written at this moment, by the owner and a second note taker, and that everyone may read
    along with. That taker gets an account.
    """
    Meeting.everywhere.filter(pk=meeting).update(readers=Readers.EVERYONE)
    Seat.everywhere.filter(pk=taker).update(user=_other(owner))
    NoteTaker.objects.create(meeting_id=meeting, seat_id=taker)
    minutes = Minutes.everywhere.create(meeting_id=meeting, stamp=1)
    for name in MinutesPartName.values:
        MinutesPart.objects.create(minutes=minutes, part=name, text=words.story(chance), changed_as=ActorRole.OWNER)
    groups = [CardGroup.objects.create(minutes=minutes, title=f"Groep {number}") for number in range(4)]
    for number in range(CARDS):
        Card.objects.create(minutes=minutes, group=groups[number % 4], text=words.title(chance))
    for _number in range(DECISIONS):
        Decision.objects.create(minutes=minutes, text=words.title(chance))
    for _number in range(ACTIONS):
        NotedAction.objects.create(minutes=minutes, text=words.title(chance), who="de buurt")


def _other(owner: int) -> User:
    return User.objects.exclude(pk=owner).order_by("-pk")[0]


def _document(body: tuple[Block, ...], gist: str, address: str, made_at: datetime) -> Document:
    return Document(
        title="Verslag: bijeenkomst",
        subtitle="Een idee aan tafel",
        language="nl",
        site="AanTafel!",
        address=address,
        made_at=made_at,
        details=(("Waar", "Buurthuis"),),
        summary=(Listing(tuple(line(one) for one in gist.split("\n"))),),
        body=body,
    )


def _body(chance: Random) -> tuple[Block, ...]:
    people = tuple(
        (line(capacity), line(role), line("Ik woon of werk hier."))
        for capacity, role in (("inwoner", "buurvrouw"), ("professional", "huisarts"), ("medewerker", "griffier")) * 2
    )
    return (
        Heading(1, "De pitch", "deel-pitch"),
        Paragraph(line(words.story(chance))),
        Heading(1, "Wie er was", "wie-er-was"),
        Table("Wie er aan tafel zat", ("Hoedanigheid", "Rol", "Belang"), people),
        Heading(1, "De oogst", "oogst"),
        Listing(tuple(line(words.title(chance)) for _card in range(CARDS))),
        Heading(1, "Wat er gezegd is", "deel-gezegd"),
        *(Paragraph(line(words.story(chance))) for _story in range(STORIES)),
        Heading(1, "Besluiten", "besluiten"),
        *(_item("besluit", number, words.title(chance)) for number in range(1, DECISIONS + 1)),
        Heading(1, "Acties", "acties"),
        *(_item("actie", number, words.title(chance)) for number in range(1, ACTIONS + 1)),
        Heading(1, "Drie vragen om mee te sluiten", "vragen"),
        Heading(2, "Wie doet actief mee?", "deel-actief"),
        Paragraph(line("Iedereen pakt iets op.")),
    )


def _item(sort: str, number: int, text: str) -> Item:
    return Item(f"{sort}-{number}", f"{sort.capitalize()} {number}", (Paragraph(line(text)),))
