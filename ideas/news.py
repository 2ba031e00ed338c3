"""What happened around somebody since they were here before, one line each, with the place to read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aantafel.accounts.models import User
from aantafel.core.addresses import with_query
from ideas import like_box, support_queries
from ideas.enums import FreeMeetingState, ReviewKind, ReviewRole, SupportKind
from ideas.lifecycle import State
from ideas.models import FreeMeeting, Idea, Like, Reaction, ReviewEntry
from ideas.querysets import IdeaQuerySet

MOST = 5  # lines of one kind; what is more is counted in one line

DECISIONS: dict[str, Promise] = {
    ReviewKind.QUESTION: gettext_lazy("We have a question about your idea"),
    ReviewKind.APPROVED: gettext_lazy("Your idea is on the site"),
    ReviewKind.REFUSED: gettext_lazy("We do not put your idea on the site"),
}
ICONS: dict[str, str] = {SupportKind.HELP: "hand", SupportKind.JOIN: "people", SupportKind.QUESTION: "question"}


@dataclass(frozen=True)
class News:
    """A line: what happened, and the title of the idea that it is about, with its language. `count` is how
    many new things that are.

    Without a title the text itself leads on.
    """

    text: str
    url: str
    icon: str
    title: str = ""
    count: int = 1
    language: str = ""


def of(user: User, since: datetime) -> list[News]:
    """What is new, what asks something of this person first. A fixed number of queries."""
    return [
        *_decisions(user, since),
        *_brought(user, since),
        *_answers(user, since),
        *_meetings(user, since),
        *_likes(user, since),
        *_reactions(user, since),
        *_nearby(user, since),
    ]


def _mine(user: User) -> IdeaQuerySet:
    return Idea.everywhere.of(user)


def _decisions(user: User, since: datetime) -> Iterator[News]:
    """Questions and decisions of whoever reviews, the last one of each idea."""
    entries = ReviewEntry.objects.filter(
        idea__in=_mine(user).values("pk"),
        role__in=(ReviewRole.OPERATOR, ReviewRole.COORDINATOR),
        kind__in=DECISIONS,
        created_at__gt=since,
    )
    last = {entry.idea_id: entry for entry in entries.select_related("idea").defer("idea__search").order_by("pk")}
    for entry in sorted(last.values(), key=lambda one: one.pk, reverse=True)[:MOST]:
        yield News(
            str(DECISIONS[entry.kind]),
            reverse("ideas:mine", args=[entry.idea_id]),
            "bulb",
            entry.idea.title,
            language=entry.idea.language,
        )


def _brought(user: User, since: datetime) -> Iterator[News]:
    """Offers and questions that came to their ideas."""
    found = support_queries.new_to(user, since, limit=MOST * 10)
    for line in found[:MOST]:
        yield News(
            line.label, line.url, ICONS[line.support.kind], line.support.idea.title, language=line.support.idea.language
        )
    rest = len(found) - MOST
    if rest > 0:
        text = ngettext("%(n)d more offer or question", "%(n)d more offers and questions", rest) % {"n": rest}
        yield News(text, reverse("ideas:support_to_me"), "hand", count=rest)


def _answers(user: User, since: datetime) -> Iterator[News]:
    """What was said to what they offered and asked."""
    for line in support_queries.answered_to(user, since, limit=MOST):
        yield News(line.next, line.url, "chat", line.support.idea.title, language=line.support.idea.language)


def _meetings(user: User, since: datetime) -> Iterator[News]:
    """Free meetings of ideas that are theirs or that they like: that there is one, and its day."""
    meant = Q(idea__in=_mine(user).values("pk")) | Q(idea__in=Like.objects.filter(user=user).values("idea"))
    public = FreeMeeting.objects.filter(meant, idea__state=State.PUBLISHED.value)
    has_moved = Q(changed_at__gt=since) & ~Q(state=FreeMeetingState.TO_PLAN)
    moved = public.filter(Q(reached_at__gt=since) | has_moved).select_related("idea")
    for meeting in moved.defer("idea__search").order_by("-reached_at")[:MOST]:
        idea = meeting.idea
        yield News(like_box.meeting_sentence(meeting), idea.url, "calendar", idea.title, language=idea.language)


def _likes(user: User, since: datetime) -> Iterator[News]:
    rows = Like.objects.filter(idea__in=_mine(user).values("pk"), created_at__gt=since).exclude(user=user)
    found, rest = _by_idea(rows)
    for idea, count in found:
        text = ngettext("%(n)d more person likes your idea", "%(n)d more people like your idea", count) % {"n": count}
        yield News(text, f"{idea.url}#goed-idee", "heart", idea.title, count, language=idea.language)
    if rest:
        text = ngettext("%(n)d more like on your other ideas", "%(n)d more likes on your other ideas", rest)
        yield News(text % {"n": rest}, reverse("ideas:my_ideas"), "heart", count=rest)


def _reactions(user: User, since: datetime) -> Iterator[News]:
    """What others say below their ideas, without what was hidden or removed."""
    rows = Reaction.everywhere.filter(idea__in=_mine(user).values("pk"), created_at__gt=since)
    found, rest = _by_idea(rows.filter(hidden_at=None, removed_at=None).exclude(user=user))
    for idea, count in found:
        text = ngettext("%(n)d new reaction on your idea", "%(n)d new reactions on your idea", count) % {"n": count}
        yield News(text, f"{idea.url}#reacties", "chat", idea.title, count, language=idea.language)
    if rest:
        text = ngettext("%(n)d reaction on your other ideas", "%(n)d reactions on your other ideas", rest)
        yield News(text % {"n": rest}, reverse("ideas:my_ideas"), "chat", count=rest)


def _nearby(user: User, since: datetime) -> Iterator[News]:
    """New ideas where this person lives: the one, or how many and the list."""
    home = user.home_municipality
    if home is None:
        return
    there = Idea.objects.public().filter(municipality=home, published_at__gt=since).exclude(owner=user)
    found = list(there.defer("search").order_by("-published_at", "-pk")[: MOST * 20])
    if not found:
        return
    place = {"place": home.name, "n": len(found)}
    if len(found) == 1:
        text = _("New idea in %(place)s") % place
        yield News(text, found[0].url, "map-pin", found[0].title, language=found[0].language)
        return
    text = ngettext("%(n)d new idea in %(place)s", "%(n)d new ideas in %(place)s", len(found)) % place
    yield News(text, with_query(reverse("ideas:list"), {"gemeente": home.slug}), "map-pin", count=len(found))


def _by_idea(rows: QuerySet[Like] | QuerySet[Reaction]) -> tuple[list[tuple[Idea, int]], int]:
    """How many rows there are of each public idea, the most first, and how many more of other ideas. Two queries."""
    public = rows.filter(idea__state=State.PUBLISHED.value).order_by()
    counts = list(public.values_list("idea").annotate(count=Count("pk")).order_by("-count", "-idea"))
    ideas = Idea.everywhere.defer("search").in_bulk([pk for pk, _count in counts[:MOST]])
    return [(ideas[pk], count) for pk, count in counts[:MOST]], sum(count for _pk, count in counts[MOST:])
