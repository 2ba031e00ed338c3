"""The one writer of what a municipality chooses for its site: its texts, logo, themes, parts, languages and look.

Every change is in the history by itself (database triggers), with who made it. A change names the last line of that
history that its writer had read: what somebody else has changed since is never overwritten unseen.
"""

from collections.abc import Iterable
from typing import Any

import pghistory
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.storage import default_storage
from django.db import transaction

from aantafel.core import page_cache
from aantafel.core.errors import Conflict, DomainError
from municipalities import sites, switches
from municipalities.branding import look
from municipalities.models import Instance

CHANGEABLE = frozenset(
    [
        *("name", "welcome_title", "welcome_text", "logo", "logo_description"),
        *("contact_name", "contact_email", "contact_phone", "contact_text", "sender_name", "reply_to"),
        *("privacy_url", "accessibility_url", "themes", "languages", "likes_threshold", "still_days"),
        *("switches", "accent", "tokens"),
    ]
)


class Overtaken(Conflict):
    """Somebody else has changed the same things since; `now` is how the site stands, `version` where its history is."""

    def __init__(self, now: Instance) -> None:
        super().__init__()
        self.now = now
        self.version = version(now)


def version(instance: Instance) -> int:
    """The number of the last line in the history of a site."""
    return int(events(instance).order_by("-pgh_id").values_list("pgh_id", flat=True).first() or 0)


def events(instance: Instance) -> Any:
    """The history: how the site stood after each change."""
    return apps.get_model("municipalities", "InstanceEvent").objects.filter(pgh_obj=instance.pk)


def lock(instance_id: int) -> Instance:
    """The site, locked until the caller's transaction ends."""
    return Instance.objects.select_for_update(of=("self",), no_key=True).get(pk=instance_id)


def change(*, actor: AbstractBaseUser, instance_id: int, seen: int, **values: Any) -> bool:
    """Set these fields; False when they stood like that. Kept pages go, on every host: the national site names sites.

    Raises Overtaken, and DomainError with a sentence for what contradicts itself.
    """
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise ValueError(f"not a municipality's to choose: {sorted(unknown)}")
    with transaction.atomic(), pghistory.context(user=actor.pk):
        locked = lock(instance_id)
        changed = [name for name, value in values.items() if getattr(locked, name) != value]
        if not changed:
            return False
        if not _as_seen(locked, seen, changed):
            raise Overtaken(locked)
        old_logo = locked.logo.name if "logo" in changed else ""
        for name in changed:
            setattr(locked, name, values[name])
        if "tokens" in changed:
            locked.look_digest, locked.theme_color = look.digest(locked.tokens), look.background(locked.tokens)
            changed += ["look_digest", "theme_color"]
        _refuse_contradictions(locked)
        locked.save(update_fields=changed)
        if old_logo:
            transaction.on_commit(lambda: default_storage.delete(old_logo), robust=True)
        transaction.on_commit(page_cache.purge, robust=True)
        sites.forget()
    return True


def _as_seen(locked: Instance, seen: int, names: Iterable[str]) -> bool:
    """Whether these fields stand as they stood at that line of the history."""
    then = events(locked).filter(pgh_id=seen).values(*names).first()
    now = Instance.objects.filter(pk=locked.pk).values(*names).first()
    return then is not None and then == now


def _refuse_contradictions(instance: Instance) -> None:
    if "nl" not in instance.languages:
        raise ValueError("a site is always in Dutch")
    if instance.logo and not instance.logo_description:
        raise ValueError("a logo has a description")
    found = switches.faults(switches.on(instance), likes_threshold=instance.likes_threshold)
    if found:
        raise DomainError(found[0])
