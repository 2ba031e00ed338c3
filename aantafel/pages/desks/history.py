"""The history of a review, with what each change did to the text."""

from typing import Any

from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from aantafel.accounts.enums import Capacity
from aantafel.pages.desks.wording import KINDS, Line, who
from ideas.enums import Relation, ReviewKind, Theme
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import Idea, ReviewEntry

Change = tuple[str, str, str]
CHANGES = (ReviewKind.CHANGED, ReviewKind.PASSED_ON)
_BEFORE = {state.value for state in BEFORE_REVIEW}
_CHOICES: dict[str, type[TextChoices]] = {"theme": Theme, "relation": Relation, "capacity": Capacity}
_WITHOUT_VALUE = {"picture", "municipality_id"}


def lines(idea: Idea, entries: list[ReviewEntry], *, seen: int | None = None) -> list[Line]:
    """One line for each entry, oldest first. At most one query, and none when nothing was changed.

    Of an idea that was passed on, people at the desk where it lay before have no name here.
    """
    changed = [entry.pk for entry in entries if entry.kind in CHANGES]
    changes = _changes(idea) if changed else []
    told = dict(zip(changed, changes, strict=True)) if len(changed) == len(changes) else {}
    arrived = max((entry.pk for entry in entries if entry.kind == ReviewKind.PASSED_ON), default=0)
    return [
        Line(
            at=entry.created_at,
            title=str(KINDS[entry.kind]),
            who=who(entry, idea, by_name=entry.pk > arrived),
            text=entry.text,
            changes=told.get(entry.pk, []),
            new=seen is not None and entry.pk > seen,
        )
        for entry in entries
    ]


def _changes(idea: Idea) -> list[list[Change]]:
    """What each change since the idea was pinned did, oldest first, from the history that the database keeps."""
    labels = _labels()
    events = apps.get_model("ideas", "IdeaEvent").objects.filter(pgh_obj_id=idea.pk).order_by("pgh_id")
    found: list[list[Change]] = []
    before = None
    for event in events.values("state", *labels):
        if before is not None and before["state"] not in _BEFORE:
            done = [
                (label, _in_words(name, before[name]), _in_words(name, event[name]))
                for name, label in labels.items()
                if before[name] != event[name]
            ]
            found.extend([done] if done else [])
        before = event
    return found


def _in_words(name: str, value: Any) -> str:
    """The value as it reads; "" where only the fact that it changed says something."""
    if name in _WITHOUT_VALUE or not value:
        return ""
    choices = _CHOICES.get(name)
    return str(choices(value).label) if choices else str(value)


def _labels() -> dict[str, str]:
    """The fields that a pinner can change, in the operator's words."""
    return {
        "title": _("Idea in a sentence"),
        "origin": _("How it came about"),
        "people": _("Who is needed"),
        "approach": _("How to go about it"),
        "theme": _("Theme"),
        "place": _("Place in words"),
        "picture": _("Picture"),
        "picture_description": _("What is to be seen in the picture"),
        "municipality_id": _("Municipality"),
        "relation": _("Lives or works there"),
        "capacity": _("Capacity"),
        "role": _("Role"),
        "interest": _("Interest"),
    }
