"""The production settings on this machine's own servers. What differs is what needs a network: TLS, real addresses."""

from aantafel.settings import env
from aantafel.settings.production import *  # noqa: F403  a settings module is its base plus what differs

ROOT_URLCONF = "bench.urls"
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
MAIL_REAL_ADDRESSES = False
SECOND_FACTOR_REQUIRED = False
PAGE_CACHE_SECONDS = env.number("PAGE_CACHE_SECONDS", 60)
