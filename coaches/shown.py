"""What a pinner sees of the coaches of their idea: what each shows to everyone, and always a first name."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coaches.enums import Language, Moment, ProfilePart, Quality
from coaches.models import CoachProfile, Match
from coaches.notifications.matches import coach_name
from ideas.enums import Theme
from ideas.models import Idea


@dataclass(frozen=True)
class Shown:
    """A coach as far as they show themselves. What they keep for the team is empty."""

    name: str
    picture_url: str = ""
    about: str = ""
    themes: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    neighbourhoods: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    tables: int = 0
    training: str = ""


@dataclass(frozen=True)
class Mine:
    """A coach of an idea of mine; `email` only when the coach shares it."""

    match: Match
    shown: Shown
    email: str


def coaches_of(idea: Idea) -> list[Mine]:
    """Who said yes and is a coach still, the coach first."""
    rows = (
        Match.everywhere.running()
        .filter(idea=idea, coach__ended_at=None)
        .select_related("coach__user")
        .defer("coach__search")
    )
    found = rows.prefetch_related("coach__neighbourhoods").order_by("answered_at", "pk")
    ordered = sorted(found, key=lambda match: match.role != "coach")
    return [
        Mine(match, shown(match.coach, coach_name(match)), match.coach.user.email if match.shares_contact_coach else "")
        for match in ordered
    ]


def shown(profile: CoachProfile, name: str) -> Shown:
    """The public parts of a profile. `neighbourhoods` are asked along."""
    parts = ProfilePart

    def where(part: ProfilePart, values: list[str]) -> tuple[str, ...]:
        return tuple(values) if profile.shows(part) else ()

    return Shown(
        name=name,
        picture_url=profile.picture.url if profile.picture and profile.shows(parts.PICTURE) else "",
        about=profile.about if profile.shows(parts.ABOUT) else "",
        themes=where(parts.THEMES, [str(Theme(one).label) for one in profile.themes]),
        qualities=where(parts.QUALITIES, [str(Quality(one).label) for one in profile.qualities]),
        neighbourhoods=where(parts.NEIGHBOURHOODS, [place.name for place in profile.neighbourhoods.all()]),
        languages=where(parts.LANGUAGES, [str(Language(one).label) for one in profile.languages]),
        moments=where(parts.MOMENTS, [str(Moment(one).label) for one in profile.moments]),
        tables=profile.tables_at_once if profile.shows(parts.TABLES) else 0,
        training=_training(profile) if profile.shows(parts.TRAINING) else "",
    )


def _training(profile: CoachProfile) -> str:
    return _("Trained") if profile.is_trained else _("In training")
