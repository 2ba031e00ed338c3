"""What a pinner sees of the coaches of their idea: what each shows to everyone, and always a first name."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from coaches.enums import Language, Moment, ProfilePart, Quality
from coaches.models import CoachMessage, CoachProfile, Match
from coaches.notifications.matches import coach_name
from ideas.enums import Theme
from ideas.models import Idea

LAST_MESSAGES = 20


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
    """A coach of an idea of mine, with our last messages; `email` only when the coach shares it."""

    match: Match
    shown: Shown
    email: str
    messages: list[CoachMessage]


def coaches_of(idea: Idea) -> list[Mine]:
    """Who said yes and is a coach still, the coach first. Three queries."""
    rows = Match.everywhere.running().filter(idea=idea, coach__ended_at=None)
    found = rows.select_related("coach__user").defer("coach__search")
    found = found.prefetch_related("coach__neighbourhoods", _last_messages()).order_by("answered_at", "pk")
    return [_mine(match, idea) for match in sorted(found, key=lambda match: match.role != "coach")]


def _mine(match: Match, idea: Idea) -> Mine:
    match.idea = idea
    email = match.coach.user.email if match.shares_contact_coach else ""
    return Mine(match, shown(match.coach, coach_name(match)), email, match.last_letters[::-1])  # type: ignore[attr-defined]


def _last_messages() -> Prefetch[str, QuerySet[CoachMessage], str]:
    newest = CoachMessage.objects.order_by("-sent_at", "-pk")[:LAST_MESSAGES]
    return Prefetch("letters", newest, to_attr="last_letters")


def messages_of(match: Match) -> list[CoachMessage]:
    """What pinner and coach wrote last, in order. One query."""
    return list(match.letters.order_by("-sent_at", "-pk")[:LAST_MESSAGES])[::-1]


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
