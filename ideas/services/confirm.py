"""What follows when somebody proves their address: called inside the transaction of the sign-in."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import killpoints, page_cache
from aantafel.core.errors import WrongState
from ideas import notifications
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import Idea, Pinner
from ideas.services import likes, support
from ideas.services.drafts import submit
from ideas.signals import idea_taken_over


class NotYours(WrongState):
    default = _("This idea was pinned with another e-mail address.")


def confirm_pin(user: User, key: str) -> str:
    """The pinner's own address is proved: the idea is theirs and goes into the queue. A second time changes nothing."""
    idea, pinner = _locked(key)
    if idea.owner_id == user.pk:
        return done_path(idea)
    if idea.status not in BEFORE_REVIEW or pinner.email != user.email:
        raise NotYours
    _complete_person(user, idea, pinner)
    submit(idea, owner=user)
    Pinner.objects.filter(pk=pinner.pk).update(email="", name=user.name, name_display=user.name_display)
    return done_path(idea)


def confirm_help(user: User, key: str) -> str:
    """The helper's address is proved: the idea goes into the queue; its pinner is told, given an address."""
    idea, pinner = _locked(key)
    if pinner.helper_id == user.pk:
        return done_path(idea)
    if idea.status not in BEFORE_REVIEW or pinner.helper_email != user.email:
        raise NotYours
    if not user.name:
        user.name = pinner.helper_name
        user.save(update_fields=["name"])
    Pinner.objects.filter(pk=pinner.pk).update(helper=user, helper_email="", helper_name=user.name)
    submit(idea, owner=None)
    if pinner.email:
        notifications.entered_for_you(idea, email=pinner.email, entered_by=user.name)
    return done_path(idea)


def claim(user: User, key: str) -> str:
    """Somebody whose idea was filled in by another takes it over, by the address that was given for them."""
    idea, pinner = _locked(key)
    killpoints.reach("claim:locked")
    if idea.owner_id == user.pk:
        return reverse("ideas:mine", args=[idea.pk])
    if idea.owner_id is not None or pinner.email != user.email:
        raise NotYours
    take_over(user, idea, pinner)
    return reverse("ideas:mine", args=[idea.pk])


def take_over(user: User, idea: Idea, pinner: Pinner) -> None:
    """A locked idea without an owner gets the one whose it is; whoever calls knows that it is theirs."""
    _complete_person(user, idea, pinner)
    idea.owner = user
    idea.save(update_fields=["owner"])
    likes.drop_own(idea)
    support.drop_own(idea)
    Pinner.objects.filter(pk=pinner.pk).update(email="", name=user.name, name_display=user.name_display)
    idea_taken_over.send(sender=Idea, idea=idea, actor=user)
    transaction.on_commit(page_cache.purge, robust=True)  # the name shows as its bearer wants from now on


def back_to_identity(key: str) -> str:
    return reverse("ideas:identity", args=[key])


def back_to_helper(key: str) -> str:
    return reverse("ideas:identity", args=[key]) + "?voor=ander"


def back_to_claim(key: str) -> str:
    return reverse("ideas:claim", args=[key])


def done_path(idea: Idea) -> str:
    return reverse("ideas:pinned", args=[idea.key])


def _locked(key: str) -> tuple[Idea, Pinner]:
    idea = Idea.everywhere.select_for_update(of=("self",), no_key=True).filter(key=key).first()
    if idea is None:
        raise WrongState(_("This idea is no longer here: it was not confirmed within fourteen days."))
    return idea, Pinner.objects.get(idea=idea)


def _complete_person(user: User, idea: Idea, pinner: Pinner) -> None:
    """A new person gets the name and the place that they pinned with; a known one keeps their own."""
    if not user.name:
        user.name = pinner.name
    if user.home_municipality_id is None:
        user.home_municipality_id, user.home_postcode = idea.municipality_id, pinner.postcode
        user.language = idea.language
    user.save(update_fields=["name", "home_municipality", "home_postcode", "language"])
