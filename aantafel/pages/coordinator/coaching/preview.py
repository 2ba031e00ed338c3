"""What other weights would change: the first coaches for ideas that wait for one, as it is and as it would be."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from coaches.enums import MatchRole
from coaches.facts import candidates, wish_of
from coaches.matching import Weights, rank
from coaches.models import Match
from ideas.lifecycle import State
from ideas.models import Idea

IDEAS = 3
FIRST = 3


@dataclass(frozen=True)
class Change:
    idea: Idea
    before: list[str]
    after: list[str]

    @property
    def differs(self) -> bool:
        return self.before != self.after


def preview(now: Weights, then: Weights) -> list[Change]:
    """For the newest ideas without a coach, or the newest at all where each has one. A query for each idea."""
    return [_change(idea, now, then) for idea in _ideas()]


def _ideas() -> list[Idea]:
    public = Idea.objects.filter(state=State.PUBLISHED.value).order_by("-published_at", "-pk").defer("search")
    coached = Match.objects.open().filter(idea=OuterRef("pk"), role=MatchRole.COACH)
    return list(public.filter(~Exists(coached))[:IDEAS]) or list(public[:IDEAS])


def _change(idea: Idea, now: Weights, then: Weights) -> Change:
    wish = wish_of(idea)
    found = candidates(idea, wish, now)
    names = {each.coach.pk: str(each.profile) for each in found}
    after = rank([each.coach for each in found], wish, then)
    before = [str(each.profile) for each in found if each.ranked is not None]
    return Change(idea, before[:FIRST], [names[one.coach.pk] for one in after[:FIRST]])
