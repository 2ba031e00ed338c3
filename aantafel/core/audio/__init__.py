"""Recorded speech as people send it: looked at from the inside, since a name and a type can say anything.

A file counts as a recording when its whole structure is that of a container that browsers play, from the first byte to
the last, with sound in it and no pictures. So a page of HTML with another name, a file with something glued behind it,
and half of a recording are refused before anything is kept.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from aantafel.core.audio import mp3, mp4, ogg, wav, webm
from aantafel.core.audio.broken import Broken, Recording, TooMany
from aantafel.core.errors import DomainError

LARGEST = 15 * 1024 * 1024  # bytes
LONGEST = 180  # seconds, as in record.js
LEEWAY = 5  # seconds: a recorder stops a little late
TYPES = {"webm": "audio/webm", "ogg": "audio/ogg", "mp4": "audio/mp4", "mp3": "audio/mpeg", "wav": "audio/wav"}
_READERS = {"webm": webm, "ogg": ogg, "mp4": mp4, "mp3": mp3, "wav": wav}


class UnfitSound(DomainError):
    default = _("We cannot open this file as a recording. Choose a recording (MP3, M4A, OGG, WAV or WEBM).")


class TooLarge(UnfitSound):
    default = _("This file is too large. A recording may have 15 megabytes at most.")


class TooLong(UnfitSound):
    default = _("This recording is too long. Keep it within three minutes. You can send more than one.")


class BrokenSound(UnfitSound):
    default = _("This recording is not whole, or there is something else in the file. Record it once more.")


@dataclass(frozen=True)
class Sound:
    """What a file turned out to be."""

    sort: str
    seconds: int


def inspect(upload: UploadedFile) -> Sound:
    """Raises UnfitSound with the reason. The file is read whole: it is small, or refused before."""
    if upload.size is None or upload.size > LARGEST:
        raise TooLarge
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    return inspect_bytes(data)


def inspect_bytes(data: bytes) -> Sound:
    sort = next((name for name, reader in _READERS.items() if reader.begins(data)), None)
    if sort is None:
        raise UnfitSound
    try:
        seconds = _READERS[sort].seconds(Recording(data))
    except TooMany as error:
        raise TooLong from error
    except (Broken, IndexError, ValueError, OverflowError) as error:
        raise BrokenSound from error
    if seconds > LONGEST + LEEWAY:
        raise TooLong
    return Sound(sort, round(seconds))
