"""What the box about helping, joining and asking on an idea's page shows."""

from dataclasses import dataclass, field

from aantafel.accounts.models import User
from ideas import support_queries, support_words
from ideas.enums import SupportKind
from ideas.models import Idea
from ideas.permissions import is_looked_after, may_manage
from ideas.support_queries import Counts


@dataclass(frozen=True)
class SupportBox:
    """Numbers for everyone; `own` is what this visitor brings already: a line and the number of its page."""

    counts: Counts
    is_read: bool
    is_own: bool = False
    joins: bool = False
    own: list[tuple[str, int]] = field(default_factory=list)


def box(idea: Idea, user: object) -> SupportBox:
    """For an idea that was fetched with `owner` and `pinner`. One query, and one more for somebody signed in."""
    counts, is_read = support_queries.counts(idea), is_looked_after(idea)
    if not isinstance(user, User):
        return SupportBox(counts, is_read)
    standing = support_queries.standing_of(user, idea)
    return SupportBox(
        counts,
        is_read,
        is_own=may_manage(user, idea),
        joins=any(one.kind == SupportKind.JOIN for one in standing),
        own=[(support_words.on_the_idea(one), one.pk) for one in standing],
    )
