"""Mails about signing in, and about roles."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aantafel.accounts import intents
from aantafel.accounts.enums import DeskPart, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, Membership, SignInToken, User
from aantafel.accounts.permissions import may_lead
from aantafel.accounts.roles import MEANINGS
from aantafel.core import clock
from aantafel.core.locale import in_language
from aantafel.outbox.enums import Lane
from aantafel.outbox.services import enqueue
from municipalities import senders
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality
from municipalities.senders import Sender

DESKS = {Role.COORDINATOR.value: "/coordinator/", Role.COACH.value: "/coach/"}


def sign_in(*, token: SignInToken, code: str, language: str) -> None:
    """The code, and a link that brings the code along. The code is kept out of the stored text."""
    with translation.override(language):
        meaning = intents.meaning(token.intent).sentence
    sender = senders.here()
    start = sender.link("accounts:link", language, token.key, 0).removesuffix("0/")
    minutes = int(settings.SIGN_IN_CODE_LIFETIME.total_seconds() // 60)
    is_pin = token.intent.startswith(("pin:", "help:"))
    context = {"pinning": is_pin, "meaning": meaning, "link_start": start, "minutes": minutes}
    _send(token, "accounts/sign_in", language, sender, context, code)


def unknown_address(*, token: SignInToken, language: str) -> None:
    """Nobody has this address here; the mail says how to begin."""
    _send(token, "accounts/unknown_address", language, senders.here(), {}, "")


def _send(token: SignInToken, kind: str, language: str, sender: Sender, context: dict[str, Any], secret: str) -> None:
    enqueue(
        kind=kind,
        to=token.email,
        language=language,
        dedupe_key=f"sign-in:{token.key}",
        lane=Lane.CODES,
        secret=secret,
        expires_at=token.expires_at,
        **sender.mail(context),
    )


def invitation(asked_for: Sequence[Invitation]) -> None:
    """To whoever is asked, for all roles of one form together. One for each time that it is sent."""
    asked = asked_for[0]
    user = User.objects.find(asked.email)
    language = user.language if user else settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("accounts:invitation", args=[asked.key])
        named = ", ".join(str(one.get_role_display()) for one in asked_for)
    context = {
        "name": user.get_short_name() if user else asked.name,
        "invitation": asked,
        "inviter": _who(asked.invited_by),
        "asked_for": [(one, MEANINGS[Role(one.role)]) for one in asked_for],
        "roles": named,
        "url": site_of(asked.municipality) + path,
    }
    key = f"role-invitation:{asked.pk}:{asked.expires_at:%Y%m%d%H%M%S%f}"
    _about_roles(asked.municipality, "accounts/invitation", context, key, to=asked.email, language=language)


def invitation_answered(asked: Invitation) -> None:
    """To whoever invited, as long as they work there: yes or no."""
    inviter = asked.invited_by
    if inviter is None or not may_lead(inviter, asked.municipality_id):
        return
    context = {
        "name": inviter.get_short_name(),
        "invitation": asked,
        "invited": (asked.user.name if asked.user else "") or asked.name or asked.email,
        "accepted": asked.state == InvitationState.ACCEPTED,
    }
    to = {"to": inviter.email, "language": inviter.language, "recipient": inviter.recipient}
    _about_roles(asked.municipality, "accounts/invitation_answered", context, f"role-answer:{asked.pk}", **to)


def role_given(held: Membership) -> None:
    """To somebody who got one more role."""
    _to_person(held.user, _place_of(held), "accounts/role_given", _told(held), f"role-given:{held.pk}")


def role_ended(held: Membership) -> None:
    """To somebody who lost a role."""
    _to_person(held.user, _place_of(held), "accounts/role_ended", _told(held), f"role-ended:{held.pk}")


def desk_parts(
    user: User, municipality: Municipality, given: list[DeskPart], taken: list[DeskPart], until: date | None
) -> None:
    """To somebody who got parts of the desk, up to and including a day or without end, or lost them."""
    context = {"given": [part.label for part in given], "taken": [part.label for part in taken], "until": until}
    moment = f"{clock.now():%Y%m%d%H%M%S%f}"
    key = f"desk-parts:{municipality.pk}:{user.pk}:{moment}"
    _to_person(user, municipality, "accounts/desk_parts", context, key)


def stand_in(share: DeskShare) -> None:
    """To who stands in for the coordinator."""
    key = f"stand-in:{share.pk}"
    _to_person(share.user, share.municipality, "accounts/stand_in", {"share": share}, key)


def stand_in_over(share: DeskShare) -> int:
    """To who stood in, and to who was away: the last day has passed. How many mails were made, once for each."""
    away, made = share.stands_in_for, 0
    for user in (share.user, away) if away and away.is_active else (share.user,):
        context = {"share": share, "is_back": user == away, "desk_path": "/coordinator/" if user == away else "/mijn/"}
        key = f"stand-in-over:{share.pk}:{user.pk}"
        made += _to_person(user, share.municipality, "accounts/stand_in_over", context, key)
    return made


def share_ended(share: DeskShare) -> None:
    """To somebody who stops earlier at the desk."""
    key = f"share-ended:{share.pk}"
    _to_person(share.user, share.municipality, "accounts/share_ended", {"share": share}, key)


def _told(held: Membership) -> dict[str, Any]:
    return {"membership": held, "role_means": MEANINGS[Role(held.role)], "desk_path": DESKS.get(held.role, "/mijn/")}


def _place_of(held: Membership) -> Municipality:
    """Where a local role is held. Raises ValueError for a national one, which nobody is told about in this way."""
    if held.municipality is None:
        raise ValueError("a national role belongs to no municipality")
    return held.municipality


def _to_person(user: User, municipality: Municipality, kind: str, context: dict[str, Any], dedupe_key: str) -> int:
    """With the way to their desk, in the person's language. How many mails that made: none for a key that was used."""
    desk = site_of(municipality) + in_language(context.get("desk_path", "/coordinator/"), user.language)
    context = {"name": user.get_short_name(), "desk_url": desk, **context}
    to = {"to": user.email, "language": user.language, "recipient": user.recipient}
    return _about_roles(municipality, kind, context, dedupe_key, **to)


def site_of(municipality: Municipality) -> str:
    """Where the people of a municipality do their work: its own site, also while it is being prepared."""
    return _sender(municipality).base_url


def _sender(municipality: Municipality) -> Sender:
    instance = Instance.objects.filter(municipality=municipality).exclude(state=InstanceState.ENDED).first()
    return senders.of_instance(instance) if instance else senders.national()


def _who(user: User | None) -> str:
    return user.name if user else ""


def _about_roles(
    municipality: Municipality,
    kind: str,
    context: dict[str, Any],
    dedupe_key: str,
    *,
    to: str,
    language: str,
    recipient: str = "",
) -> int:
    """From the local site: its name as the sender, and answers to its own people."""
    sender = _sender(municipality)
    made = enqueue(
        kind=kind,
        to=to,
        language=language,
        context={**context, "municipality": municipality},
        dedupe_key=dedupe_key,
        from_name=sender.from_name,
        reply_to=sender.reply_to,
        conversation=f"to:{to}",
        recipient=recipient,
    )
    return int(made is not None)
