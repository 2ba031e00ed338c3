"""What coaches hold about a person: given along, and erased."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services.privacy import redact_events
from coaches import notifications
from coaches.models import CoachApplication, CoachProfile, Match, MatchMessage
from coaches.services.profiles import forget
from ideas.models import Idea

_PROFILE = (
    *("municipality__name", "themes", "qualities", "languages", "moments", "about", "tables_at_once"),
    *("paused_from", "paused_until", "public_parts", "shares_contact", "started_at", "ended_at"),
    *("first_day_on", "first_day_trainer", "second_day_on", "second_day_trainer"),
)
_MATCH = (
    *("idea__title", "role", "state", "message", "answer_by", "asked_at", "answered_at", "reason"),
    *("shares_contact_coach", "ended_at", "end_reason"),
)
_APPLICATION = (
    *("municipality__name", "name", "phone", "why", "themes", "moments", "state", "talk_at", "talk_where"),
    *("note", "reason", "created_at", "decided_at"),
)


def export_coaching(*, user: User, **_others: Any) -> dict[str, Any]:
    """Profile, what was asked and answered, and applications, with what the desk wrote down about the person."""
    said = MatchMessage.objects.filter(author=user)
    pinned = Match.everywhere.filter(idea__in=Idea.everywhere.of(user))
    return {
        "coach_profiles": list(CoachProfile.everywhere.filter(user=user).values(*_PROFILE)),
        "matches": list(Match.everywhere.filter(coach__user=user).values(*_MATCH)),
        "coaches_of_my_ideas": list(pinned.values("idea__title", "role", "state", "shares_contact_pinner")),
        "said_about_matches": list(said.values("match__idea__title", "text", "created_at")),
        "coach_applications": list(CoachApplication.everywhere.filter(user=user).values(*_APPLICATION)),
    }


def lock_coaching(*, user: User, **_others: Any) -> None:
    """After the ideas: profiles, and then matches, of each the lowest number first."""
    profiles = CoachProfile.everywhere.filter(user=user)
    matches = Match.everywhere.filter(Q(coach__user=user) | Q(idea__in=Idea.everywhere.of(user).values("pk")))
    for rows in (profiles, matches):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def forget_names(*, user: User, **_others: Any) -> None:
    """Before the roles end, and with the role of coach what runs: mails that named coach and pinner to each other, or
    the coach to the desk, lose their text, and the news of the end, which has to arrive, names nobody."""
    _redact(Match.everywhere.filter(coach__user=user), Match.everywhere.filter(idea__in=Idea.everywhere.of(user)))
    User.objects.filter(pk=user.pk).update(name="")


def erase_coaching(*, user: User, **_others: Any) -> None:
    """The coach goes with profile and matches, which have ended along with the role. Of a pinner only the consent
    goes."""
    profiles = CoachProfile.everywhere.filter(user=user)
    pinned = Match.everywhere.filter(idea__in=Idea.everywhere.of(user))
    pinned.filter(shares_contact_pinner=True).update(shares_contact_pinner=False)
    forget(list(profiles.exclude(picture="").values_list("picture", flat=True)))
    profiles.delete()
    _erase_applications(user)


def _redact(own: QuerySet[Match], pinned: QuerySet[Match]) -> None:
    numbers = list((own | pinned).values_list("pk", flat=True))
    lines = list(MatchMessage.objects.filter(match__in=own).values_list("pk", flat=True))
    to_desk = notifications.beginnings(list(own.values_list("pk", flat=True)), lines)
    redact_events([*notifications.keys_of(numbers), *_known(to_desk)])


def _erase_applications(user: User) -> None:
    applied = CoachApplication.everywhere.filter(Q(user=user) | Q(email=user.email))
    to_desk = [f"coaches:application:{pk}:" for pk in applied.values_list("pk", flat=True)]
    redact_events(_known(to_desk))
    applied.delete()


def _known(beginnings: list[str]) -> list[str]:
    """The keys of mails that begin so: how many people of the desk got one is not known."""
    if not beginnings:
        return []
    found = reduce(or_, (Q(dedupe_key__startswith=beginning) for beginning in beginnings))
    return list(OutgoingMail.objects.filter(found).values_list("dedupe_key", flat=True))
