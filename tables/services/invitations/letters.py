"""The short code in a letter, with which somebody comes to their invitation without a mail."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from aantafel.core import ratelimit
from aantafel.core.errors import DomainError
from ideas import short_codes
from tables.models import Invitation

HOUR = timedelta(hours=1)
TRIES = (
    200  # an hour from one connection: fifty people in a hall pass, and nobody guesses one of fifty thousand million
)


class WrongCode(DomainError):
    default = _("We do not know this code. Look at the letter, and type the code once more.")


class TooManyTries(DomainError):
    default = _("Very many codes were typed. Wait an hour, and try it once more.")


def code_of(invitation: Invitation) -> str:
    """The same each time, so that a letter can be printed again."""
    return short_codes.derive(f"invitation:{invitation.key}")


def give_code(invitation: Invitation) -> None:
    """From now on its code opens a locked invitation."""
    digest = short_codes.digest(code_of(invitation))
    if invitation.code_digest != digest:
        invitation.code_digest = digest
        invitation.save(update_fields=["code_digest"])


def find(*, typed: str, client: str) -> Invitation:
    """The invitation of the code that somebody types. Raises WrongCode, and TooManyTries for whoever guesses."""
    if not ratelimit.hit("invitation-code", client, limit=TRIES, per=HOUR):
        raise TooManyTries
    code = short_codes.normalise(typed)
    found = Invitation.everywhere.filter(code_digest__in=short_codes.digests(code)).first() if code else None
    if found is None:
        raise WrongCode
    return found
