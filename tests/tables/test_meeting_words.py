"""A meeting in a few words."""

import pytest

from aantafel.core import clock
from tables.enums import MeetingPurpose
from tables.meetings import words
from tables.models import Meeting

AT = clock.now()


@pytest.mark.parametrize(
    ("title", "begins"), [("Samen kijken", "Samen kijken: "), ("De kas: wie doet wat", "De kas: wie doet wat, ")]
)
def test_a_title_with_a_colon_gets_no_second_one(title: str, begins: str) -> None:
    meeting = Meeting(title=title, purpose=MeetingPurpose.OTHER, starts_at=AT, minutes=60, place="De Linde")
    assert words.called(meeting) == begins + words.moment(AT)
    assert words.in_a_line(meeting) == f"{begins}{words.when(meeting)}. De Linde."
