"""The one writer of marks on lines of a desk's inbox: who takes something up, and what was read."""

from collections.abc import Iterable

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import DeskMarkKind
from ideas.models import DeskMark
from municipalities.models import Municipality

Subject = tuple[str, int]  # a word such as "idea", and its number


def take(*, actor: User, municipality: Municipality, subjects: Iterable[Subject]) -> int:
    """Say to colleagues "I take this up". What a colleague has taken stays theirs, as long as they work here; says how
    many were taken.
    """
    marks = DeskMark.everywhere.filter(municipality=municipality, kind=DeskMarkKind.TAKEN)
    marks.exclude(pk__in=marks.taken().values("pk")).delete()
    return sum(
        DeskMark.everywhere.get_or_create(
            municipality=municipality,
            about=about,
            number=number,
            kind=DeskMarkKind.TAKEN,
            defaults={"user": actor},
        )[1]
        for about, number in sorted(set(subjects))
    )


def give_back(*, municipality: Municipality, subjects: Iterable[Subject]) -> int:
    """Nobody has these any more, whoever took them: somebody may be ill. Safe to run twice."""
    taken = DeskMark.everywhere.filter(municipality=municipality, kind=DeskMarkKind.TAKEN)
    return sum(taken.filter(about=about, number=number).delete()[0] for about, number in sorted(set(subjects)))


def decided(idea_id: int) -> None:
    """What somebody took it up for is over: who takes up what comes next is asked anew."""
    DeskMark.everywhere.filter(about="idea", number=idea_id, kind=DeskMarkKind.TAKEN).delete()


def read(*, actor: User, municipality: Municipality, subjects: Iterable[Subject]) -> int:
    """Somebody has read these, now; once for everyone at the desk."""
    chosen = sorted(set(subjects))
    for about, number in chosen:
        DeskMark.everywhere.update_or_create(
            municipality=municipality,
            about=about,
            number=number,
            kind=DeskMarkKind.READ,
            defaults={"user": actor, "created_at": clock.now()},
        )
    return len(chosen)
