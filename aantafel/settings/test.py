"""For tests: real PostgreSQL and Valkey, thrown away afterwards (tests/servers.py sets their addresses)."""

from aantafel.settings import env
from aantafel.settings.base import *  # noqa: F403  a settings module is its base plus what differs
from aantafel.settings.base import DATA_DIR, INSTALLED_APPS, STATIC_ROOT, TEMPLATES, caches

SECRET_KEY = "only-for-tests"  # noqa: S105  nothing is protected by it
NATIONAL_HOSTS = ["testserver", "localhost", ".localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
BASE_DOMAIN = "testserver"
INSTALLED_APPS = [*INSTALLED_APPS, "aantafel.outbox.mailbox"]
OUTBOX_TRANSPORT = "aantafel.outbox.transports.capture"
MUNICIPALITY_MAIL_ENABLED = True
PAGE_CACHE_SECONDS = 0
DESK_COUNT_SECONDS = 0

_why = "The tests start their own servers: run them with pytest from the project's root."
REDIS_URL = env.text("REDIS_URL", why=_why)
DATABASES = {"default": env.database(env.text("DATABASE_URL", why=_why), pool_size=0)}
DATABASES["default"]["CONN_MAX_AGE"] = 0
CELERY_BROKER_URL = env.celery_broker(REDIS_URL)
CELERY_TASK_ALWAYS_EAGER = env.flag("CELERY_EAGER", default=False)
CACHES = caches(env.text("CACHE_URL", REDIS_URL))
MEDIA_ROOT = DATA_DIR / "media" / env.text("PYTEST_XDIST_WORKER", "main")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # what stands there is read from STATICFILES_DIRS in tests
STORAGES = {
    "default": env.uploads(""),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 86_400  # who signed in when the run began is not asked again
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
