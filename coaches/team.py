"""What the desk and the coaches of a municipality may know of a coach."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coaches.enums import Language, Moment, Quality
from coaches.models import CoachProfile
from ideas.enums import Theme

Fact = tuple[str | Promise, str]


def for_team(profile: CoachProfile) -> list[Fact]:
    """The whole profile by its parts, without those that are empty. `neighbourhoods` are asked along."""
    facts: list[Fact] = [
        (_("Themes"), _joined(Theme(one).label for one in profile.themes)),
        (_("Good at"), _joined(Quality(one).label for one in profile.qualities)),
        (_("Neighbourhoods"), _joined(place.name for place in profile.neighbourhoods.all())),
        (_("Speaks"), _joined(Language(one).label for one in profile.languages)),
        (_("Has time on"), _joined(Moment(one).label for one in profile.moments)),
        (_("Tables at once"), str(profile.tables_at_once)),
    ]
    return [(name, text) for name, text in facts if text]


def _joined(labels: Iterable[str | Promise]) -> str:
    return ", ".join(str(label) for label in labels)
