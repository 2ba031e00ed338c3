"""The one writer of the documents that a table is about."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache
from aantafel.core.errors import DomainError, WrongState
from tables.enums import ActorRole
from tables.models import Table, TableDocument
from tables.services import steps

MOST = 40


class TableClosed(WrongState):
    default = _("This table has stopped or is finished, so nothing is added any more. Your text is still here.")


class TooMany(DomainError):
    default = _("There are many documents at this table already. Take one away that nobody needs any more.")


def add(
    *,
    actor: User,
    table_id: int,
    role: ActorRole,
    title: str,
    about: str,
    link: str = "",
    file: "ContentFile[bytes] | None" = None,
) -> TableDocument:
    """Put a document at a table: a link, or a PDF. The same link once more, as after a double click, stands there once.
    Locks person and table. Raises TableClosed, TooMany.
    """
    with transaction.atomic():
        people.lock(actor)
        table = steps.lock_running(table_id, TableClosed)
        here = TableDocument.everywhere.shown().filter(table=table)
        size = file.size if file is not None else 0
        same = here.filter(title=title, link=link, size=size, added_by=actor, added_at__gt=clock.a_moment_ago())
        found = same.first()
        if found is not None:
            return found
        if here.count() >= MOST:
            raise TooMany
        made = {"title": title, "about": about, "link": link, "role": role, "added_by": actor}
        document = TableDocument.everywhere.create(table=table, size=size, file=file or "", **made)
        steps.give_sign_of_life(table)
        transaction.on_commit(page_cache.purge, robust=True)
    return document


def take_away(*, actor: User, table_id: int, document_id: int) -> bool:
    """It shows no more, and its file goes. False for one that is gone already. Locks the table."""
    with transaction.atomic():
        table = steps.lock(table_id)
        document = TableDocument.everywhere.shown().filter(table=table, pk=document_id).first()
        if document is None:
            return False
        file = document.file.name
        document.removed_at, document.file = clock.now(), ""
        document.save(update_fields=["removed_at", "file"])
        steps.give_sign_of_life(table)
        if file:
            transaction.on_commit(lambda: default_storage.delete(file), robust=True)
        transaction.on_commit(page_cache.purge, robust=True)
    return True


def shown(table: Table) -> list[TableDocument]:
    """The first one first. One query."""
    return list(TableDocument.everywhere.shown().filter(table=table))
