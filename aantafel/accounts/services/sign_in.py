"""Signing in with six digits, typed or brought by a link: kept as a digest, single-use, short-lived, on any device.

The token's key is public (it stands in the address of the page that asks for the code); the digits are the secret.
"""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import intents, notifications, permissions
from aantafel.accounts.models import SignInToken, User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError
from aantafel.core.registry import Registry
from municipalities import sites

MAX_WRONG_TRIES = 5
MAILS_PER_HOUR = 6
NEXT_LENGTH = 500

# handlers take `email`, and say whether somebody was asked there, by mail, for what one signs in: the code makes them
# a person
expected = Registry("expected")


class TooMany(DomainError):
    default = _("You asked for many codes in a short time. Wait an hour and try again, or use the last code.")


class Unusable(DomainError):
    default = _("This code or link no longer works. Ask for a new one.")


class WrongCode(DomainError):
    default = _("This is not the right code. Look at the last mail from us and type the six digits again.")


def request_token(*, email: str, language: str, intent: str = "", next_path: str = "") -> SignInToken:
    """Make a way in and queue its mail. Earlier ways in for the same address and intent stop working.

    Raises TooMany after six requests for one address in an hour. An address that nobody uses gets a mail that
    says so, unless an intent (pinning) makes it a person or somebody was asked there: the page that follows is the
    same, so it tells nothing.
    """
    address = normalise_email(email)
    if not ratelimit.hit("sign-in-mail", address, limit=MAILS_PER_HOUR, per=timedelta(hours=1)):
        raise TooMany
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        SignInToken.objects.filter(email=address, intent=intent, used_at=None).update(expires_at=clock.now())
        token = SignInToken.objects.create(
            email=address,
            code_digest="",
            intent=intent,
            next_path=safe_path(next_path),
            expires_at=clock.now() + settings.SIGN_IN_CODE_LIFETIME,
        )
        token.code_digest = _digest(token, code)
        token.save(update_fields=["code_digest"])
        if intent or User.objects.find(address) or any(expected.run(email=address)):
            notifications.sign_in(token=token, code=code, language=language)
        else:
            notifications.unknown_address(token=token, language=language)
    return token


def request_again(*, key: str, language: str) -> SignInToken:
    """Another way in to the same, also when the one with this key has run out. Raises Unusable for one that was used or
    is not there any more, and TooMany.
    """
    token = SignInToken.objects.filter(key=key, used_at=None).first()
    if token is None:
        raise Unusable
    return request_token(email=token.email, language=language, intent=token.intent, next_path=token.next_path)


def check_code(*, key: str, code: str) -> SignInToken:
    """The token that this code opens. A wrong code counts, and five of them end the token.

    Raises WrongCode or Unusable. The wrong try is kept even though an error is raised.
    """
    with transaction.atomic():
        token = SignInToken.objects.select_for_update().filter(key=key).first()
        if token is None or not _usable(token):
            raise Unusable
        right = constant_time_compare(token.code_digest, _digest(token, _digits(code)))
        if not right:
            token.wrong_tries += 1
            token.save(update_fields=["wrong_tries"])
    if not right:
        raise WrongCode if token.wrong_tries < MAX_WRONG_TRIES else Unusable
    return token


def find(key: str) -> SignInToken:
    """The token with this public key, if it can still be used. Raises Unusable."""
    token = SignInToken.objects.filter(key=key).first()
    if token is None or not _usable(token):
        raise Unusable
    return token


def complete(*, request: HttpRequest, token: SignInToken) -> HttpResponseBase:
    """Use the token: the address is proved, so the person exists from here on, and what they meant is carried out.

    One transaction with a lock on the token and then on the person, the signing in itself included: two devices at once
    sign in once, and an account that is erased at this moment is either signed in before or found no more. Raises
    Unusable for the second.
    """
    with transaction.atomic():
        locked = SignInToken.objects.select_for_update().filter(pk=token.pk).first()
        if locked is None or not _usable(locked):
            raise Unusable
        locked.used_at = clock.now()
        user = _person(locked)
        path = intents.carry_out(locked.intent, user) or locked.next_path or _first_page(request, user)
        locked.next_path = safe_path(path)  # for whoever comes with the same code later, on another device
        locked.save(update_fields=["used_at", "next_path"])
        response: HttpResponseBase = perform_login(request, user, redirect_url=path)
    return response


def _first_page(request: HttpRequest, user: User) -> str:
    """For whoever asked for no page: their desk at this site, else their own page."""
    here = sites.of(request)
    desk = permissions.desk_path(user, here.municipality_id) if here else ""
    return desk or resolve_url(settings.LOGIN_REDIRECT_URL)


def _person(token: SignInToken) -> User:
    makes = token.intent or any(expected.run(email=token.email))
    user = User.objects.find_or_create(token.email) if makes else User.objects.find(token.email)
    if user is None or not user.is_active:
        raise Unusable
    people.lock(user)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def safe_path(path: str) -> str:
    """A path on this site; anything else becomes empty."""
    local = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if local and len(path) <= NEXT_LENGTH else ""


def _usable(token: SignInToken) -> bool:
    return token.used_at is None and token.expires_at > clock.now() and token.wrong_tries < MAX_WRONG_TRIES


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdigit())


def _digest(token: SignInToken, code: str) -> str:
    return salted_hmac(f"aantafel.sign-in.{token.key}", code, algorithm="sha256").hexdigest()
