"""The one writer of applications to become a coach."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Role
from aantafel.accounts.intents import Meaning
from aantafel.accounts.models import SignInToken, User, normalise_email
from aantafel.accounts.permissions import is_coach
from aantafel.accounts.services import memberships, people, sign_in
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from coaches import notifications
from coaches.enums import ApplicationState as State
from coaches.models import CoachApplication, CoachProfile
from municipalities.models import Municipality

TYPED = ("name", "phone", "why", "themes", "moments")
OPEN = (State.NEW, State.INVITED)
KEPT = timedelta(days=365)


class IsCoach(WrongState):
    default = _("You are a coach here already.")


class Late(WrongState):
    default = _("We kept your application for a day. Please send it again.")


class Decided(Conflict):
    default = _("This application was answered or taken back in the meantime. Look at how it stands now.")


class TooMany(DomainError):
    default = _("Many people on your connection applied. What you typed is still here; try again in an hour.")


def apply(*, user: User, municipality: Municipality, typed: Mapping[str, Any], language: str) -> CoachApplication:
    """Apply as who is signed in. One that is open already is changed to what was typed now. Raises IsCoach."""
    with transaction.atomic():
        people.lock(user)
        if is_coach(user, municipality.pk):
            raise IsCoach
        fields = {name: typed[name] for name in TYPED}
        waiting = _waiting_of(user, municipality)
        if waiting is not None:
            _change(waiting, fields)
            return waiting
        made = CoachApplication.everywhere.create(
            user=user, municipality=municipality, state=State.NEW, language=language, **fields
        )
        _told_name(user, made)
        _arrived(made)
    return made


def mean(
    *, email: str, municipality: Municipality, typed: Mapping[str, Any], language: str, client: str
) -> SignInToken:
    """Keep it, and send the code that proves the address. Raises TooMany after sixty from one connection in an hour
    (`client` is its address), and `sign_in.TooMany` for one mail address."""
    if not ratelimit.hit("application", client, limit=60, per=timedelta(hours=1)):
        raise TooMany
    with transaction.atomic():
        kept = CoachApplication.everywhere.create(
            email=normalise_email(email),
            municipality=municipality,
            language=language,
            **{name: typed[name] for name in TYPED},
        )
        return sign_in.request_token(email=email, language=language, intent=f"coach:{kept.key}")


def confirm(user: User, key: str) -> str:
    """For the sign-in: the address is proved, so the application goes to the desk; one that lies there already is
    changed to what was typed now. A second time changes nothing, and one that can no longer be made does not keep
    anybody from signing in."""
    kept = CoachApplication.everywhere.select_for_update().filter(key=UUID(key)).first()
    if kept is None:
        raise Late
    if kept.user_id == user.pk:
        return reverse("coaches:applied")
    if kept.state != State.UNCONFIRMED or kept.email != user.email:
        raise WrongState
    if is_coach(user, kept.municipality_id):
        kept.delete()
        return reverse("coach:home")
    waiting = _waiting_of(user, kept.municipality)
    if waiting is not None:
        _change(waiting, {name: getattr(kept, name) for name in TYPED})
        kept.delete()
        return reverse("coaches:applied")
    kept.user, kept.email, kept.state = user, "", State.NEW
    kept.save(update_fields=["user", "email", "state"])
    if user.last_login is None:
        user.language = kept.language
        user.save(update_fields=["language"])
    _told_name(user, kept)
    _arrived(kept)
    return reverse("coaches:applied")


def way_back(key: str) -> str:
    """The form, filled in as it was."""
    return f"{reverse('coaches:apply')}?terug={key}"


def meaning(key: str) -> Meaning:
    kept = find(key)
    if kept is None:
        return Meaning()
    sentence = str(_("With this code you apply to become an AanTafel!coach in %(place)s."))
    return Meaning(sentence % {"place": kept.municipality.name}, kept.why)


def find(key: str) -> CoachApplication | None:
    """What was kept under this unguessable key and waits for its code."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    waiting = CoachApplication.everywhere.filter(state=State.UNCONFIRMED).select_related("municipality")
    return waiting.filter(key=wanted).first()


def withdraw(*, actor: User, municipality: Municipality) -> bool:
    """Whoever applied takes it back. False when there is nothing open."""
    with transaction.atomic():
        waiting = _waiting_of(actor, municipality)
        if waiting is None:
            return False
        waiting.state, waiting.decided_at = State.WITHDRAWN, clock.now()
        waiting.save(update_fields=["state", "decided_at"])
    return True


def invite(*, actor: User, application_id: int, talk_at: datetime, talk_where: str) -> None:
    """Invite for a talk, or move it; the person gets a mail each time. Raises Decided."""
    with transaction.atomic():
        found = _open(application_id)
        found.state, found.talk_at, found.talk_where = State.INVITED, talk_at, talk_where
        found.save(update_fields=["state", "talk_at", "talk_where"])
        notifications.application_talk(found)


def note(*, actor: User, application_id: int, text: str) -> None:
    """For the desk alone, also after the decision."""
    CoachApplication.everywhere.filter(pk=application_id).update(note=text)


def accept(*, actor: User, application_id: int) -> None:
    """The person becomes a coach: the role, a profile with what they told, and a word of welcome. Raises Decided.

    Locks the person before the application, as whatever is given to somebody does.
    """
    with transaction.atomic():
        user = User.objects.filter(coach_applications=application_id).first()
        if user is None:
            raise Decided
        people.lock(user)
        found = _open(application_id)
        _decide(found, State.ACCEPTED, actor)
        memberships.give(actor=actor, user=user, municipality=found.municipality, role=Role.COACH)
        profile = CoachProfile.everywhere.get(user=user, municipality=found.municipality)
        if profile.changed_at is None:
            profile.themes, profile.moments = found.themes, found.moments
            profile.save(update_fields=["themes", "moments"])


def refuse(*, actor: User, application_id: int, reason: str) -> None:
    """Not now, with the reason, by mail. Raises Decided."""
    with transaction.atomic():
        found = _open(application_id)
        _decide(found, State.REFUSED, actor, reason=reason)
        notifications.application_refused(found)


def erase_old() -> int:
    """What nobody confirmed within a day, and after a year what was decided, and what nobody decided."""
    unconfirmed = CoachApplication.everywhere.filter(
        state=State.UNCONFIRMED, created_at__lt=clock.now() - settings.INTENTION_LIFETIME
    )
    before = clock.now() - KEPT
    decided = CoachApplication.everywhere.filter(decided_at__lt=before)
    lying = CoachApplication.everywhere.filter(state__in=OPEN, created_at__lt=before)
    return sum(rows.delete()[0] for rows in (unconfirmed, decided, lying))


def _change(waiting: CoachApplication, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(waiting, name, value)
    waiting.save(update_fields=list(fields))


def _waiting_of(user: User, municipality: Municipality) -> CoachApplication | None:
    waiting = CoachApplication.everywhere.select_for_update(of=("self",)).filter(municipality=municipality)
    return waiting.filter(user=user, state__in=OPEN).first()


def _open(application_id: int) -> CoachApplication:
    rows = CoachApplication.everywhere.select_for_update(of=("self",)).select_related("user", "municipality")
    found = rows.filter(pk=application_id, state__in=OPEN).first()
    if found is None:
        raise Decided
    return found


def _decide(found: CoachApplication, state: State, actor: User, *, reason: str = "") -> None:
    found.state, found.reason = state, reason
    found.decided_at, found.decided_by = clock.now(), actor
    found.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _told_name(user: User, application: CoachApplication) -> None:
    if not user.name:
        user.name = application.name
        user.save(update_fields=["name"])


def _arrived(application: CoachApplication) -> None:
    notifications.application_received(application)
    notifications.application_new(application)
