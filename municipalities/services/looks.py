"""Trying another look, and publishing it: only what can be read comes on the site."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from aantafel.core.errors import Conflict, DomainError
from municipalities.branding import derive, look, own, reading
from municipalities.models import Instance, LookDraft
from municipalities.services import accents


class CannotBeRead(DomainError):
    default = _("With these colours not everyone can read the site. Below you see which ones go wrong.")


class AnotherDraft(Conflict):
    default = _("A colleague has put another look ready in the meantime. Look at it first.")


def try_file(*, actor: AbstractBaseUser, instance_id: int, content: bytes, file_name: str) -> LookDraft:
    """Put the look of an uploaded file ready, in place of what was ready. Raises Unreadable."""
    taken = reading.read(content, own.tokens())
    left_out = [[one.name, one.why.value] for one in taken.left_out]
    more = {"left_out": left_out, "count_left_out": taken.count_left_out}
    return _keep(instance_id, taken.tokens, file_name=file_name[-100:], **more)


def try_accent(*, actor: AbstractBaseUser, instance_id: int, accent: str) -> LookDraft:
    """Put a look of one colour ready, in place of what was ready."""
    return _keep(instance_id, derive.from_accent(accent, own.tokens()), accent=accent)


def try_earlier(*, actor: AbstractBaseUser, instance_id: int, version: int) -> LookDraft:
    """Put a look that the site had before ready, in place of what was ready. `version` is how the site stood then.

    Raises `LookDraft.DoesNotExist` for one of another site, and where it had our own look.
    """
    then = accents.events(Instance(pk=instance_id)).filter(pgh_id=version).values("tokens", "accent").first()
    if then is None or not then["tokens"]:
        raise LookDraft.DoesNotExist
    return _keep(instance_id, then["tokens"], accent=then["accent"])


def drop(*, actor: AbstractBaseUser, instance_id: int) -> None:
    """Throw away what was ready."""
    LookDraft.objects.filter(instance=instance_id).delete()


def publish(*, actor: AbstractBaseUser, instance_id: int, digest: str, seen: int) -> None:
    """Put the look that was ready on the site. `digest` names the one that was looked at.

    Measured once more: our own colours may have changed since. Raises AnotherDraft, CannotBeRead, Overtaken.
    """
    with transaction.atomic():
        accents.lock(instance_id)
        draft = LookDraft.objects.filter(instance=instance_id, digest=digest).first()
        if draft is None:
            raise AnotherDraft
        if look.faults(draft.tokens):
            raise CannotBeRead
        new = {"tokens": draft.tokens, "accent": draft.accent}
        accents.change(actor=actor, instance_id=instance_id, seen=seen, **new)
        draft.delete()


def back_to_ours(*, actor: AbstractBaseUser, instance_id: int, seen: int) -> bool:
    """Our own look again; False when it was that. Raises Overtaken."""
    return accents.change(actor=actor, instance_id=instance_id, seen=seen, tokens={}, accent="")


def draft_of(instance: Instance) -> LookDraft | None:
    return LookDraft.objects.filter(instance=instance).first()


def _keep(instance_id: int, tokens: Mapping[str, str], **more: Any) -> LookDraft:
    empty = {"accent": "", "file_name": "", "left_out": [], "count_left_out": 0}
    fields = {**empty, **more, "tokens": dict(tokens), "digest": look.digest(tokens), "made_at": clock.now()}
    with transaction.atomic():
        accents.lock(instance_id)
        draft, _made = LookDraft.objects.update_or_create(instance_id=instance_id, defaults=fields)
    return draft
