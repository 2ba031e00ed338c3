"""Who may enter the mail desk is known on a higher floor, so the settings name the decorator that guards it."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

View = Callable[..., HttpResponseBase]


def desk_only(view: View) -> View:
    """Behind the door that `MAIL_DESK_DOOR` names, found when the first visitor knocks."""

    @functools.cache
    def behind_the_door() -> View:
        door: Callable[[View], View] = import_string(settings.MAIL_DESK_DOOR)
        return door(view)

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return behind_the_door()(request, *args, **kwargs)

    return guarded
