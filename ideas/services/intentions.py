"""What somebody means to do before we know that the address is theirs: kept, then carried out with the sign-in.

Each kind says how it is done (`register`): likes, offers, questions and reactions all come through here.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.intents import Meaning
from aantafel.accounts.models import SignInToken, User, normalise_email
from aantafel.accounts.services import sign_in
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas.enums import IntentionKind
from ideas.models import Idea, Intention
from ideas.services.likes import settle_place
from municipalities.models import Municipality

Act = Callable[[User, Intention], str]
Form = Callable[[Intention], str]
_kinds: dict[str, tuple[Act, Form]] = {}


_MEANINGS: dict[IntentionKind, str | Promise] = {
    IntentionKind.LIKE: _("With this code you say that this is a good idea: “%(title)s”."),
    IntentionKind.HELP: _("With this code you offer help with the idea “%(title)s”."),
    IntentionKind.JOIN: _("With this code you tell that you want to join the idea “%(title)s”."),
    IntentionKind.QUESTION: _("With this code you ask the idea pinner something about the idea “%(title)s”."),
    IntentionKind.REACTION: _("With this code your reaction comes below the idea “%(title)s”. Everyone can read it."),
    IntentionKind.ANSWER: _("With this code you answer a question of the table “%(title)s”."),
}


class TooManyAtOnce(DomainError):
    default = _("Many people on your connection asked for a code. What you typed is still here; try again in an hour.")


class Late(WrongState):
    default = _("We kept this for a day. Please do it again.")


def register(kind: IntentionKind, act: Act, form: Form) -> None:
    """`act` does it for the person who turned out to be behind the address, inside the transaction of the sign-in, and
    gives the path to go to; it raises nothing for what can no longer be done, since signing in must go on. `form` is
    the path of the screen where it was typed.
    """
    _kinds[kind.value] = (act, form)


def mean(
    *,
    kind: IntentionKind,
    idea: Idea,
    email: str,
    client: str,
    language: str,
    name: str = "",
    municipality: Municipality | None = None,
    postcode: str = "",
    data: dict[str, Any] | None = None,
) -> SignInToken:
    """Keep it, and send the code that proves the address. Raises TooManyAtOnce after 300 from one connection in an hour
    (`client` is its address), and `sign_in.TooMany` for one mail address.
    """
    if not ratelimit.hit("intention", client, limit=300, per=timedelta(hours=1)):
        raise TooManyAtOnce
    with transaction.atomic():
        kept = Intention.objects.create(
            kind=kind,
            idea=idea,
            email=normalise_email(email),
            name=name,
            municipality=municipality,
            postcode=postcode,
            language=language,
            data=data or {},
        )
        return sign_in.request_token(email=email, language=language, intent=f"meant:{kept.key}")


def carry_out(user: User, key: str) -> str:
    """For the sign-in: the address is proved, so it is done now. A second time it is done already: nothing happens."""
    kept = Intention.objects.select_for_update(of=("self",)).select_related("idea").filter(key=key).first()
    if kept is None:
        raise Late
    if kept.email != user.email:
        raise WrongState
    _complete_person(user, kept)
    act, _form = _kinds[kept.kind]
    path = act(user, kept)
    kept.delete()
    return path


def way_back(key: str) -> str:
    """The screen where it was typed, filled in as it was."""
    kept = find(key)
    return f"{_kinds[kept.kind][1](kept)}?{urlencode({'terug': key})}" if kept is not None else ""


def meaning(key: str) -> Meaning:
    """What the code for it will do."""
    kept = find(key)
    if kept is None:
        return Meaning()
    sentence = _MEANINGS[IntentionKind(kept.kind)] % {"title": kept.idea.title}
    return Meaning(sentence, str(kept.data.get("text", "")))


def find(key: str) -> Intention | None:
    """What was kept under this unguessable key, for whoever corrects it. None for a key that is none, or was used."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return Intention.objects.select_related("idea", "municipality").filter(key=wanted).first()


def move_all(idea: Idea, *, to: Idea) -> None:
    """Two ideas are put together: what waits for a code is meant for the one that stays."""
    Intention.objects.filter(idea=idea).update(idea=to)


def erase_old() -> int:
    """What nobody confirmed within a day."""
    return Intention.objects.filter(created_at__lt=clock.now() - settings.INTENTION_LIFETIME).delete()[0]


def _complete_person(user: User, kept: Intention) -> None:
    """A new person gets the name and the place that they typed, and mail in the language of the screen; a known one
    keeps their own."""
    if user.last_login is None and user.language != kept.language:
        user.language = kept.language
        user.save(update_fields=["language"])
    if not user.name and kept.name:
        user.name = kept.name
        user.name_display = kept.data.get("name_display") or user.name_display
        user.save(update_fields=["name", "name_display"])
    if kept.municipality is not None:
        settle_place(actor=user, municipality=kept.municipality, postcode=kept.postcode)
