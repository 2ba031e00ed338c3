"""Mails about signing in, and about roles."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aantafel.accounts import intents
from aantafel.accounts.enums import DeskPart, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, Membership, SignInToken, User
from aantafel.accounts.roles import MEANINGS
from aantafel.core import clock
from aantafel.core.locale import in_language
from aantafel.outbox.enums import Lane
from aantafel.outbox.services import enqueue
from municipalities import senders, sites
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality
from municipalities.senders import Sender

DESKS = {Role.COORDINATOR.value: "/coordinator/", Role.COACH.value: "/coach/"}


def sign_in(*, token: SignInToken, code: str, language: str) -> None:
    """The code, and a link that brings the code along. The code is kept out of the stored text."""
    with translation.override(language):
        meaning = intents.meaning(token.intent).sentence
        start = sites.here() + reverse("accounts:link", args=[token.key, 0]).removesuffix("0/")
    minutes = int(settings.SIGN_IN_CODE_LIFETIME.total_seconds() // 60)
    is_pin = token.intent.startswith(("pin:", "help:"))
    context = {"pinning": is_pin, "meaning": meaning, "link_start": start, "minutes": minutes}
    _send(token, "accounts/sign_in", language, context, code)


def unknown_address(*, token: SignInToken, language: str) -> None:
    """Nobody has this address here; the mail says how to begin."""
    _send(token, "accounts/unknown_address", language, {}, "")


def _send(token: SignInToken, kind: str, language: str, context: dict[str, Any], secret: str) -> None:
    enqueue(
        kind=kind,
        to=token.email,
        language=language,
        context=context,
        dedupe_key=f"sign-in:{token.key}",
        lane=Lane.CODES,
        secret=secret,
        expires_at=token.expires_at,
    )


def invitation(asked: Invitation) -> None:
    """To whoever is asked for a role. One for each time that it is sent."""
    user = User.objects.find(asked.email)
    language = user.language if user else settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("accounts:invitation", args=[asked.key])
    context = {
        "name": user.get_short_name() if user else asked.name,
        "invitation": asked,
        "inviter": _who(asked.invited_by),
        "role_means": MEANINGS[Role(asked.role)],
        "url": site_of(asked.municipality) + path,
    }
    _about_roles(
        asked.municipality,
        "accounts/invitation",
        asked.email,
        language,
        context,
        f"role-invitation:{asked.pk}:{asked.expires_at:%Y%m%d%H%M%S%f}",
    )


def invitation_answered(asked: Invitation) -> None:
    """To whoever invited: yes or no."""
    inviter = asked.invited_by
    if inviter is None:
        return
    context = {
        "name": inviter.get_short_name(),
        "invitation": asked,
        "invited": (asked.user.name if asked.user else "") or asked.name or asked.email,
        "accepted": asked.state == InvitationState.ACCEPTED,
    }
    _about_roles(
        asked.municipality,
        "accounts/invitation_answered",
        inviter.email,
        inviter.language,
        context,
        f"role-answer:{asked.pk}",
        recipient=inviter.recipient,
    )


def role_given(held: Membership) -> None:
    """To somebody who got one more role."""
    _to_person(held.user, _place_of(held), "accounts/role_given", _told(held), f"role-given:{held.pk}")


def role_ended(held: Membership) -> None:
    """To somebody who lost a role."""
    _to_person(held.user, _place_of(held), "accounts/role_ended", _told(held), f"role-ended:{held.pk}")


def desk_parts(user: User, municipality: Municipality, given: list[DeskPart], taken: list[DeskPart]) -> None:
    """To somebody who got parts of the desk, or lost them."""
    context = {"given": [part.label for part in given], "taken": [part.label for part in taken]}
    moment = f"{clock.now():%Y%m%d%H%M%S%f}"
    key = f"desk-parts:{municipality.pk}:{user.pk}:{moment}"
    _to_person(user, municipality, "accounts/desk_parts", context, key)


def stand_in(share: DeskShare) -> None:
    """To who stands in for the coordinator."""
    key = f"stand-in:{share.pk}"
    _to_person(share.user, share.municipality, "accounts/stand_in", {"share": share}, key)


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


def _to_person(user: User, municipality: Municipality, kind: str, context: dict[str, Any], dedupe_key: str) -> None:
    """With the way to their desk, in the person's language."""
    desk = site_of(municipality) + in_language(context.get("desk_path", "/coordinator/"), user.language)
    context = {"name": user.get_short_name(), "desk_url": desk, **context}
    _about_roles(municipality, kind, user.email, user.language, context, dedupe_key, recipient=user.recipient)


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
    to: str,
    language: str,
    context: dict[str, Any],
    dedupe_key: str,
    *,
    recipient: str = "",
) -> None:
    """From the local site: its name as the sender, and answers to its own people."""
    sender = _sender(municipality)
    enqueue(
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
