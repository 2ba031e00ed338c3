"""For the type checker, which asks for models and settings but never for a server."""

from aantafel.settings.base import *  # noqa: F403  a settings module is its base plus what differs
from aantafel.settings.base import INSTALLED_APPS

SECRET_KEY = "only-for-type-checks"  # noqa: S105  nothing is protected by it
INSTALLED_APPS = [*INSTALLED_APPS, "aantafel.outbox.mailbox"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "none"}}
