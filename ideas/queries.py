"""Questions about public ideas that a page asks: the list, the search, and what looks alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from aantafel.core.paging import PAGE_SIZE, Page, beyond, by_moment, by_number, read_key
from aantafel.core.text import whole_number
from ideas import search
from ideas.cards import CARD_FIELDS, CardRow
from ideas.enums import ProposalState
from ideas.lifecycle import State
from ideas.models import Idea, MergeProposal
from municipalities.distance import nearest
from municipalities.models import Municipality, Neighbourhood

MOST_RANKED = 200
MOST_APART = 5
MOST_COMPARED, MOST_COMPARED_OWN = 1000, 300
LEAST_SHARED = 0.38  # a rare word in the title, or two words that matter less
LEAST_SHARED_WITH_ONE_WORD = 0.14
COMMON_WORD = 0.6

NEWEST, OLDEST, BEST, MOST_LIKED, NEARLY = "nieuw", "oud", "best", "populair", "bijna"


@dataclass(frozen=True)
class Wish:
    """What somebody looks for. `order` is one of those above; best match means something with a text alone.

    With `around`, the municipalities next to the chosen one count too.
    """

    text: str = ""
    theme: str = ""
    municipality: Municipality | None = None
    province: str = ""
    order: str = NEWEST
    around: bool = False
    neighbourhood: Neighbourhood | None = None

    @property
    def is_by_likes(self) -> bool:
        return self.order in (MOST_LIKED, NEARLY)

    @cached_property
    def municipalities(self) -> list[int]:
        """The keys of the municipalities that are meant; none for the whole country."""
        if self.municipality is None:
            return []
        return nearest(self.municipality) if self.around else [self.municipality.pk]

    @property
    def is_ranked(self) -> bool:
        return bool(self.text) and self.order == BEST


@dataclass(frozen=True)
class Found:
    """A page of ideas; `count` is known for a ranked search alone, and stops at `MOST_RANKED`."""

    page: Page[CardRow]
    count: int | None = None

    @property
    def is_capped(self) -> bool:
        """Whether there may be more than were counted."""
        return self.count is not None and self.count >= MOST_RANKED


def for_cards(ideas: QuerySet[Idea]) -> QuerySet[Idea, Any]:
    """Only what a card shows, as plain rows (`CardRow`): making whole ideas of them takes as long as the query."""
    return ideas.values_list(*CARD_FIELDS, named=True)


def rows_of(keys: Iterable[int]) -> list[CardRow]:
    """The public ideas with these keys, in that order. One query."""
    keys = list(keys)
    found = {row.pk: row for row in for_cards(Idea.objects.public().filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def newest(*, municipality: Municipality | None = None, limit: int = 6) -> list[CardRow]:
    """The newest public ideas, of one municipality or of the whole country. One query."""
    ideas = Idea.objects.public()
    if municipality is not None:
        ideas = ideas.filter(municipality=municipality)
    return list(for_cards(ideas).order_by("-published_at", "-pk")[:limit])


def public_idea(pk: int) -> Idea | None:
    """One idea with all that its page shows, if everyone may read it; `stayed_apart` says whether `kept_apart` finds
    something. One query.
    """
    along = ("municipality", "neighbourhood", "owner", "pinner", "tally", "free_meeting")
    ideas = Idea.objects.public().select_related(*along).defer("search", "beginning")
    apart = MergeProposal.everywhere.filter(Q(stays=OuterRef("pk")) | Q(goes=OuterRef("pk")), state=ProposalState.APART)
    return ideas.annotate(stayed_apart=Exists(apart)).filter(pk=pk).first()


def public_idea_in_short(pk: int) -> Idea | None:
    """The same without its texts and its people, for screens beside its page. One query."""
    ideas = Idea.objects.public().select_related("municipality", "tally", "free_meeting")
    return ideas.defer("search", "beginning", "origin", "people", "approach").filter(pk=pk).first()


def was_public(pk: int) -> bool:
    """Whether an idea stood on the site and was taken back, by itself or as a part of another one."""
    gone = (State.WITHDRAWN.value, State.MERGED.value)
    rows = Idea.everywhere.of_this_site()
    return rows.filter(pk=pk, state__in=gone, published_at__isnull=False).exists()


def merged_into(pk: int) -> Idea | None:
    """The public idea that this one became part of. One query."""
    return Idea.objects.public().filter(merged_from=pk).first()


def kept_apart(idea: Idea) -> list[Idea]:
    """Public ideas that it was proposed to put together with this one, and that stayed apart. One query, or none for
    an idea of which `public_idea` says so.
    """
    if not getattr(idea, "stayed_apart", True):
        return []
    apart = MergeProposal.everywhere.filter(state=ProposalState.APART)
    others = Q(pk__in=apart.filter(goes=idea).values("stays")) | Q(pk__in=apart.filter(stays=idea).values("goes"))
    found = Idea.objects.public().filter(others).select_related("municipality").defer("search")
    return list(found.order_by("pk")[:MOST_APART])


def nearly_there(*, municipality: Municipality | None = None, limit: int = 3) -> list[CardRow]:
    """The ideas that need fewest likes to get their free meeting, once they have three quarters. One query."""
    near = _by_likes(Wish(municipality=municipality)).filter(tally__threshold__lte=F("tally__local") * 4 / 3)
    return _nearest_first(near, size=limit).items


def most_liked(*, municipality: Municipality | None = None, limit: int = 3) -> list[CardRow]:
    """The ideas that most people like, of those that somebody likes. One query."""
    liked = _by_likes(Wish(municipality=municipality)).filter(tally__total__gt=0)
    return _most_liked_first(liked, size=limit).items


def find(wish: Wish, *, after: str = "") -> Found:
    """A page of what somebody looks for, the text in every word. At most three queries."""
    query = search.all_of(wish.text) if wish.text else None
    if wish.text and query is None:
        return Found(Page(), 0)
    if wish.is_by_likes:
        return _page_by_likes(wish, query, after)
    ideas = _filtered(wish)
    oldest_first = wish.order == OLDEST
    if query is not None:
        return _page_of_matches(wish, ideas.filter(search=query), query, after)
    if wish.around and wish.municipality is not None:
        return _page_around(wish, after, oldest_first=oldest_first)
    return Found(by_moment(for_cards(ideas), moment="published_at", after=after, oldest_first=oldest_first))


def _page_of_matches(wish: Wish, matches: QuerySet[Idea], query: SearchQuery, after: str) -> Found:
    if wish.is_ranked:
        return _ranked_page(matches, query, after)
    oldest_first = wish.order == OLDEST
    key = read_key(after)
    if key is not None:
        matches = matches.filter(beyond("published_at", key, oldest_first=oldest_first))
    keys, _count = _matches(matches, oldest_first=oldest_first)
    page = by_moment(
        for_cards(Idea.objects.public().filter(pk__in=keys)), moment="published_at", oldest_first=oldest_first
    )
    return Found(replace(page, is_first=key is None))


def _page_around(wish: Wish, after: str, *, oldest_first: bool) -> Found:
    """The newest of several municipalities: the first rows of each one's own index, put together."""
    key = read_key(after)
    parts = []
    for municipality in wish.municipalities:
        part = _filtered(replace(wish, municipality=None)).filter(municipality=municipality)
        if key is not None:
            part = part.filter(beyond("published_at", key, oldest_first=oldest_first))
        order = ("published_at", "pk") if oldest_first else ("-published_at", "-pk")
        parts.append(part.order_by(*order).values_list("pk", "published_at")[: PAGE_SIZE + 1])
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (row[1], row[0]), reverse=not oldest_first)
    chosen = for_cards(Idea.objects.public().filter(pk__in=[pk for pk, _moment in rows[: PAGE_SIZE + 1]]))
    page = by_moment(chosen, moment="published_at", oldest_first=oldest_first)
    return Found(replace(page, is_first=key is None))


def _page_by_likes(wish: Wish, query: SearchQuery | None, after: str) -> Found:
    """Filters stand on the tally, so that one of its indexes gives the order; a text looks in its newest
    matches, whose keys are asked for first: in one query PostgreSQL reads all tallies.
    """
    ideas = _by_likes(wish)
    if query is not None:
        newest_matches = _filtered(wish).filter(search=query).order_by("-published_at", "-pk")
        ideas = ideas.filter(tally__pk__in=list(newest_matches.values_list("pk", flat=True)[:MOST_RANKED]))
    return Found(_nearest_first(ideas, after) if wish.order == NEARLY else _most_liked_first(ideas, after))


def _by_likes(wish: Wish) -> QuerySet[Idea, Any]:
    ideas = for_cards(Idea.objects.public()).filter(tally__listed=True)
    if wish.theme:
        ideas = ideas.filter(tally__theme=wish.theme)
    if wish.municipality is not None:
        ideas = ideas.filter(tally__municipality__in=wish.municipalities)
    if wish.province:
        ideas = ideas.filter(tally__municipality__in=_places_in(wish.province))
    if wish.neighbourhood is not None:
        ideas = ideas.filter(neighbourhood=wish.neighbourhood)
    return ideas


def _most_liked_first(ideas: QuerySet[Idea, Any], after: str = "", *, size: int = PAGE_SIZE) -> Page[CardRow]:
    return by_number(ideas, number="tally__total", tie="tally__pk", after=after, size=size)


def _nearest_first(ideas: QuerySet[Idea, Any], after: str = "", *, size: int = PAGE_SIZE) -> Page[CardRow]:
    """Without those that have their free meeting, and those that nobody of the municipality likes yet."""
    under_way = ideas.filter(tally__reached_at=None, tally__local__gt=0, tally__threshold__gt=F("tally__local"))
    return by_number(under_way, number="tally__local", tie="tally__pk", after=after, size=size)


def _places_in(province: str) -> QuerySet[Municipality, Any]:
    return Municipality.objects.filter(province=province).values("pk")


def _filtered(wish: Wish) -> QuerySet[Idea]:
    ideas = Idea.objects.public()
    if wish.theme:
        ideas = ideas.filter(theme=wish.theme)
    if wish.municipality is not None:
        ideas = ideas.filter(municipality__in=wish.municipalities)
    if wish.province:
        ideas = ideas.filter(municipality__in=_places_in(wish.province))
    if wish.neighbourhood is not None:
        ideas = ideas.filter(neighbourhood=wish.neighbourhood)
    return ideas


def _ranked_page(matches: QuerySet[Idea], query: SearchQuery, after: str) -> Found:
    """The newest matches, likest first. `after` is the number of ideas on the pages before."""
    first = whole_number(after, digits=4) or 0
    keys, count = _matches(matches, ranked_by=query, first=first)
    if first and not keys:
        return _ranked_page(matches, query, "")
    last = first + PAGE_SIZE
    return Found(Page(rows_of(keys[:PAGE_SIZE]), str(last) if last < count else "", is_first=first == 0), count)


def _matches(
    matches: QuerySet[Idea], *, ranked_by: SearchQuery | None = None, first: int = 0, oldest_first: bool = False
) -> tuple[list[int], int]:
    """The keys of one page and one more, out of the next `MOST_RANKED` matches by date; and how many those are.

    They stand inside, before anything is ranked, so that a common word costs no more than a rare one. They also
    keep PostgreSQL from walking the whole index of dates for a word that next to no idea has.
    """
    score = SearchRank(F("search"), ranked_by) if ranked_by is not None else Value(0.0)
    way, by_date = ("ASC", ("published_at", "pk")) if oldest_first else ("DESC", ("-published_at", "-pk"))
    next_ones = matches.annotate(score=score).order_by(*by_date).values_list("pk", "score", "published_at")
    inner, params = next_ones[:MOST_RANKED].query.sql_with_params()
    outer = (
        f"SELECT pk, count(*) OVER () FROM ({inner}) AS matches (pk, score, moment) "  # noqa: S608  nothing typed is in it
        f"ORDER BY score DESC, moment {way}, pk {way} LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(outer, [*params, PAGE_SIZE + 1, first])
        rows = cursor.fetchall()
    return [pk for pk, _count in rows], rows[0][1] if rows else 0


def similar(
    text: str, *, municipality: Municipality | None = None, exclude: Idea | None = None, limit: int = 5
) -> list[Idea]:
    """Public ideas that look like this text, those of the municipality first, the likest first.

    At most two queries. Takes any text; one without a telling word looks like nothing. `municipality` comes along.
    """
    chosen = search.telling_words(text)
    query = search.any_of(chosen)
    if query is None:
        return []
    least = LEAST_SHARED_WITH_ONE_WORD if len(chosen) == 1 else LEAST_SHARED
    scored = {
        (municipality is not None and place == municipality.pk, score, pk)
        for pk, place, score in _candidates(query[0], _likeness(chosen), municipality, exclude)
    }
    best = sorted((found for found in scored if found[1] >= least), reverse=True)[:limit]
    by_key = Idea.objects.public().select_related("municipality").defer("search").in_bulk([pk for *_, pk in best])
    return [by_key[pk] for *_, pk in best if pk in by_key]


def _likeness(chosen: list[str]) -> Combinable:
    """A rare word counts 0.61 in a title, 0.24 in the sketch and 0.12 in its origin or place; a common one less."""
    kinds = (
        (search.any_of(word for word in chosen if search.is_rare(word)), 1.0),
        (search.any_of(word for word in chosen if not search.is_rare(word)), COMMON_WORD),
    )
    ranks = [SearchRank(F("search"), kind[0]) * (kind[1] * weight) for kind, weight in kinds if kind is not None]
    return ranks[0] if len(ranks) == 1 else ranks[0] + ranks[1]


def _candidates(
    query: SearchQuery, likeness: Combinable, municipality: Municipality | None, exclude: Idea | None
) -> list[Any]:
    """The newest matches, so that common words cost no more than rare ones: (idea, municipality, likeness)."""
    matches = Idea.objects.public().filter(search=query)
    if exclude is not None:
        matches = matches.exclude(pk=exclude.pk)
    scored = (
        matches.annotate(score=likeness).order_by("-published_at", "-pk").values_list("pk", "municipality_id", "score")
    )
    everywhere = scored[:MOST_COMPARED]
    if municipality is None:
        return list(everywhere)
    return list(scored.filter(municipality=municipality)[:MOST_COMPARED_OWN].union(everywhere, all=True))
