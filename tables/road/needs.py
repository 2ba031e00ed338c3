"""What a table still needs, in plain words: what is missing, what it is good for, and where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tables import lifecycle
from tables.lifecycle import Blocker, Facts, Need, Weight
from tables.permissions import Work
from tables.road.addresses import Place, url
from tables.road.facts import INVITED, SAT


@dataclass(frozen=True)
class Words:
    missing: str | Promise
    good_for: str | Promise
    place: Place
    action: str | Promise


@dataclass(frozen=True)
class Missing:
    """`url` is "" for who cannot do it; `query` what comes behind it. `can_pass`: one may go on without it, with a
    public reason. `note` says what that takes where it takes something.
    """

    need: Need
    text: str
    good_for: str
    url: str
    action: str
    can_pass: bool
    note: str = ""
    query: str = ""


def missing(facts: Facts, work: Work | None) -> list[Missing]:
    """All that the table lacks in its step, for somebody who organises it; without `work`, for who only goes along."""
    found = lifecycle.blockers(facts)
    open_ones = {one.need for one in found}
    return [_said(one, None if _ONLY_AFTER.get(one.need) in open_ones else work) for one in found]


def in_short(blockers: Iterable[Blocker]) -> list[str]:
    """The same for a list: what is missing, and no more."""
    return [str(WORDS[one.need].missing) for one in blockers]


def _said(blocker: Blocker, work: Work | None) -> Missing:
    words = WORDS[blocker.need]
    waits_for_second_time = blocker.need in lifecycle.TRIANGLE and blocker.weight is Weight.GATE
    return Missing(
        need=blocker.need,
        text=str(words.missing),
        good_for=str(words.good_for),
        url=url(words.place, work) if work else "",
        action=str(words.action),
        can_pass=blocker.weight is Weight.REASON,
        note=str(ASK_AGAIN_FIRST) if waits_for_second_time else "",
        query=f"?hoedanigheid={_CAPACITY[blocker.need].value}" if blocker.need in _CAPACITY else "",
    )


_ONLY_AFTER = {Need.GO_ON: Need.FIRST_MINUTES}  # what can be done once the other is there
_CAPACITY = {need: capacity for kinds in (INVITED, SAT) for capacity, need in kinds.items()}
ASK_AGAIN_FIRST = _("Ask them once more for a next meeting. If they stay away again, the table may go on without them.")
_INVITED = _("Residents, professionals and the municipality are all invited: each knows what the others do not.")
_SAT = _("A choice holds when all three have had a say in it.")
WORDS: dict[Need, Words] = {
    Need.PUBLISHED: Words(
        _("The idea is not on the site yet"),
        _("Everyone can read along from then on."),
        Place.PUBLIC,
        _("Look at the page of the table"),
    ),
    Need.COACH: Words(
        _("There is no coach who said yes yet"),
        _("A coach thinks along with you, asks questions and knows who can help."),
        Place.COACH,
        _("To the coach"),
    ),
    Need.ANSWERS: Words(
        _("Not all four questions have an answer yet"),
        _("With the answers you can tell people in a few words what you want, and what you need them for."),
        Place.CORE,
        _("Answer the questions"),
    ),
    Need.INVITED_RESIDENT: Words(_("No residents are invited yet"), _INVITED, Place.INVITE, _("Invite residents")),
    Need.INVITED_PROFESSIONAL: Words(
        _("No professionals are invited yet"), _INVITED, Place.INVITE, _("Invite professionals")
    ),
    Need.INVITED_EMPLOYEE: Words(
        _("Nobody of the municipality is invited yet"), _INVITED, Place.INVITE, _("Invite the municipality")
    ),
    Need.FIRST_MEETING: Words(
        _("There is no day for the first meeting yet"),
        _("People can only say that they come when they know when and where."),
        Place.MEETINGS,
        _("Plan the first meeting"),
    ),
    Need.FIRST_MINUTES: Words(
        _("The minutes of the first meeting are not on the site yet"),
        _("Who was not there can read what was said, and join."),
        Place.MINUTES,
        _("To the minutes"),
    ),
    Need.CLOSING_QUESTIONS: Words(
        _("The answers to the three closing questions are not on the site yet"),
        _("Then everyone knows who takes an active part, who comes again, and who is missing."),
        Place.MINUTES,
        _("To the minutes"),
    ),
    Need.GO_ON: Words(
        _("The table owner has not said yet whether the table goes on"),
        _("It is the owner's idea: whether it goes on is theirs to decide."),
        Place.WORDS,
        _("Decide"),
    ),
    Need.SAT_RESIDENT: Words(_("No resident has sat at the table yet"), _SAT, Place.INVITE, _("Ask residents again")),
    Need.SAT_PROFESSIONAL: Words(
        _("No professional has sat at the table yet"), _SAT, Place.INVITE, _("Ask professionals again")
    ),
    Need.SAT_EMPLOYEE: Words(
        _("Nobody of the municipality has sat at the table yet"), _SAT, Place.INVITE, _("Ask the municipality again")
    ),
    Need.VARIANT: Words(
        _("It is not written down yet what the table chose"),
        _("Everyone can read what it will be, and why not something else."),
        Place.CHOICE,
        _("To the choice"),
    ),
    Need.SECOND_MINUTES: Words(
        _("The minutes of the second meeting are not on the site yet"),
        _("Everyone can read how the choice was made."),
        Place.MINUTES,
        _("To the minutes"),
    ),
    Need.PLAN: Words(
        _("There is no action in the plan yet with somebody who does it and a day"),
        _("A plan with names and dates is carried out; one without is forgotten."),
        Place.PLAN,
        _("Make the plan"),
    ),
    Need.CAN_BE_JUDGED: Words(
        _("The table owner has not said yet that it can be judged"),
        _("Looking back makes sense when there is something to look back on."),
        Place.WORDS,
        _("Say that it can be judged"),
    ),
    Need.OUTCOME: Words(
        _("It is not decided yet what comes of the table"),
        _("Then everyone knows whether it goes on, who keeps it up, or that it ends."),
        Place.EVALUATION,
        _("Look back and decide"),
    ),
}
