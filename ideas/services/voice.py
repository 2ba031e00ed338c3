"""Spoken messages: recorded, typed out by a person, read back to the teller, and only after a yes an idea. One writer.

The recording is erased with the yes, with a no, when the desk puts it away, and after thirty days in which nothing was
done. Nobody keeps a voice for longer than it takes to understand it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from aantafel.accounts.models import User, normalise_email
from aantafel.core import audio, clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from aantafel.core.uploads import NotKept
from aantafel.outbox.services.privacy import redact_events
from ideas import notifications
from ideas.enums import Channel, ConsentHow, VoiceState
from ideas.models import Idea, VoiceMessage
from ideas.services import desk, pictures
from municipalities import switches
from municipalities.models import Municipality
from municipalities.switches import Switch

UNSENT = timedelta(days=1)
KEPT = timedelta(days=30)  # since somebody last did something with it
TEXT = ("title", "origin", "people", "approach", "capacity", "name_display")
PERSONAL: dict[str, Any] = dict.fromkeys(("name", "email", "phone", "postcode", "correction", *TEXT[:4]), "")
FOLDER = "voice"


class TooManyRecordings(DomainError):
    default = gettext_lazy("Many recordings came from your connection. Wait an hour, or call us.")


class NotAtDesk(WrongState):
    default = gettext_lazy("This message is no longer here: the person answered, or somebody put it away.")


class TypedAnew(Conflict):
    default = gettext_lazy("The text was changed after you opened this page. Read it once more.")


def record(*, upload: UploadedFile, language: str, client: str) -> VoiceMessage:
    """Keep a recording until its teller says who they are. Raises UnfitSound, TooManyRecordings and NotKept."""
    hour = timedelta(hours=1)
    if not ratelimit.hit("voice", client, limit=40, per=hour) or not ratelimit.hit(
        "voice-all", "", limit=600, per=hour
    ):
        raise TooManyRecordings
    sound = audio.inspect(upload)
    message = VoiceMessage(sort=sound.sort, seconds=sound.seconds, size=upload.size or 0, language=language)
    try:
        message.audio.save("", File(upload.file), save=True)
    except NotKept as error:
        raise NotKept(_("We cannot keep your recording at the moment. Try again in a few minutes.")) from error
    return message


def send(*, message: VoiceMessage, municipality: Municipality, **who: str) -> None:
    """The teller is known: the desk of the municipality has it from now on. Raises PartOff, a second time NotAtDesk.

    `who` is name, email, phone and postcode; one of email and phone is given.
    """
    switches.demand(municipality.pk, Switch.VOICE)
    with transaction.atomic():
        locked = _lock(message, VoiceState.BEGUN)
        locked.municipality = municipality
        for name, value in {**who, "email": normalise_email(who["email"])}.items():
            setattr(locked, name, value)
        _move(locked, VoiceState.WAITS, "municipality", *who)


def type_out(*, actor: User, message: VoiceMessage, version: int, text: dict[str, Any]) -> None:
    """What was said, in writing. Two who type at once: the second gets TypedAnew. Raises NotAtDesk."""
    with transaction.atomic():
        locked = _lock(message, VoiceState.WAITS, VoiceState.TYPED, version=version)
        for name in TEXT:
            setattr(locked, name, text[name])
        locked.version, locked.typed_by, locked.correction, locked.mailed_at = version + 1, actor, "", None
        _move(locked, VoiceState.TYPED, *TEXT, "version", "typed_by", "correction", "mailed_at")


def read_back_by_mail(*, actor: User, message: VoiceMessage) -> None:
    """Send the text to the teller, who says yes, no, or what has to be different. Raises NotAtDesk."""
    with transaction.atomic():
        locked = _lock(message, VoiceState.TYPED)
        if not locked.email:
            raise NotAtDesk
        locked.mailed_at, locked.answer_key = clock.now(), locked.answer_key or uuid4()
        _move(locked, VoiceState.TYPED, "mailed_at", "answer_key")
        notifications.voice_read_back(locked)


def yes(
    *, actor: User | None, message: VoiceMessage, version: int, how: ConsentHow, at: datetime, name_display: str
) -> Idea:
    """The teller agrees with the text of this version: it is an idea now, and the recording is gone.

    Without an `actor` the teller said so on the site. Raises NotAtDesk, and TypedAnew for a text that has changed.
    """
    with transaction.atomic():
        locked = _lock(message, VoiceState.TYPED, version=version)
        idea = desk.enter_for(
            actor=actor,
            idea=None,
            municipality=_municipality(locked),
            idea_fields={
                **{name: getattr(locked, name) for name in TEXT if name != "name_display"},
                "channel": Channel.VOICE,
                "language": locked.language,
            },
            pinner_fields={
                **{name: getattr(locked, name) for name in ("name", "email", "phone", "postcode")},
                "name_display": name_display,
                "consent_how": how,
                "consent_at": at,
            },
            key=locked.key,
        )
        locked.idea = idea
        _empty(locked, VoiceState.DONE, "idea")
    return idea


def no(*, message: VoiceMessage, version: int) -> None:
    """The teller would rather not: everything goes at once, from old mails too. Raises NotAtDesk and TypedAnew."""
    with transaction.atomic():
        locked = _lock(message, VoiceState.TYPED, version=version)
        redact_events(notifications.voice_keys(locked.pk))
        _empty(locked, VoiceState.REFUSED)


def correct(*, message: VoiceMessage, version: int, text: str) -> None:
    """The teller says what has to be different: somebody types it anew. Raises NotAtDesk and TypedAnew."""
    with transaction.atomic():
        locked = _lock(message, VoiceState.TYPED, version=version)
        locked.correction = text
        _move(locked, VoiceState.WAITS, "correction")


def put_away(*, actor: User, message: VoiceMessage, reason: str) -> None:
    """Nothing can come of it, such as of silence. The teller hears why, where a mail reaches. Raises NotAtDesk."""
    with transaction.atomic():
        locked = _lock(message, VoiceState.WAITS, VoiceState.TYPED)
        _tell_and_empty(locked, reason)


def erase_old() -> int:
    """What was not sent within a day, what is over, and what lay at a desk for a month: its teller hears of that."""
    now = clock.now()
    unsent = VoiceMessage.everywhere.filter(state=VoiceState.BEGUN, created_at__lt=now - UNSENT)
    over = VoiceMessage.everywhere.filter(state__in=(VoiceState.DONE, VoiceState.REFUSED), touched_at__lt=now - KEPT)
    count = sum(_erase_one(pk) for rows in (unsent, over) for pk in rows.values_list("pk", flat=True)[:500])
    forgotten = VoiceMessage.everywhere.at_desk().filter(touched_at__lt=now - KEPT)
    return count + sum(_give_up(pk) for pk in forgotten.values_list("pk", flat=True)[:500])


def erase(messages: Iterable[VoiceMessage]) -> None:
    """Rows and recordings, inside the caller's transaction."""
    for message in messages:
        pictures.forget([message.audio.name or ""])
        message.delete()


def sweep() -> int:
    """Recordings without a row: the storage was gone when they had to go, or a request died between the two."""
    kept = set(VoiceMessage.everywhere.exclude(audio="").values_list("audio", flat=True))
    before, count = clock.now() - UNSENT, 0
    for name in _files():
        if name not in kept and default_storage.get_modified_time(name) < before:
            default_storage.delete(name)
            count += 1
    return count


def _files() -> list[str]:
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []


def _erase_one(pk: int) -> int:
    """Somebody may send it at this very moment: what the lock shows decides."""
    with transaction.atomic():
        rows = VoiceMessage.everywhere.select_for_update(of=("self",)).filter(pk=pk)
        locked = rows.exclude(state__in=(VoiceState.WAITS, VoiceState.TYPED)).first()
        erase([locked] if locked else [])
    return int(locked is not None)


def _give_up(pk: int) -> int:
    with transaction.atomic():
        old = VoiceMessage.everywhere.at_desk().filter(pk=pk, touched_at__lt=clock.now() - KEPT)
        locked = old.select_for_update(of=("self",)).first()
        if locked is None:
            return 0
        with override(locked.language):
            reason = _(
                "We did not get to it within thirty days. We are sorry. Would you tell it once more, or call us?"
            )
        _tell_and_empty(locked, reason)
    return 1


def _tell_and_empty(locked: VoiceMessage, reason: str) -> None:
    if locked.email:
        notifications.voice_put_away(locked, reason=reason)
    _empty(locked, VoiceState.REFUSED)


def _lock(message: VoiceMessage, *states: VoiceState, version: int | None = None) -> VoiceMessage:
    locked = VoiceMessage.everywhere.select_for_update(of=("self",)).filter(pk=message.pk).first()
    if locked is None or locked.state not in states:
        raise NotAtDesk
    if version is not None and locked.version != version:
        raise TypedAnew
    return locked


def _move(locked: VoiceMessage, state: VoiceState, *fields: str) -> None:
    locked.state, locked.touched_at = state, clock.now()
    locked.save(update_fields=["state", "touched_at", *fields])


def _empty(locked: VoiceMessage, state: VoiceState, *fields: str) -> None:
    """Nothing of the person stays; for a month that it was there does, so that the link in a mail says what came."""
    pictures.forget([locked.audio.name or ""])
    for name, value in {**PERSONAL, "audio": ""}.items():
        setattr(locked, name, value)
    _move(locked, state, "audio", *PERSONAL, *fields)


def _municipality(locked: VoiceMessage) -> Municipality:
    if locked.municipality is None:
        raise NotAtDesk
    return locked.municipality
