"""Taking over an idea with the code of a letter: for people who gave no e-mail address when it was entered."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.accounts.intents import Meaning
from aantafel.accounts.models import SignInToken, User
from aantafel.accounts.services import people, sign_in
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas import short_codes
from ideas.lifecycle import BEFORE_REVIEW, State
from ideas.models import ClaimCode, Idea, Pinner
from ideas.services import states
from ideas.services.confirm import take_over

logger = logging.getLogger(__name__)
HOUR = timedelta(hours=1)
LIFETIME = timedelta(days=365)
TRIES = 20  # an hour from one connection: enough for a library, too few to guess
WRONG_OF_ALL = 1000  # an hour from everybody together: more is somebody who guesses from many connections


class NoLetter(WrongState):
    default = gettext_lazy("A letter is not possible: somebody looks after this idea already, or it was taken back.")


class WrongClaimCode(DomainError):
    default = gettext_lazy("We do not know this code. Look at the letter, and type the code once more.")


class UsedClaimCode(DomainError):
    default = gettext_lazy("This code was used before, or it is too old. Ask for a new letter.")


class TooManyTries(DomainError):
    default = gettext_lazy("Very many codes were typed. Wait an hour, and try it once more.")


def can_have_letter(idea: Idea) -> bool:
    """An idea that was entered for somebody, and that nobody with an account looks after. Uses `pinner`."""
    pinner: Pinner | None = getattr(idea, "pinner", None)
    if pinner is None or pinner.helper_id is not None or idea.owner_id is not None:
        return False
    return idea.status not in BEFORE_REVIEW and idea.status not in {State.WITHDRAWN, State.MERGED}


def make_code(*, actor: User, idea: Idea, sheet: UUID) -> str:
    """The code for a letter about this idea; the one before it stops working. Raises NoLetter.

    `sheet` names the letter, so that a form that is sent twice gives the same letter and not two, the first of which
    no longer works.
    """
    code = short_codes.derive(f"{idea.pk}:{sheet}")
    with transaction.atomic():
        locked = states.lock(idea.pk)
        if not can_have_letter(locked):
            raise NoLetter
        digest, now = short_codes.digest(code), clock.now()
        known = ClaimCode.objects.filter(idea=locked).first()
        if known is None or known.digest != digest:
            ClaimCode.objects.filter(idea=locked).delete()
            ClaimCode.objects.create(idea=locked, digest=digest, made_by=actor, made_at=now, expires_at=now + LIFETIME)
    return code


def find(*, typed: str, client: str) -> ClaimCode:
    """The code that somebody types. Raises WrongClaimCode, UsedClaimCode, and TooManyTries for whoever guesses.

    Who guesses from many connections at once is reported, and keeps nobody else out.
    """
    if not ratelimit.hit("claim-code", client, limit=TRIES, per=HOUR):
        raise TooManyTries
    code = short_codes.normalise(typed)
    found = ClaimCode.objects.filter(digest__in=short_codes.digests(code)).first() if code else None
    if found is None:
        _count_wrong()
        raise WrongClaimCode
    if found.used_at is not None or found.expires_at <= clock.now():
        raise UsedClaimCode
    return found


def _count_wrong() -> None:
    """An error in the log once an hour, when very many codes are guessed."""
    many = not ratelimit.hit("claim-code-wrong", "", limit=WRONG_OF_ALL, per=HOUR)
    if many and ratelimit.hit("claim-code-reported", "", limit=1, per=HOUR):
        logger.error("more than %d wrong codes of letters in an hour: somebody is guessing", WRONG_OF_ALL)


def open_code(key: UUID) -> ClaimCode | None:
    """A code that was typed right and can still be used, with its idea."""
    running = ClaimCode.objects.filter(key=key, used_at=None, expires_at__gt=clock.now(), idea__owner=None)
    return running.select_related("idea__municipality").first()


def ask_code_by_mail(*, code: ClaimCode, email: str, language: str, client: str) -> SignInToken:
    """Where the person can be reached from now on is proved by a code of six digits. Raises TooManyTries, TooMany."""
    if not ratelimit.hit("claim-mail", client, limit=60, per=HOUR):
        raise TooManyTries
    return sign_in.request_token(email=email, language=language, intent=f"letter:{code.key}")


def claim_signed_in(*, actor: User, key: UUID) -> str:
    """Somebody who is signed in needs no code by mail. Returns the path of the idea. Raises UsedClaimCode."""
    with transaction.atomic():
        people.lock(actor)
        return claim(actor, str(key))


def claim(user: User, key: str) -> str:
    """The idea becomes theirs, once: inside the transaction of the sign-in, under a lock on the idea."""
    number = ClaimCode.objects.filter(key=key).values_list("idea", flat=True).first()
    if number is None:
        raise UsedClaimCode
    idea = states.lock(number)
    if idea.owner_id == user.pk:
        return reverse("ideas:mine", args=[idea.pk])
    code = ClaimCode.objects.filter(key=key, used_at=None, expires_at__gt=clock.now()).first()
    pinner = Pinner.objects.filter(idea=idea).first()
    if code is None or pinner is None or not can_have_letter(idea):
        raise UsedClaimCode
    take_over(user, idea, pinner)
    code.used_at = clock.now()
    code.save(update_fields=["used_at"])
    return reverse("ideas:mine", args=[idea.pk])


def back_to_code(key: str) -> str:
    return reverse("ideas:claim_by_letter", args=[key])


def meaning(key: str) -> Meaning:
    """What the code by mail will do; with the idea, whose title only who has the letter has brought here."""
    code = ClaimCode.objects.filter(key=key).select_related("idea").first()
    return Meaning(_("With this code you take over the idea of a letter."), code.idea.title if code else "")


def erase_old() -> int:
    """Codes that ran out, and used ones: the idea has its owner."""
    return ClaimCode.objects.filter(expires_at__lt=clock.now()).delete()[0]
