"""Mails about matches. Contact details stand in them only with the consent of who they belong to."""

from collections.abc import Mapping, Sequence
from typing import Any

from aantafel.accounts.enums import DeskPart, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import dates
from aantafel.outbox import addresses
from aantafel.outbox.attachments import Attachment
from coaches.enums import MatchRole, MatchState, Side
from coaches.models import Match, MatchMessage
from coaches.notifications.base import desk_of, link, send
from ideas.models import shown_name
from ideas.notifications import addressee
from ideas.signals import Along


def asked(match: Match) -> None:
    """To the coach: the idea, the words of the desk, and a link with an unguessable key to answer by."""
    _to_coach("coaches/asked", match, f"asked:{match.pk}")


def reminder(match: Match) -> None:
    day = dates.day_of(match.reminded_at) if match.reminded_at else match.answer_by
    _to_coach("coaches/reminder", match, f"reminder:{match.pk}:{day:%Y-%m-%d}")


def taken_back(match: Match) -> None:
    _to_coach("coaches/taken_back", match, f"taken-back:{match.pk}")


def expired(match: Match) -> None:
    """To the coach, who need not answer any more."""
    _to_coach("coaches/expired", match, f"expired:{match.pk}")


def said(line: MatchMessage) -> None:
    """What one side says about a match, to the other side."""
    match = line.match
    context = {"text": line.text, "coach_name": match.coach.user.name}
    if line.side == Side.DESK:
        _to_coach("coaches/said_to_coach", match, f"said:{line.pk}", context)
    else:
        _to_desk("coaches/said_to_desk", match, f"said:{line.pk}", context)


def answered(match: Match) -> None:
    """To the desk: yes, no, or no answer."""
    kind = {MatchState.ACCEPTED: "answered_yes", MatchState.DECLINED: "answered_no"}
    name = kind.get(MatchState(match.state), "answered_nothing")
    _to_desk(f"coaches/{name}", match, f"answered:{match.pk}", {"coach_name": match.coach.user.name})


def accepted(match: Match) -> None:
    """Pinner and coach hear of each other, and the desk of the yes."""
    pinner = addressee(match.idea)
    if pinner is not None:
        email = match.coach.user.email if match.shares_contact_coach else ""
        named = {"coach_name": coach_name(match), "email": email, "core_url": _core_url(match, pinner)}
        _to_pinner("coaches/yes_pinner", match, pinner, f"yes:{match.pk}:pinner", "coaches:mine", named)
    context = {"pinner_name": match.idea.shown_name, "gets_mail": pinner is not None}
    context["core_url"] = _core_url(match, match.coach.user)
    _to_coach("coaches/yes_coach", match, f"yes:{match.pk}:coach", context)
    answered(match)


def pinner_shares(match: Match, pinner: User) -> None:
    """To the coach: the pinner lets them have the address."""
    context = {"pinner_name": pinner.name, "email": pinner.email}
    _to_coach("coaches/contact", match, f"contact:{match.pk}", context)


def ended(match: Match, *, by: User | None, along: Mapping[str, Along]) -> None:
    """To pinner, coach and desk, but for who did it; the coach reads along what else ends, by address."""
    pinner = addressee(match.idea)
    if pinner is not None and pinner != by:
        context = {"coach_name": coach_name(match)}
        _to_pinner("coaches/ended_pinner", match, pinner, f"ended:{match.pk}:pinner", "ideas:mine", context)
    if match.coach.user != by:
        more = along.get(addresses.key(match.coach.user.email), Along())
        named = {"called_off": None, **more.context}
        _to_coach("coaches/ended_coach", match, f"ended:{match.pk}:coach", named, attachments=more.attachments)
    else:
        _to_desk("coaches/ended_desk", match, f"ended:{match.pk}", {"coach_name": match.coach.user.name})


def pinner_gone(match: Match, *, stays: bool) -> None:
    """To the desk, and to a coach whose table has no owner any more; one without a table hears that the match ended."""
    if stays:
        _to_coach("coaches/pinner_gone_coach", match, f"pinner-gone:{match.pk}:coach")
    if match.role == MatchRole.COACH:
        _to_desk("coaches/pinner_gone_desk", match, f"pinner-gone:{match.pk}", {"stays": stays})


def coach_name(match: Match) -> str:
    """What the pinner reads of the name: the first name at least, since they will sit at one table."""
    user = match.coach.user
    whole = user.name_display == NameDisplay.FULL
    return shown_name(user.name, NameDisplay.FULL if whole else NameDisplay.FIRST)


def keys_of(match_ids: list[int]) -> list[str]:
    """Under which keys the outbox keeps the mails that name pinner and coach to each other."""
    kinds = ("yes:{}:pinner", "yes:{}:coach", "contact:{}", "ended:{}:pinner")
    return [f"coaches:{kind.format(pk)}" for pk in match_ids for kind in kinds]


def beginnings(match_ids: list[int], line_ids: list[int]) -> list[str]:
    """How the keys begin of the mails that name a coach to the desk."""
    about = [f"coaches:{kind}:{pk}:" for pk in match_ids for kind in ("answered", "ended")]
    return about + [f"coaches:said:{pk}:" for pk in line_ids]


def _to_coach(
    kind: str,
    match: Match,
    key: str,
    more: dict[str, Any] | None = None,
    *,
    attachments: Sequence[Attachment] = (),
) -> None:
    coach = match.coach
    url = link(coach.municipality, "coaches:answer", coach.user.language, match.key)
    context = {**_shared(match), "url": url, **(more or {})}
    send(kind, coach.user, coach.municipality, key, context, attachments=attachments)


def _to_pinner(kind: str, match: Match, pinner: User, key: str, route: str, more: dict[str, Any]) -> None:
    url = link(match.coach.municipality, route, pinner.language, match.idea_id)
    send(kind, pinner, match.coach.municipality, key, {**_shared(match), "url": url, **more})


def _to_desk(kind: str, match: Match, key: str, more: dict[str, Any]) -> None:
    municipality = match.coach.municipality
    for user in desk_of(municipality, DeskPart.MATCH, first=match.asked_by):
        url = link(municipality, "coordinator:match", user.language, match.idea_id)
        send(kind, user, municipality, f"{key}:{user.pk}", {**_shared(match), "url": url, **more})


def _core_url(match: Match, reader: User) -> str:
    """Where pinner and coach get ready together: one address for both."""
    return link(match.coach.municipality, "tables:core", reader.language, match.idea_id)


def _shared(match: Match) -> dict[str, Any]:
    return {"idea": match.idea, "match": match, "is_coach": match.role == "coach", "is_along": match.role == "along"}
