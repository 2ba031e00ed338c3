"""The site as the browser tests run it: as in production, with mail through a real SMTP server and a quick sweep.

The page cache is on, styles and scripts are the collected, hashed and compressed ones, the operator's desk opens with a
second factor only. What is left of the test settings: the throw-away servers, and the local mailbox, so that its pages
are looked at too.
"""

from datetime import timedelta

from aantafel.settings import base, env
from tests.support.smtp_settings import *  # noqa: F403  a settings module is its base plus what differs

BASE_URL = env.text("BASE_URL")
BASE_DOMAIN = "localhost"
DATABASES = {"default": env.database(env.text("DATABASE_URL"), pool_size=env.number("DATABASE_POOL_SIZE", 0))}
STORAGES = base.STORAGES
PAGE_CACHE_SECONDS = 60
SECOND_FACTOR_REQUIRED = True
CELERY_BEAT_SCHEDULE = {
    **base.CELERY_BEAT_SCHEDULE,
    "sweep-outbox": {"task": "outbox.sweep", "schedule": timedelta(seconds=1)},
}
