"""What ideas hold about a person: given along, and erased."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from aantafel.accounts.models import User
from aantafel.outbox.services.privacy import redact_events
from ideas import notifications
from ideas.enums import ReviewRole
from ideas.lifecycle import State
from ideas.models import CallBack, Idea, Pinner, ReviewEntry
from ideas.services import states
from ideas.services.retention import erase
from ideas.signals import Along, idea_withdrawn, idea_withdraws, pinner_gone

TOLD = (
    "title",
    "origin",
    "people",
    "approach",
    "theme",
    "place",
    "picture_description",
    "capacity",
    "role",
    "interest",
)


def export_ideas(*, user: User, **_others: Any) -> dict[str, Any]:
    """The person's ideas with what was written about them, and those that they filled in for somebody."""
    rows = []
    ideas = Idea.everywhere.of(user).select_related("municipality", "neighbourhood")
    for idea in ideas.prefetch_related("review_entries"):
        entries = [{"kind": e.kind, "text": e.text, "at": e.created_at} for e in idea.review_entries.all()]
        told = {name: getattr(idea, name) for name in TOLD}
        dates = {"pinned_at": idea.submitted_at, "published_at": idea.published_at}
        place = str(idea.municipality or "")
        where = {"municipality": place, "neighbourhood": str(idea.neighbourhood or "")}
        rows.append({**told, **dates, **where, "state": idea.state, "history": entries})
    return {"ideas": rows}


def erase_ideas(*, user: User, ideas_too: bool = False, **_others: Any) -> None:
    """Ideas that were never public go; public ones lose every trace of the person, or go too if they wish.

    Inside the caller's transaction. Whoever guides an idea of theirs on the site hears it. An idea that a helper
    filled in for somebody else loses only the helper, also in the mail that told that person who it was.
    """
    CallBack.objects.filter(idea__owner=user).delete()
    for idea in Idea.everywhere.filter(owner=user):
        locked = states.lock(idea.pk)
        if locked.is_public:
            pinner_gone.send(sender=Idea, idea=locked, stays=not ideas_too)
        if locked.is_public and ideas_too:
            along: dict[str, Along] = {}
            for signal in (idea_withdraws, idea_withdrawn):
                signal.send(sender=Idea, idea=locked, actor=user, along=along)
        if locked.published_at is None or ideas_too:
            erase(locked)
        else:
            _leave_without_person(locked)
    helped = Pinner.objects.filter(Q(helper=user) | Q(helper_email=user.email))
    redact_events([notifications.entered_for_key(pk) for pk in helped.values_list("idea", flat=True)])
    helped.update(helper=None, helper_name="", helper_email="")
    Pinner.objects.filter(email=user.email).update(email="", name="")


def _leave_without_person(idea: Idea) -> None:
    for_everyone = {"role": "", "interest": ""}
    Pinner.objects.filter(idea=idea).delete()
    ReviewEntry.objects.filter(idea=idea, role=ReviewRole.PINNER).update(text="")
    idea.owner, idea.role, idea.interest = None, "", ""
    idea.save(update_fields=["owner", *for_everyone])
    apps.get_model("ideas", "IdeaEvent").objects.filter(pgh_obj_id=idea.pk).update(**for_everyone)
    if idea.status is State.WITHDRAWN:
        erase(idea)
