"""Production: everything comes from the environment, and a half-configured start is refused with a sentence."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from aantafel.core.logs import json_logging
from aantafel.settings import env
from aantafel.settings.base import *  # noqa: F403  a settings module is its base plus what differs
from aantafel.settings.base import STORAGES, caches

SECRET_KEY = env.text("SECRET_KEY", why="It signs sessions and links; generate 50 random characters and keep them.")
if len(SECRET_KEY) < 40 or "not-a-secret" in SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not secret enough: generate 50 random characters and keep them.")
# keys of before: what they signed is still read, so that a new key throws nobody out
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS", "")
BASE_DOMAIN = env.text("BASE_DOMAIN", why="It is the national site's own host name, such as aantafel.nl.")
BASE_URL = env.text("BASE_URL", f"https://{BASE_DOMAIN}")
NATIONAL_HOSTS = env.items("ALLOWED_HOSTS", why="It lists the host names of the national site.")
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", why="Rate limits need the visitor's address: name the proxy.")
OPERATOR_NAME = env.text("OPERATOR_NAME", why="Visitors and mails name who runs the site.")
OPERATOR_EMAIL = env.text("OPERATOR_EMAIL", why="People and municipalities reply to this address.")
OPERATOR_PHONE = env.text("OPERATOR_PHONE", why="Some people would rather call.")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", why="Every mail is sent from this address.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# a statement, or a transaction that nobody goes on with, may not hold rows and connections for ever
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", why="It is where everything is kept."),
        pool_size=env.number("DATABASE_POOL_SIZE", 4),
        limits={
            "statement_timeout": env.number("DATABASE_STATEMENT_SECONDS", 30),
            "lock_timeout": env.number("DATABASE_LOCK_SECONDS", 15),
            "idle_in_transaction_session_timeout": env.number("DATABASE_IDLE_SECONDS", 60),
        },
    )
}
STORAGES = {**STORAGES, "default": env.uploads(env.text("UPLOADS_URL", ""))}
REDIS_URL = env.text("REDIS_URL", why="Tasks travel through it; its eviction policy must be noeviction.")
CELERY_BROKER_URL = env.celery_broker(REDIS_URL)
CACHES = caches(env.text("CACHE_URL", why="Pages are cached in it; its eviction policy should be allkeys-lru."))

_mail = env.email(env.text("EMAIL_URL", why="Codes to sign in travel by mail: without it nobody can pin an idea."))
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
MAIL_REAL_ADDRESSES = True
SECOND_FACTOR_REQUIRED = True

SECURE_SSL_REDIRECT = urlsplit(BASE_URL).scheme == "https"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

ACCESS_LOG = True
LOGGING = json_logging(env.text("LOG_LEVEL", "INFO"))
