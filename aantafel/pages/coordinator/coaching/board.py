"""One idea and its coaches, made ready for the match screen."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404

from aantafel.accounts.decorators import DeskRequest
from aantafel.pages.coordinator.coaching.forms import WishForm
from coaches import words
from coaches.enums import MatchRole
from coaches.facts import Candidate, candidates, wish_of
from coaches.matching import Exclusion, Wish
from coaches.models import Match
from ideas.models import Idea

EXPANDED = 3
LISTED = 30
TELLING = 60  # percent
ROLES = {"": MatchRole.COACH, "tweede": MatchRole.CO_COACH, "mee": MatchRole.ALONG}


@dataclass(frozen=True)
class Choice:
    """A coach who can be asked."""

    candidate: Candidate
    place: int
    percent: int
    lines: list[words.Line]

    @property
    def pk(self) -> int:
        return self.candidate.profile.pk

    @property
    def name(self) -> str:
        return str(self.candidate.profile)

    @property
    def telling(self) -> str:
        """What speaks for this coach, in a few words; "" when nothing stands out."""
        return " ".join(f"{line.sentence}." for line in self.lines if line.counts and line.percent >= TELLING)


@dataclass(frozen=True)
class LeftOut:
    """A coach who cannot be asked, and why."""

    pk: int
    name: str
    reasons: list[str]


@dataclass(frozen=True)
class Board:
    """Who can be asked, the best first, and who cannot."""

    choices: list[Choice]
    left_out: list[LeftOut]

    def find(self, pk: int) -> Choice | None:
        return next((one for one in self.choices if one.pk == pk), None)

    def find_left_out(self, pk: int) -> LeftOut | None:
        return next((one for one in self.left_out if one.pk == pk), None)


def idea_at_desk(request: DeskRequest, pk: int) -> Idea:
    """An idea of the municipality of this desk; any other is not found."""
    rows = Idea.objects.select_related("municipality", "owner", "pinner__helper", "neighbourhood").defer("search")
    return get_object_or_404(rows, pk=pk)


def match_at_desk(request: DeskRequest, pk: int) -> Match:
    """A match of the municipality of this desk; any other is not found."""
    rows = Match.objects.select_related("coach__user", "coach__municipality", "idea__municipality", "asked_by")
    return get_object_or_404(rows.defer("idea__search", "coach__search"), pk=pk)


def matches_of(idea: Idea) -> list[Match]:
    """All that was asked for an idea, the newest first."""
    rows = Match.objects.filter(idea=idea).select_related("coach__user", "asked_by").defer("coach__search")
    return list(rows.order_by("-asked_at", "-pk"))


def wish(idea: Idea, form: WishForm) -> Wish:
    return wish_of(idea, language=form.language(), dayparts=form.dayparts())


def board(idea: Idea, asked: Wish, role: MatchRole) -> Board:
    """In one query for the coaches and one for the weights."""
    found = candidates(idea, asked)
    able = [each for each in found if each.ranked is not None]
    others = [each for each in found if each.ranked is None]
    if role is MatchRole.ALONG:
        learning = [each for each in others if each.may_go_along]
        able, others = learning + able, [each for each in others if not each.may_go_along]
    return Board([_choice(each, asked, place) for place, each in enumerate(able, start=1)], [_left(e) for e in others])


def onward(role: str, form: WishForm, replaces: int | None) -> str:
    """What the address of the next screen carries along."""
    kept = [("als", role), ("taal", form.language()), ("vervangt", str(replaces or ""))]
    kept += [("wanneer", part) for part in sorted(form.dayparts())]
    query = urlencode([(name, value) for name, value in kept if value])
    return f"?{query}" if query else ""


def _choice(each: Candidate, asked: Wish, place: int) -> Choice:
    if each.ranked is None:
        return Choice(each, place, 0, [])
    return Choice(each, place, round(each.ranked.score.total * 100), words.lines(each.ranked.score, asked))


def _left(each: Candidate) -> LeftOut:
    return LeftOut(each.profile.pk, str(each.profile), [_why(reason) for reason in each.reasons])


def _why(reason: Exclusion) -> str:
    return str(words.WHY_NOT[reason])
