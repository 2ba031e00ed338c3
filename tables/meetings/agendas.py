"""What a meeting is for at each step, and the agenda that it begins with, in the language of the meeting."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tables.enums import MeetingPurpose
from tables.lifecycle import Step

OF_STEP: dict[Step, MeetingPurpose] = {
    Step.IDEA: MeetingPurpose.OTHER,
    Step.MATCH: MeetingPurpose.OTHER,
    Step.ASK: MeetingPurpose.FIRST,
    Step.CREATE: MeetingPurpose.FIRST,
    Step.CHOOSE: MeetingPurpose.SECOND,
    Step.DO: MeetingPurpose.PROGRESS,
    Step.EVALUATE: MeetingPurpose.LOOK_BACK,
}

EXPLAINED: dict[str, str | Promise] = {
    MeetingPurpose.FIRST: _("The table owner tells the idea. Then everybody makes it wider and better. Judging waits."),
    MeetingPurpose.SECOND: _("Small groups show what they worked out. The table chooses, and agrees who does what."),
    MeetingPurpose.PROGRESS: _("What was done, where does it get stuck, and who helps?"),
    MeetingPurpose.LOOK_BACK: _("What did it bring, and for whom? Then the table decides how it goes on."),
    MeetingPurpose.OTHER: _("Anything else: you give it a title of your own."),
}


@dataclass(frozen=True)
class Part:
    """`share` is how much of the time it takes, as a part of all shares."""

    share: int
    title: str | Promise
    note: str | Promise = ""


_WELCOME = Part(2, _("Welcome, and who is who"), _("Everyone says in which capacity and role they are here, and why."))
_CLOSING = Part(
    3,
    _("The three closing questions"),
    _("Who takes an active part? Does everyone come next time? Who is missing?"),
)

DEFAULTS: dict[str, tuple[Part, ...]] = {
    MeetingPurpose.FIRST: (
        _WELCOME,
        Part(2, _("The idea"), _("The table owner tells the idea. Questions are welcome, opinions wait.")),
        Part(
            5,
            _("Make the idea wider"),
            _("The wildest ideas first. Nothing is too mad, and everything is written down."),
        ),
        Part(2, _("Break")),
        Part(5, _("Make the idea better"), _("In small groups: combine, refine, and tell each other.")),
        Part(2, _("What we take along"), _("What was new, and what do we keep?")),
        _CLOSING,
    ),
    MeetingPurpose.SECOND: (
        _WELCOME,
        Part(
            5,
            _("What the groups worked out"),
            _("Each group shows its plan: what is good, what is not, what does it cost?"),
        ),
        Part(2, _("Break")),
        Part(5, _("Choose"), _("First what everyone can live with. Only then we count.")),
        Part(4, _("Who does what, and when"), _("Each task gets a name and a day.")),
        _CLOSING,
    ),
    MeetingPurpose.PROGRESS: (
        _WELCOME,
        Part(5, _("What was done"), _("Everyone tells, also what did not work.")),
        Part(5, _("Where it gets stuck"), _("What do we need, and who can help?")),
        Part(3, _("Who does what, and when"), _("Each task gets a name and a day.")),
        _CLOSING,
    ),
    MeetingPurpose.LOOK_BACK: (
        _WELCOME,
        Part(5, _("What it brought"), _("What changed, for whom, and how do we know?")),
        Part(4, _("What we learned"), _("What would we do again, and what not?")),
        Part(4, _("How it goes on"), _("Go on, hand over to others, or stop.")),
        _CLOSING,
    ),
    MeetingPurpose.OTHER: (_WELCOME, Part(10, _("What we talk about")), _CLOSING),
}


def offered(step: int) -> MeetingPurpose:
    """What a meeting of a table that stands there is most likely for."""
    return OF_STEP[Step(step)]


def default(purpose: str, minutes: int, language: str) -> list[tuple[int, str, str]]:
    """The parts with their minutes, title and note. The minutes are fives, and fill the meeting as far as that goes."""
    parts = DEFAULTS[purpose]
    whole = sum(part.share for part in parts)
    lengths = [max(5, minutes * part.share // whole // 5 * 5) for part in parts]
    longest = max(range(len(parts)), key=lambda place: parts[place].share)
    lengths[longest] = max(5, lengths[longest] + minutes - sum(lengths))
    with translation.override(language):
        return [(length, str(part.title), str(part.note)) for length, part in zip(lengths, parts, strict=True)]
