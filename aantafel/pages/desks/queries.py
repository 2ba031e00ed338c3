"""What the operator's desk asks of ideas. Each function takes a fixed number of queries."""

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext_lazy

from aantafel.accounts.models import User
from aantafel.core.paging import Page, by_moment
from ideas.enums import ReviewKind
from ideas.lifecycle import BEFORE_REVIEW, State
from ideas.models import CallBack, Idea, Pinner, ReviewEntry
from ideas.services.whose_desk import OtherDesk
from municipalities import scope
from municipalities.models import Instance
from municipalities.querysets import run_nationally

HISTORY = 20
CAME_IN = (ReviewKind.ANSWER, ReviewKind.OBJECTED)


class Standing(TextChoices):
    """The heaps of the review queue, by the word in the address."""

    WAITING = "wacht", pgettext_lazy("heap of ideas", "To review")
    ANSWERED = "antwoord", pgettext_lazy("heap of ideas", "Answer came in")
    ASKED = "gevraagd", pgettext_lazy("heap of ideas", "Waiting for an answer")
    DECIDED = "besloten", pgettext_lazy("heap of ideas", "Decided")


def standing_of(text: str) -> Standing:
    """The heap that an address names; to review when it names none."""
    return Standing(text) if text in Standing.values else Standing.WAITING


def submitted() -> QuerySet[Idea]:
    """Everything that was ever put before the operator; drafts are nobody's but the pinner's."""
    return (
        Idea.objects.exclude(state__in=[state.value for state in BEFORE_REVIEW])
        .filter(submitted_at__isnull=False)
        .select_related("municipality__instance", "owner", "pinner", "pinner__helper")
        .defer("search")
    )


def with_last_line(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    """Adds `last_kind` and `last_at`: what happened last in each idea's review, and when."""
    lines = ReviewEntry.objects.filter(idea=OuterRef("pk")).order_by("-pk")
    return rows.annotate(last_kind=Subquery(lines.values("kind")[:1]), last_at=Subquery(lines.values("created_at")[:1]))


def with_last_number(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    """Adds `last_number`: how far somebody has read who has read each idea's whole history."""
    lines = ReviewEntry.objects.filter(idea=OuterRef("pk")).order_by("-pk")
    return rows.annotate(last_number=Subquery(lines.values("pk")[:1]))


def answered() -> QuerySet[Idea]:
    """Ideas to review of which the pinner has just answered or disagreed."""
    last = ReviewEntry.objects.filter(idea=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    ours = run_nationally(submitted()).alias(last=Subquery(last))
    return with_last_line(ours.filter(state=State.WAITING.value, last__in=CAME_IN))


def queue(standing: Standing, after: str) -> Page[Idea]:
    """A page of one heap: longest waiting first, what is decided newest first."""
    rows = with_last_line(run_nationally(submitted()))
    if standing is Standing.DECIDED:
        decided = rows.filter(
            state__in=[State.PUBLISHED.value, State.REFUSED.value, State.WITHDRAWN.value], decided_at__isnull=False
        )
        return by_moment(decided, moment="decided_at", after=after)
    heaps = {
        Standing.WAITING: rows.filter(state=State.WAITING.value),
        Standing.ANSWERED: answered(),
        Standing.ASKED: rows.filter(state=State.ASKED.value),
    }
    return by_moment(heaps[standing], moment="submitted_at", after=after, oldest_first=True)


def calls() -> QuerySet[CallBack]:
    """Requests to be called: all for the operator, at the desk of a municipality its own."""
    match scope.current():
        case scope.Tenant(municipality_id=key):
            return CallBack.objects.filter(municipality=key)
        case _:
            return CallBack.objects.all()


def idea_for_review(pk: int) -> Idea:
    """One idea with everyone around it; 404 for what was never put before the operator."""
    found = submitted().select_related("pinner__consent_recorded_by", "notice", "free_meeting")
    return get_object_or_404(found, pk=pk)


def idea_to_act_on(pk: int) -> Idea:
    """The same, for screens on which something is done with it. Raises OtherDesk where another desk does that."""
    found = idea_for_review(pk)
    if is_at_other_desk(found):
        raise OtherDesk
    return found


def entries_of(idea: Idea) -> list[ReviewEntry]:
    """The history of the review, oldest first."""
    return list(idea.review_entries.select_related("actor"))


def next_after(idea: Idea) -> Idea | None:
    """The idea that waits behind this one in the queue; the first of the queue behind the last."""
    ours = run_nationally(Idea.objects.filter(state=State.WAITING.value))
    waiting = ours.exclude(pk=idea.pk).order_by("submitted_at", "pk").only("pk")
    behind = Q(submitted_at__gt=idea.submitted_at) | Q(submitted_at=idea.submitted_at, pk__gt=idea.pk)
    return waiting.filter(behind).first() or waiting.first()


def pinned_by_same(idea: Idea) -> list[Idea]:
    """Other ideas of whoever is behind this one: by account, by helper, or by the address or phone number given."""
    pinner, known, account = pinner_of(idea), Q(), Q()
    if idea.owner_id:
        account |= Q(owner_id=idea.owner_id)
    if pinner and pinner.helper_id:
        known |= Q(helper_id=pinner.helper_id)
    if pinner and pinner.phone:
        known |= Q(phone=pinner.phone)
    if pinner and pinner.email:
        known |= Q(email=pinner.email)
        account |= Q(owner_id__in=User.objects.filter(email=pinner.email).values("pk"))
    if known:
        account |= Q(pk__in=Pinner.objects.filter(known).values("idea_id"))
    if not account:
        return []
    return list(submitted().filter(account).exclude(pk=idea.pk).order_by("-submitted_at")[:HISTORY])


def is_at_other_desk(idea: Idea) -> bool:
    """Whether another desk than this one decides about it: the coordinator's while a local site is open, else the
    operator's. Select `municipality__instance` along.
    """
    instance: Instance | None = getattr(idea.municipality, "instance", None)
    is_local = instance is not None and instance.is_open
    return is_local is not isinstance(scope.current(), scope.Tenant)


def pinner_of(idea: Idea) -> Pinner | None:
    """The record of the person behind an idea, which is gone when they were erased. Select `pinner` along."""
    found: Model | None = getattr(idea, "pinner", None)
    return found if isinstance(found, Pinner) else None
