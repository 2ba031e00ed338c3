"""What pages show of the subjects among coaches. Inside the scope of a desk."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from aantafel.accounts.models import User
from aantafel.core.paging import Page, by_moment
from coaches.models import CoachReply, CoachTopic, TopicRead
from coaches.models.talk import Written
from ideas.models import shown_name
from municipalities.models import Municipality

MANY_REPLIES = 50


@dataclass(frozen=True)
class Said:
    """One text as somebody at a desk sees it: the name as its bearer shows it, and where they are a coach."""

    written: Written
    name: str
    place: str
    is_own: bool
    can_hide: bool


@dataclass(frozen=True)
class Reading:
    """Who reads: `here` is where they are a coach or coordinator; a coordinator `may_hide`."""

    user: User
    here: Municipality
    may_hide: bool = False


@dataclass(frozen=True)
class Thread:
    topic: CoachTopic
    head: Said
    replies: list[Said] = field(default_factory=list)
    page: Page[CoachReply] = field(default_factory=Page)


def page(reading: Reading, *, only: str = "", after: str = "") -> Page[CoachTopic]:
    """Subjects, what was added to last first. `only`: "hier" of this municipality, "land" for the whole country.

    With `has_read`, and `count`, the number of replies that stand.
    """
    topics = _listed().select_related("author", "municipality")
    if only == "hier":
        topics = topics.filter(municipality=reading.here, is_national=False)
    if only == "land":
        topics = topics.filter(is_national=True)
    count = Count("replies", filter=Q(replies__removed_at=None, replies__hidden_at=None))
    return by_moment(topics.annotate(count=count, has_read=_has_read(reading.user)), moment="latest_at", after=after)


def has_read(user: User, topic: CoachTopic) -> bool:
    read = TopicRead.objects.filter(Q(topic=topic) | Q(topic=None), user=user)
    return read.filter(read_at__gte=topic.latest_at).exists()


def unread(user: User) -> int:
    """How many subjects there are with something new."""
    return _listed().filter(~_has_read(user)).count()


def topic_of(pk: int) -> CoachTopic:
    """A subject that this desk may read; a hidden one shows why, one taken away its replies. Else not found."""
    topics = CoachTopic.objects.filter(Q(removed_at=None) | _has_replies())
    return get_object_or_404(topics.select_related("author", "municipality"), pk=pk)


def reply_of(topic: CoachTopic, pk: int) -> CoachReply:
    rows = CoachReply.objects.filter(topic=topic, removed_at=None).select_related("author", "municipality", "topic")
    return get_object_or_404(rows, pk=pk)


def thread(topic: CoachTopic, reading: Reading, *, after: str = "") -> Thread:
    """With its replies, the oldest first. One query."""
    rows = CoachReply.objects.filter(topic=topic, removed_at=None).select_related("author", "municipality")
    found = by_moment(rows, moment="created_at", after=after, oldest_first=True, size=MANY_REPLIES)
    replies = [said(each, reading, topic=topic) for each in found.items]
    return Thread(topic, said(topic, reading, topic=topic), replies, found)


def said(written: Written, reading: Reading, *, topic: CoachTopic) -> Said:
    author = written.author
    name = shown_name(author.name, author.name_display) if author else ""
    near = reading.here.pk in (written.municipality_id, topic.municipality_id)
    return Said(
        written=written,
        name=name,
        place=written.municipality.name,
        is_own=written.author_id == reading.user.pk,
        can_hide=reading.may_hide and near and written.hidden_at is None,
    )


def _listed() -> QuerySet[CoachTopic]:
    """What is not hidden; what was taken away stays as a place as long as there are replies."""
    return CoachTopic.objects.filter(Q(removed_at=None) | _has_replies(), hidden_at=None)


def _has_replies() -> Exists:
    return Exists(CoachReply.everywhere.filter(topic=OuterRef("pk"), removed_at=None, hidden_at=None))


def _has_read(user: User) -> Exists:
    """Read since something was last added, by itself or with all others."""
    read = TopicRead.objects.filter(Q(topic=OuterRef("pk")) | Q(topic=None), user=user)
    return Exists(read.filter(read_at__gte=OuterRef("latest_at")))
