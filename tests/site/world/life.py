"""What the place where a table is organised shows: documents, decisions, and a table of which nothing was heard."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.models import Municipality
from tables.enums import ActorRole, WordKind
from tables.models import OwnerWord, Table, TableDocument
from tables.services import still
from tests.factories.ideas import IdeaFactory
from tests.factories.tables import TableFactory

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
    Table.everywhere.filter(pk=quiet.pk).update(
        step=3, alive_at=clock.now() - timedelta(days=50), asked_at=clock.now() - timedelta(days=16)
    )
    quiet.refresh_from_db()
    key = still.key_for(quiet, owner)
    return {"document": document.pk, "paper": paper.pk, "still_key": key, "rested_title": quiet.idea.title}
