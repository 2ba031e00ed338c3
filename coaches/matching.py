"""How well a coach suits an idea, in parts that a person can read. Pure Python: the facts come from `coaches.facts`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

FULL_WORDS = 3.0  # so many words in common are as good as it gets
ENOUGH_MOMENTS = 4
SEASONED = 5  # ideas after which experience no longer grows
FORGOTTEN_DAYS = 60  # who was last asked so long ago counts as who was never asked
MOST_WEIGHT = 10


class Part(Enum):
    """What counts. The value is how a weight is kept."""

    THEME = "theme"
    WORDS = "words"
    NEIGHBOURHOOD = "neighbourhood"
    LANGUAGE = "language"
    AVAILABILITY = "availability"
    LOAD = "load"
    EXPERIENCE = "experience"
    EARLIER = "earlier"
    FAIRNESS = "fairness"


class Word(Enum):
    """How a part turned out: the key of its sentence."""

    YES = "yes"
    SOME = "some"
    OPEN = "open"  # nothing chosen, so anything is possible
    NO = "no"


class Exclusion(Enum):
    """Why a coach cannot be asked now."""

    UNTRAINED = "untrained"
    LINKED = "linked"
    DECLINED = "declined"
    PAUSED = "paused"
    FULL = "full"
    PINNER = "pinner"


DEFAULTS: dict[Part, int] = {
    Part.THEME: 6,
    Part.WORDS: 3,
    Part.NEIGHBOURHOOD: 4,
    Part.LANGUAGE: 8,
    Part.AVAILABILITY: 3,
    Part.LOAD: 5,
    Part.EXPERIENCE: 3,
    Part.EARLIER: 2,
    Part.FAIRNESS: 4,
}

Weights = Mapping[Part, float]


@dataclass(frozen=True)
class Coach:
    """What is known of a coach with an eye on one idea.

    `words` is about how many words of the idea stand in what the coach tells; `open_matches` are asked or running,
    `running` those with a yes; `done` the ideas that the coach ever guided, going along to learn left out; `earlier`
    those that this same pinner had, also going along; `days_since_asked` is None for who was never asked.
    """

    pk: int
    themes: frozenset[str] = frozenset()
    words: float = 0.0
    neighbourhoods: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    tables_at_once: int = 2
    open_matches: int = 0
    running: int = 0
    done: int = 0
    earlier: int = 0
    days_since_asked: int | None = None
    is_trained: bool = True
    is_linked: bool = False
    has_declined: bool = False
    is_paused: bool = False
    is_pinner: bool = False


@dataclass(frozen=True)
class Wish:
    """What an idea asks of a coach. What is empty is not asked, and then does not count."""

    theme: str = ""
    neighbourhood: int | None = None
    language: str = ""
    moments: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PartScore:
    """A part of a score: `value` from 0 to 1, and the number that its sentence may name."""

    part: Part
    value: float
    weight: float
    word: Word
    number: int = 0


@dataclass(frozen=True)
class Score:
    """`total` is the mean of the parts by weight, from 0 to 1."""

    total: float
    parts: tuple[PartScore, ...] = field(default=())


@dataclass(frozen=True)
class Ranked:
    coach: Coach
    score: Score


def score(coach: Coach, wish: Wish, weights: Weights = DEFAULTS) -> Score:
    """How well they fit. Which parts there are depends on the wish alone, so that coaches can be compared."""
    parts = tuple(
        PartScore(part, value, weights.get(part, 0), word, number)
        for part, (value, word, number) in _values(coach, wish).items()
    )
    heavy = sum(part.weight for part in parts)
    total = sum(part.value * part.weight for part in parts) / heavy if heavy else 0.0
    return Score(min(max(total, 0.0), 1.0), parts)


def exclusions(coach: Coach) -> tuple[Exclusion, ...]:
    """Every reason why this coach cannot be asked for this idea now, the most telling first."""
    there = {
        Exclusion.PINNER: coach.is_pinner,
        Exclusion.LINKED: coach.is_linked,
        Exclusion.DECLINED: coach.has_declined,
        Exclusion.PAUSED: coach.is_paused,
        Exclusion.FULL: coach.running >= coach.tables_at_once,
        Exclusion.UNTRAINED: not coach.is_trained,
    }
    return tuple(reason for reason, holds in there.items() if holds)


def may_go_along(coach: Coach) -> bool:
    """Somebody in training, whom nothing else keeps from going along with a trained coach."""
    return exclusions(coach) == (Exclusion.UNTRAINED,)


def rank(coaches: Iterable[Coach], wish: Wish, weights: Weights = DEFAULTS) -> list[Ranked]:
    """Who can be asked, the best first; among equals who waits longest, and then the oldest profile."""
    scored = [Ranked(coach, score(coach, wish, weights)) for coach in coaches if not exclusions(coach)]
    return sorted(scored, key=lambda one: (-round(one.score.total, 9), -_waited(one.coach), one.coach.pk))


Value = tuple[float, Word, int]


def _values(coach: Coach, wish: Wish) -> dict[Part, Value]:
    values: dict[Part, Value] = {}
    if wish.theme:
        values[Part.THEME] = _chosen(wish.theme in coach.themes, bool(coach.themes))
    values[Part.WORDS] = _words(coach)
    if wish.neighbourhood is not None:
        values[Part.NEIGHBOURHOOD] = _chosen(wish.neighbourhood in coach.neighbourhoods, bool(coach.neighbourhoods))
    if wish.language:
        speaks = wish.language in coach.languages
        values[Part.LANGUAGE] = (float(speaks), Word.YES if speaks else Word.NO, 0)
    values[Part.AVAILABILITY] = _availability(coach, wish)
    values[Part.LOAD] = _load(coach)
    values[Part.EXPERIENCE] = _counted(coach.done, SEASONED)
    values[Part.EARLIER] = _counted(coach.earlier, 1)
    values[Part.FAIRNESS] = _fairness(coach)
    return values


def _chosen(fits: bool, has_chosen: bool) -> Value:
    """A coach who chose nothing is open to everything: better than another choice, less than this one."""
    if fits:
        return 1.0, Word.YES, 0
    return (0.0, Word.NO, 0) if has_chosen else (0.5, Word.OPEN, 0)


def _words(coach: Coach) -> Value:
    value = min(max(coach.words, 0.0) / FULL_WORDS, 1.0)
    if value >= 0.6:
        return value, Word.YES, 0
    return value, Word.SOME if value >= 0.2 else Word.NO, 0


def _availability(coach: Coach, wish: Wish) -> Value:
    """Of the moments that were asked; where none were, how much there is to choose from."""
    if not coach.moments:
        return 0.5, Word.OPEN, 0
    if not wish.moments:
        return min(len(coach.moments) / ENOUGH_MOMENTS, 1.0), Word.YES, len(coach.moments)
    shared = len(coach.moments & wish.moments)
    value = min(shared / min(len(wish.moments), ENOUGH_MOMENTS), 1.0)
    return value, Word.SOME if shared else Word.NO, shared


def _load(coach: Coach) -> Value:
    value = 1 - min(coach.open_matches / coach.tables_at_once, 1.0)
    return value, Word.YES if coach.open_matches == 0 else Word.SOME, coach.open_matches


def _counted(number: int, enough: int) -> Value:
    return min(number / enough, 1.0), Word.YES if number else Word.NO, number


def _fairness(coach: Coach) -> Value:
    if coach.days_since_asked is None:
        return 1.0, Word.YES, 0
    return min(coach.days_since_asked / FORGOTTEN_DAYS, 1.0), Word.SOME, coach.days_since_asked


def _waited(coach: Coach) -> float:
    return float("inf") if coach.days_since_asked is None else coach.days_since_asked
