"""Pictures of flip-overs, each with what it shows in words."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from tables.models import Minutes, MinutesPicture, MinutesVersion
from tables.services.minutes.notes import GoneAlready
from tables.services.minutes.writing import change

MOST = 20


class TooManyPictures(DomainError):
    default = _("There are 20 pictures by these minutes, and no more fit. Take one away first.")


def add(*, actor: User, minutes_id: int, file: "ContentFile[bytes]", description: str) -> MinutesPicture:
    """`file` was written anew (`aantafel.core.pictures`). Raises TooManyPictures, uploads.NotKept, MinutesClosed."""
    with change(minutes_id, actor=actor) as minutes:
        if shown(minutes).count() >= MOST:
            raise TooManyPictures
        return MinutesPicture.objects.create(minutes=minutes, file=file, description=description, by=actor)


def describe(*, actor: User, minutes_id: int, picture_id: int, description: str) -> None:
    """Raises GoneAlready."""
    with change(minutes_id, actor=actor) as minutes:
        if not shown(minutes).filter(pk=picture_id).update(description=description):
            raise GoneAlready


def remove(*, actor: User, minutes_id: int, picture_id: int) -> None:
    """From what is being written. The file of one that was published stays, for the versions that show it. Safe to run
    twice.
    """
    with change(minutes_id, actor=actor) as minutes:
        picture = shown(minutes).filter(pk=picture_id).first()
        if picture is None:
            return
        if MinutesVersion.everywhere.filter(minutes=minutes, at__gte=picture.at).exists():
            picture.removed_at = clock.now()
            picture.save(update_fields=["removed_at"])
        else:
            forget(picture)


def forget(picture: MinutesPicture) -> None:
    """The row and the file, after the commit. A file that is no longer there does no harm."""
    name = picture.file.name or ""
    picture.delete()
    transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def shown(minutes: Minutes) -> QuerySet[MinutesPicture]:
    return minutes.pictures.filter(removed_at=None)
