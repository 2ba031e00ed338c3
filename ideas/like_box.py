"""What the box with likes on an idea's page shows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from aantafel.core import clock, dates
from ideas.enums import FreeMeetingState
from ideas.models import FreeMeeting, Idea, IdeaTally, Like
from ideas.permissions import may_manage


@dataclass(frozen=True)
class LikeBox:
    """Counts, and what this visitor may do. `meeting` is a sentence; "" as long as there is no free meeting."""

    local: int
    other: int
    threshold: int
    to_go: int
    is_reached: bool
    meeting: str = ""
    is_own: bool = False
    is_liked: bool = False
    wants_updates: bool = False
    knows_place: bool = True

    @property
    def shown(self) -> int:
        """How far the meter stands."""
        return self.threshold if self.is_reached else min(self.local, self.threshold)

    @property
    def total(self) -> int:
        return self.local + self.other


def box(idea: Idea, user: object) -> LikeBox | None:
    """For an idea that was fetched with `tally` and `free_meeting`; None for one without a tally.

    Asks one thing more of the database for somebody who is signed in, and nothing for a visitor.
    """
    tally: IdeaTally | None = getattr(idea, "tally", None)
    if tally is None:
        return None
    given, is_own, knows_place = None, False, True
    if isinstance(user, User):
        is_own = may_manage(user, idea)
        knows_place = user.home_municipality_id is not None
        given = Like.objects.filter(idea=idea, user=user).first()
    return LikeBox(
        local=tally.local,
        other=tally.other,
        threshold=tally.threshold,
        to_go=tally.to_go,
        is_reached=tally.reached_at is not None,
        meeting=meeting_sentence(getattr(idea, "free_meeting", None)) if tally.reached_at else "",
        is_own=is_own,
        is_liked=given is not None,
        wants_updates=given is not None and given.wants_updates,
        knows_place=knows_place,
    )


def place_in_line(tally: IdeaTally, given: Like) -> str:
    """What a like adds, as a sentence."""
    if given.municipality_id != tally.municipality_id:
        return _("You live in another municipality: your like shows, but does not count for the free meeting.")
    if tally.reached_at is not None or not tally.threshold:
        return ""
    return ngettext(
        "%(n)d more person from this municipality, and the idea gets a free meeting.",
        "%(n)d more people from this municipality, and the idea gets a free meeting.",
        tally.to_go,
    ) % {"n": tally.to_go}


def meeting_sentence(meeting: FreeMeeting | None) -> str:
    """Where the free meeting of an idea that has enough likes stands."""
    if meeting is None or meeting.state == FreeMeetingState.TO_PLAN or meeting.planned_for is None:
        return _("There will be a free meeting about this idea. We plan it with whoever pinned it.")
    day = dates.day(meeting.planned_for)
    if meeting.state == FreeMeetingState.PLANNED and meeting.planned_for >= clock.today():
        return _("The free meeting about this idea is on %(day)s.") % {"day": day}
    return _("The free meeting about this idea was on %(day)s.") % {"day": day}


def next_step(idea: Idea) -> str:
    """What it takes to bring the free meeting, or where that stands. For an idea with `tally` and `free_meeting`."""
    tally: IdeaTally | None = getattr(idea, "tally", None)
    if tally is None or not tally.threshold:
        return ""
    if tally.reached_at is not None:
        return meeting_sentence(getattr(idea, "free_meeting", None))
    return ngettext(
        "%(n)d more fellow resident, and there will be a free meeting.",
        "%(n)d more fellow residents, and there will be a free meeting.",
        tally.to_go,
    ) % {"n": tally.to_go}
