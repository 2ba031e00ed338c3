"""The local default: servers embedded in the project, mail captured in `/postvak/`, nothing leaves the machine."""

from aantafel.settings import env
from aantafel.settings.base import *  # noqa: F403  a settings module is its base plus what differs
from aantafel.settings.base import DATA_DIR, INSTALLED_APPS, caches
from embedded.datadir import DataDirectory

SECRET_KEY = env.text("SECRET_KEY", "only-for-this-machine-not-a-secret-and-refused-in-production")
NATIONAL_HOSTS = env.items("ALLOWED_HOSTS", "localhost,.localhost,127.0.0.1,[::1]")
BASE_URL = env.text("BASE_URL", f"http://localhost:{env.text('PORT', '8000')}")
INSTALLED_APPS = [*INSTALLED_APPS, "aantafel.outbox.mailbox"]
OUTBOX_TRANSPORT = "aantafel.outbox.transports.capture"
MUNICIPALITY_MAIL_ENABLED = True  # captured too: a newcomer sees what a municipality would get

_why = "Start `make run`: this command then finds the servers of that site by itself."
_running = DataDirectory(DATA_DIR).addresses()
REDIS_URL = env.text("REDIS_URL", _running.get("REDIS_URL"), why=_why)
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", _running.get("DATABASE_URL"), why=_why), pool_size=env.number("DATABASE_POOL_SIZE", 0)
    )
}
CELERY_BROKER_URL = env.celery_broker(REDIS_URL)
CACHES = caches(env.text("CACHE_URL", _running.get("CACHE_URL", REDIS_URL)))
