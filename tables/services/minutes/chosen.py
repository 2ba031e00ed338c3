"""What a table chose comes into the minutes of its meeting by itself; into published ones at once, as a new version."""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.documents import codec
from aantafel.core.documents.structure import Document
from tables.enums import ActorRole
from tables.minutes import draft, live, reading, text
from tables.models import Meeting, Minutes, MinutesVersion
from tables.services.minutes.writing import touch


def take_over(meeting: Meeting, *, actor: User | None, role: ActorRole) -> None:
    """In the caller's transaction, which has locked the table; locks the minutes, if the meeting has any. What was
    written since the newest version stays for the next one.
    """
    rows = Minutes.everywhere.select_for_update(of=("self",), no_key=True).defer("search")
    minutes = (
        rows.select_related("meeting__table__idea", "meeting__table__municipality").filter(meeting=meeting).first()
    )
    if minutes is None:
        return
    had_changes = minutes.has_changes
    touch(minutes)
    live.forget_after_commit(minutes.meeting)
    if minutes.version:
        _append(minutes, actor=actor, role=role)
        minutes.public_stamp = minutes.public_stamp if had_changes else minutes.stamp
        minutes.save(update_fields=["version", "public_stamp", "words"])


def _append(minutes: Minutes, *, actor: User | None, role: ActorRole) -> None:
    newest = MinutesVersion.everywhere.get(minutes=minutes, number=minutes.version)
    made = _with_choices(codec.from_json(newest.content), minutes.meeting)
    minutes.version += 1
    minutes.words = reading.all_words(made)
    with translation.override(minutes.meeting.language):
        reason = _("What the table chose was added.")
    MinutesVersion.everywhere.create(
        minutes=minutes,
        number=minutes.version,
        content=codec.to_json(made),
        reason=reason,
        role=role,
        by=actor,
        at=made.made_at,
    )


def _with_choices(document: Document, meeting: Meeting) -> Document:
    with translation.override(meeting.language):
        chosen = text.choices(draft.choices(meeting), meeting)
    return replace(document, made_at=clock.now(), body=reading.with_part(document.body, chosen, text.AFTER_CHOICES))
