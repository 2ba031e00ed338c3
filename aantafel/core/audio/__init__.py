"""Recorded speech as people send it: looked at from the inside, since a name and a type can say anything.

A file counts as a recording when its whole structure is that of a container that browsers play, from the first byte to
the last, with sound in it and no pictures. So a page of HTML with another name, a file with something glued behind it,
and half of a recording are refused before anything is kept.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from aantafel.core.audio import mp3, mp4, ogg, wav, webm
from aantafel.core.audio.broken import Broken
from aantafel.core.errors import DomainError

LARGEST = 15 * 1024 * 1024  # bytes
LONGEST = 300  # seconds, as far as the file says how long it is
TYPES = {"webm": "audio/webm", "ogg": "audio/ogg", "mp4": "audio/mp4", "mp3": "audio/mpeg", "wav": "audio/wav"}
_READERS = {"webm": webm, "ogg": ogg, "mp4": mp4, "mp3": mp3, "wav": wav}


class UnfitSound(DomainError):
    default = _("We cannot open this file as a recording. Choose a recording (MP3, M4A, OGG, WAV or WEBM).")


class TooLarge(UnfitSound):
    default = _("This file is too large. A recording may have 15 megabytes at most.")


class TooLong(UnfitSound):
    default = _("This recording is too long. Keep it within five minutes. You can send more than one.")


class BrokenSound(UnfitSound):
    default = _("This recording is not whole, or there is something else in the file. Record it once more.")


@dataclass(frozen=True)
class Sound:
    """What a file turned out to be. `seconds` is None where the file does not say."""

    sort: str
    seconds: int | None


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
        seconds = _READERS[sort].seconds(data)
    except (Broken, IndexError, ValueError, OverflowError) as error:
        raise BrokenSound from error
    if seconds is not None and seconds > LONGEST:
        raise TooLong
    return Sound(sort, None if seconds is None else round(seconds))
