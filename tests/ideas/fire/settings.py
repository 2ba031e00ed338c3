"""The site as the tests under fire run it: as in production, with quick sweeps, and it breaks where a test says so."""

from datetime import timedelta
from pathlib import Path

from aantafel.settings import base, env
from tests.ideas.fire import breaking
from tests.support.smtp_settings import *  # noqa: F403  a settings module is its base plus what differs
from tests.support.smtp_settings import INSTALLED_APPS

BASE_URL = env.text("BASE_URL")
BASE_DOMAIN = "localhost"
DATABASES = {"default": env.database(env.text("DATABASE_URL"), pool_size=env.number("DATABASE_POOL_SIZE", 0))}
PAGE_CACHE_SECONDS = 60
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {**base.CELERY_BEAT_SCHEDULE["sweep-outbox"], "schedule": timedelta(seconds=1)},
    "settle-fifties": {**base.CELERY_BEAT_SCHEDULE["settle-fifties"], "schedule": timedelta(seconds=1)},
}
breaking.obey(Path(env.text("FIRE_DIRECTORY")))

if env.flag("WITHOUT_LOCK", default=False):
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.ideas.fire.unlocked.UnlockedConfig"]
