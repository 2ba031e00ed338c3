"""The one writer of conversations between pinner and desk. The pinner hears of each by mail.

`mark` is how often the conversation had been changed when the form was opened: of two people who change it at once, the
second reads it again first.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict, WrongState
from ideas import notifications
from ideas.enums import TalkState
from ideas.lifecycle import State
from ideas.models import Idea, Talk
from ideas.services import states

TALKABLE = frozenset({State.WAITING, State.ASKED, State.PUBLISHED, State.REFUSED})
WHEN = ("way", "starts_at", "minutes", "where", "note")


class OneIsPlanned(Conflict):
    default = _("A conversation about this idea is planned already. Look at the page again.")


class NothingToTalkAbout(WrongState):
    default = _("This idea was taken back, or put together with another one. There is nothing to plan any more.")


class TalkChanged(Conflict):
    default = _("Somebody changed this conversation after you opened it. Read it again before you save.")


def plan(*, actor: User, idea_id: int, **when: Any) -> Talk:
    """Plan a conversation; the pinner gets a mail with a file for their calendar. Locks the idea.

    Raises OneIsPlanned, NothingToTalkAbout.
    """
    with transaction.atomic():
        idea = states.lock(idea_id)
        if idea.status not in TALKABLE:
            raise NothingToTalkAbout
        if Talk.everywhere.planned().filter(idea=idea).exists():
            raise OneIsPlanned
        talk = Talk.everywhere.create(idea=idea, planned_by=actor, **when)
        notifications.talk_day(talk, before=None)
    return talk


def change(*, actor: User, talk_id: int, mark: int, **when: Any) -> bool:
    """Another moment, place or note; the pinner gets a mail. False when nothing differs. Raises TalkChanged."""
    with transaction.atomic():
        talk = _planned(talk_id, mark)
        before = talk.starts_at
        changed = [name for name in WHEN if name in when and getattr(talk, name) != when[name]]
        if not changed:
            return False
        for name in changed:
            setattr(talk, name, when[name])
        talk.planned_by = actor
        _save(talk, "planned_by", *changed)
        notifications.talk_day(talk, before=before)
    return True


def cancel(*, actor: User, talk_id: int, mark: int, reason: str) -> None:
    """It does not go on; the pinner hears why. Raises TalkChanged."""
    with transaction.atomic():
        call_off(_planned(talk_id, mark), reason=reason)


def call_off(talk: Talk, *, reason: str) -> None:
    """The same for a planned conversation that is locked with its idea, inside the caller's transaction."""
    talk.state, talk.outcome = TalkState.CANCELLED, reason
    _save(talk, "state", "outcome")
    notifications.talk_off(talk, reason=reason)


def call_off_of(idea: Idea, *, reason: str) -> None:
    """Whatever is planned about a locked idea does not go on. Inside the caller's transaction."""
    for talk in Talk.everywhere.planned().select_for_update(of=("self",), no_key=True).filter(idea=idea):
        call_off(talk, reason=reason)


def hold(*, actor: User, talk_id: int, mark: int, outcome: str) -> None:
    """It has been; what came of it is for the desk. Raises TalkChanged."""
    with transaction.atomic():
        talk = _planned(talk_id, mark)
        talk.state, talk.outcome = TalkState.HELD, outcome
        _save(talk, "state", "outcome")


def _planned(talk_id: int, mark: int) -> Talk:
    """The planned conversation, locked after its idea, as it was when the form was opened."""
    idea_id = Talk.everywhere.values_list("idea", flat=True).get(pk=talk_id)
    states.lock(idea_id)
    talk = Talk.everywhere.select_for_update(of=("self",), no_key=True).select_related("idea").get(pk=talk_id)
    if not talk.is_planned or talk.changes != mark:
        raise TalkChanged
    return talk


def _save(talk: Talk, *fields: str) -> None:
    talk.changes += 1
    talk.changed_at = clock.now()
    talk.save(update_fields=[*fields, "changes", "changed_at"])
