"""What happens in each of the seven steps, in plain words."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tables.enums import MeetingPurpose
from tables.lifecycle import Step


@dataclass(frozen=True)
class Explanation:
    """`now` is said of the step where the table stands, `next` of the one that comes after it."""

    now: str | Promise
    next: str | Promise


EXPLANATIONS: dict[Step, Explanation] = {
    Step.IDEA: Explanation(
        _("The idea is on the site, and the municipality has heard of it. Everyone can read along and share it."),
        _("The idea is pinned, read and put on the site."),
    ),
    Step.MATCH: Explanation(
        _(
            "The table owner answers four questions: why this idea, what should it bring, who is needed, and which "
            "road do you see?"
        ),
        _(
            "Then the table owner thinks about four questions: why this idea, what should it bring, who is needed, and "
            "which road do you see?"
        ),
    ),
    Step.ASK: Explanation(
        _(
            "The table owner looks for people who can contribute, and invites them. There is one rule: residents, "
            "professionals and municipal employees are all invited."
        ),
        _("Then the table owner invites people: residents, professionals and municipal employees."),
    ),
    Step.CREATE: Explanation(
        _(
            "Everybody meets for the first time. The idea is told, and then made wider and better together. Judging "
            "comes later. What is said is written down, so that others can read along."
        ),
        _("Then everybody meets for the first time, and makes the idea wider and better together."),
    ),
    Step.CHOOSE: Explanation(
        _(
            "Small groups work out what the first meeting brought. In a second meeting the table chooses, and agrees "
            "on who does what, and when."
        ),
        _("Then the table chooses what it will make of the idea, and who does what."),
    ),
    Step.DO: Explanation(
        _("The people at the table carry it out. Here they tell how it goes, also when it does not go well."),
        _("Then the people at the table carry it out."),
    ),
    Step.EVALUATE: Explanation(
        _("The table looks back: what did it bring, and for whom? Then it decides to go on, to hand over, or to stop."),
        _("Then the table looks back, and decides to go on, to hand over, or to stop."),
    ),
}


FIRST_AT_LOCAL_SITE = _(
    "The idea is on the site. The coordinator looks for a coach. Everyone can read along and share it."
)


CHOSEN = _("The table has chosen. Now it agrees on who does what, and when.")
HAS_MET = {
    Step.CREATE: _(
        "Everybody has met for the first time. Once the minutes are on the site, the table owner decides whether the "
        "table goes on."
    ),
    Step.CHOOSE: _("The table came together to choose. What it chose comes here."),
}


def now(step: int, *, is_local: bool = False, has_chosen: bool = False, been: Collection[str] = ()) -> str:
    """What happens in the step where a table stands; `is_local` at the site of a municipality that takes part. `been`:
    the purposes of the meetings of this round that are over.
    """
    if has_chosen and Step(step) is Step.CHOOSE:
        return str(CHOSEN)
    if Step(step) in HAS_MET and (MeetingPurpose.SECOND in been if Step(step) is Step.CHOOSE else been):
        return str(HAS_MET[Step(step)])
    if is_local and Step(step) is Step.IDEA:
        return str(FIRST_AT_LOCAL_SITE)
    return str(EXPLANATIONS[Step(step)].now)


def coming(step: int) -> str:
    """What comes after this step; "" after the last."""
    return str(EXPLANATIONS[Step(step + 1)].next) if step < max(Step) else ""
