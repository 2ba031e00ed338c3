"""The one writer of what people bring to an idea (help, joining, a question) and of what its pinner says back."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas import notifications
from ideas.enums import SupportKind as Kind
from ideas.enums import SupportState as State
from ideas.models import Idea, Intention, Support
from ideas.permissions import is_looked_after, may_manage
from ideas.services import states
from ideas.services.tallies import NotOnTheSite
from municipalities import switches
from municipalities.switches import Switch

# of each kind: every state with those that may follow
_OFFER: dict[State, tuple[State, ...]] = {
    State.OPEN: (State.THANKED, State.INVITED, State.WITHDRAWN),
    State.THANKED: (State.WITHDRAWN,),
    State.INVITED: (State.THANKED, State.WITHDRAWN),
}
FOLLOWS: dict[Kind, dict[State, tuple[State, ...]]] = {
    Kind.HELP: _OFFER,
    Kind.JOIN: _OFFER,
    Kind.QUESTION: {State.OPEN: (State.ANSWERED, State.WITHDRAWN)},
}
REPLIED: dict[Kind, State] = {Kind.HELP: State.THANKED, Kind.JOIN: State.THANKED, Kind.QUESTION: State.ANSWERED}
FORMS: dict[Kind, str] = {Kind.HELP: "ideas:offer_help", Kind.JOIN: "ideas:join", Kind.QUESTION: "ideas:ask"}
TYPED = ("text", "capacity", "role", "interest", "shares_email")


class TooMuch(DomainError):
    default = _("You sent a lot in a short time. What you typed is still here; wait an hour and try again.")


class OwnIdea(WrongState):
    default = _("This is your own idea. Others can help, join and ask you something.")


class NobodyReads(WrongState):
    default = _("We cannot reach the idea pinner by mail. Mail us or ring us. Then we look together what is possible.")


class JoinsAlready(WrongState):
    default = _("You have told already that you want to join. To change something, take that back first.")


class NoLongerHere(WrongState):
    default = _("This offer or question is no longer here.")


def may(kind: Kind, current: State, target: State) -> bool:
    """Whether something of this kind may go from one state to another."""
    return target in FOLLOWS[kind].get(current, ())


def bring(*, actor: User, idea_id: int, kind: Kind, typed: Mapping[str, Any], name: str = "") -> Support:
    """Offer help, say that you want to join, or ask the pinner something, who gets a mail about it.

    `typed` has what the form of this kind asks; `name` is for whoever told none yet. The same once more, as after a
    double click, gives what is there. Raises TooMuch, NotOnTheSite, PartOff, OwnIdea, NobodyReads,
    JoinsAlready.
    """
    hour = timedelta(hours=1)
    calm = ratelimit.hit("support", actor.recipient, limit=20, per=hour)
    if not calm or not ratelimit.hit("support-of-idea", f"{actor.recipient}:{idea_id}", limit=6, per=hour):
        raise TooMuch
    return _bring(actor, idea_id, kind, typed, name)


def _bring(actor: User, idea_id: int, kind: Kind, typed: Mapping[str, Any], name: str = "") -> Support:
    """Locks the person, who may be having their account erased, and then the idea: it cannot leave the site meanwhile,
    and two clicks take turns."""
    fields = {"kind": kind, "capacity": actor.capacity, **{key: typed[key] for key in TYPED if key in typed}}
    with transaction.atomic():
        people.lock(actor)
        idea = states.lock(idea_id)
        if not idea.is_public:
            raise NotOnTheSite
        switches.demand(idea.municipality_id, Switch.SUPPORT)
        if may_manage(actor, idea):
            raise OwnIdea
        if not is_looked_after(idea):
            raise NobodyReads
        here = Support.objects.filter(idea=idea, user=actor)
        same = here.filter(state=State.OPEN, **fields).first()
        if same is not None:
            return same
        if kind is Kind.JOIN and here.filter(kind=kind).exclude(state=State.WITHDRAWN).exists():
            raise JoinsAlready
        if name and not actor.name:
            actor.name = name
            actor.save(update_fields=["name"])
        made = Support.objects.create(idea=idea, user=actor, **fields)
        notifications.support_brought(made)
    return made


def reply(*, actor: User, support_id: int, text: str) -> bool:
    """The pinner answers a question or thanks for an offer, and the supporter gets that by mail.

    Also when the idea has left the site since: what was open deserves an answer. False when these words were sent
    before. Raises NoLongerHere, also for whoever no longer looks after the idea, and WrongState for what was taken back
    or answered otherwise.
    """
    with transaction.atomic():
        brought = _lock(support_id)
        if not Idea.everywhere.of(actor).filter(pk=brought.idea_id).exists():
            raise NoLongerHere
        target = REPLIED[Kind(brought.kind)]
        if brought.state == target and brought.answer == text:
            return False
        _move(brought, target, answer=text, answered_at=clock.now())
        notifications.support_reply(brought)
    return True


def take_back(*, actor: User, support_id: int) -> bool:
    """Whoever brought it takes it back; the pinner sees no more than that. False when that was done before."""
    with transaction.atomic():
        brought = _lock(support_id)
        if brought.user_id != actor.pk:
            raise NoLongerHere
        if brought.state == State.WITHDRAWN:
            return False
        _move(brought, State.WITHDRAWN)
    return True


def ask_along(idea_id: int, people: Iterable[int]) -> None:
    """These people are asked to sit at the table: what they offered, or that they want to join, waits for no other
    answer. Inside the caller's transaction.
    """
    offers = Support.objects.filter(idea=idea_id, kind__in=(Kind.HELP, Kind.JOIN), state=State.OPEN)
    offers.filter(user__in=people).update(state=State.INVITED)


def drop_own(idea: Idea) -> None:
    """Somebody became the owner of an idea that they had offered something to: that goes. Inside the caller's
    transaction."""
    if idea.owner is not None:
        Support.objects.filter(idea=idea, user=idea.owner).delete()


def move_all(idea: Idea, *, to: Idea) -> None:
    """Two ideas are put together: all that was brought to one belongs to the other, whose pinner answers. Who wanted to
    join both joins once; whoever pinned the idea that goes wants to join. Inside the caller's transaction, which holds
    that person and both ideas.
    """
    brought = Support.objects.filter(idea=idea)
    list(brought.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    if to.owner_id:
        brought.filter(user=to.owner_id).delete()
    joins = Support.objects.filter(kind=Kind.JOIN).exclude(state=State.WITHDRAWN)
    for again in joins.filter(idea=idea, user__in=joins.filter(idea=to).values("user")).order_by("pk"):
        _move(again, State.WITHDRAWN)
    brought.update(idea=to)
    if idea.owner is None or idea.owner_id == to.owner_id or joins.filter(idea=to, user=idea.owner).exists():
        return
    seat = {"capacity": idea.capacity, "role": idea.role, "interest": idea.interest}
    Support.objects.create(idea=to, user=idea.owner, kind=Kind.JOIN, **seat)


def bring_as_meant(user: User, kept: Intention) -> str:
    """For `intentions`: the address is proved. What can no longer be done does not keep anybody from signing in: the
    page that this leads to says how it stands. What people mean is limited by the codes that they may ask for.
    """
    kind = Kind(kept.kind)
    try:
        made = _bring(user, kept.idea_id, kind, kept.data)
    except DomainError:
        return form_path(kept)
    return reverse("ideas:support", args=[made.pk])


def form_path(kept: Intention) -> str:
    """The page on which it was typed."""
    return reverse(FORMS[Kind(kept.kind)], args=[kept.idea_id, kept.idea.slug])


def _lock(support_id: int) -> Support:
    found = Support.objects.select_for_update(of=("self",), no_key=True).select_related("user", "idea")
    brought = found.defer("idea__search").filter(pk=support_id).first()
    if brought is None:
        raise NoLongerHere
    return brought


def _move(brought: Support, target: State, **fields: Any) -> None:
    if not may(Kind(brought.kind), State(brought.state), target):
        raise WrongState
    brought.state = target
    for name, value in fields.items():
        setattr(brought, name, value)
    brought.save(update_fields=["state", *fields])
