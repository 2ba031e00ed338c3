"""What the place where a table is organised shows: documents, decisions, and a table of which nothing was heard."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.text import slugify
from municipalities.models import Municipality
from tables.enums import ActorRole, TimelineKind, WordKind
from tables.models import OwnerWord, Seat, StepChange, Table, TableDocument
from tables.services import still
from tests.factories.ideas import IdeaFactory
from tests.factories.tables import TableFactory
from tests.tables.road import agreed, invited, meeting, said, written

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def build(town: Municipality, owner: User, table: Table) -> dict[str, Any]:
    made = {"role": ActorRole.OWNER, "added_by": owner}
    document = TableDocument.everywhere.create(
        table=table, title="Het nieuwe bomenbeleid", link="https://proefdam.example/bomen", **made
    )
    paper = TableDocument.everywhere.create(
        table=table, title="De tekening van het plein", file=ContentFile(PDF, "x.pdf"), size=len(PDF), **made
    )
    OwnerWord.objects.create(table=table, round=1, kind=WordKind.GO_ON, reason="Er komt schot in.", role="owner")
    quiet = TableFactory.create(
        idea=IdeaFactory.create(published=True, municipality=town, owner=owner, title="Een fontein bij de brink")
    )
    now = clock.now()
    Table.everywhere.filter(pk=quiet.pk).update(
        step=5,
        alive_at=now - timedelta(days=50),
        asked_at=now - timedelta(days=16),
        rests_since=now - timedelta(days=2),
    )
    quiet.refresh_from_db()
    _road(quiet)
    return {
        "document": document.pk,
        "paper": paper.pk,
        "still_key": still.key_for(quiet, owner),
        "rested": quiet.pk,
        "rested_slug": slugify(quiet.idea.title),
        "rested_title": quiet.idea.title,
    }


def _road(table: Table) -> None:
    """A meeting that was and one to come, who sits there, what was decided, and a plan."""
    first = meeting(table, days=-30)
    written(first)
    for one in invited(first, "resident", "professional", came=True):
        Seat.everywhere.filter(pk=one.seat_id).update(
            name="Petra Plein", name_display="full", role="fysiotherapeut", interest="Mijn praktijk ligt ernaast."
        )
    invited(meeting(table, "second", days=9, place="Buurthuis De Eik", address="Kerkstraat 1"), "employee")
    word = said(table, WordKind.GO_ON, first, reason="Er kwamen veertien mensen.")
    StepChange.objects.create(
        table=table, kind=TimelineKind.WORD, from_step=4, to_step=4, role=ActorRole.OWNER, note=word.reason, word=word
    )
    agreed(table, state="done")
    agreed(table)
    TableDocument.everywhere.create(
        table=table,
        title="Plan voor de brink",
        about="Het plan van de gemeente waar deze tafel over gaat.",
        link="https://proefdam.example/brink",
        role=ActorRole.OWNER,
    )


def crowd(town: Municipality, count: int) -> None:
    """As much more at the table that is there, and at the one that rests."""
    tables = Table.everywhere.filter(idea__municipality=town, documents__isnull=False).distinct()
    for table in tables:
        for number in range(count):
            said(table, WordKind.GO_ON, reason=f"Besluit nummer {number}")
            link = f"https://proefdam.example/{number}"
            TableDocument.everywhere.create(table=table, title=f"Stuk nummer {number}", link=link, role="owner")
