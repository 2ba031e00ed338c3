"""What every environment shares. Each environment's own module adds the rest and is the one that is named."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from kombu import Exchange, Queue

from aantafel.settings import env

django_stubs_ext.monkeypatch()

ROOT = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(ROOT / "var")))

DEBUG = False
ROOT_URLCONF = "aantafel.urls"
WSGI_APPLICATION = "aantafel.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "aantafel.core",
    "municipalities",
    "aantafel.outbox",
    "aantafel.accounts",
    "ideas",
    "coaches",
    "tables",
    "movement",
    "aantafel.pages",
    "aantafel.accounts.admin_config.OperatorAdminConfig",  # django.contrib.admin behind the operator's door
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "rules",
    "csp",
]

MIDDLEWARE = [
    "aantafel.core.health.HealthMiddleware",
    "municipalities.middleware.CertificateMiddleware",
    "aantafel.core.request_id.RequestIdMiddleware",
    "aantafel.core.metrics.RequestMetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "aantafel.core.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aantafel.core.compress.TextGzipMiddleware",
    "aantafel.core.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "municipalities.middleware.ScopeMiddleware",
    "aantafel.core.locale.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aantafel.pages.preparing.PreparingMiddleware",
    "aantafel.pages.right_host.RightHostMiddleware",
    "aantafel.pages.coordinator.menu_counts.DeskCountsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "aantafel.core.errors.DomainErrorMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "municipalities.context.site",
                "municipalities.context.data_source",
                "aantafel.pages.desks.place.context",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "ideas:overview"
LOGOUT_REDIRECT_URL = "pages:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # our own code or link has just proved the address
ACCOUNT_ADAPTER = "aantafel.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "aantafel.accounts.adapters.SecondFactorAdapter"
SECOND_FACTOR_REQUIRED = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SIGN_IN_CODE_LIFETIME = timedelta(minutes=20)
PIN_LIFETIME = timedelta(days=14)
# after so many days without a sign of life, by step, the people of a table are asked how it goes
TABLE_STILL_DAYS = {1: 28, 2: 28, 3: 28, 4: 28, 5: 28, 6: 42, 7: 28}
TABLE_ANSWER_DAYS = 14  # and after so many more without an answer it rests
PIN_REMINDER_AFTER = timedelta(days=3)
REVIEW_PROMISE_WORKING_DAYS = 5
FREE_MEETING_LIKES = env.number("FREE_MEETING_LIKES", 50)  # local likes that bring a free meeting; 0 for none
INTENTION_LIFETIME = timedelta(days=1)
REACTION_EDITABLE = timedelta(minutes=30)
REPORT_KEPT = timedelta(days=90)  # after the decision

# language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [ROOT / "build" / "static", ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": env.uploads(""),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
PICTURE_MAX_BYTES = 25 * 1024 * 1024
PICTURE_MAX_PIXELS = 120_000_000
PICTURE_MAX_UNPACKED = 50_000_000

# security
ALLOWED_HOSTS = ["*"]  # municipalities.middleware refuses each host that no site answers to
NATIONAL_HOSTS: list[str] = []  # each environment names those of the national site
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
MESSAGE_TAGS = {messages.SUCCESS: "ok"}  # the kinds of our alert
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=60).total_seconds())
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "aantafel.pages.public.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
TRUSTED_PROXIES: list[str] = []
REDIS_URL = ""  # each environment says where its broker is

# who runs the site
SITE_NAME = "AanTafel!"
OPERATOR_NAME = env.text("OPERATOR_NAME", "Stichting AanTafel (voorbeeld)")
OPERATOR_EMAIL = env.text("OPERATOR_EMAIL", "hallo@aantafel.example")
OPERATOR_PHONE = env.text("OPERATOR_PHONE", "085 000 00 00")
BASE_DOMAIN = "localhost"
BASE_URL = "http://localhost:8000"

# mail
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "AanTafel! <post@aantafel.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 15
OUTBOX_TRANSPORT = "aantafel.outbox.transports.smtp"
MAIL_DESK_DOOR = "aantafel.accounts.decorators.operator_required"
MAIL_REAL_ADDRESSES = False
MUNICIPALITY_MAIL_ENABLED = env.flag("MUNICIPALITY_MAIL_ENABLED", default=False)

# what a monitor sees; without a directory nothing is counted
METRICS_DIRECTORY = env.text("PROMETHEUS_MULTIPROC_DIR", "")
ACCESS_LOG = False

# caches and tasks
PAGE_CACHE_SECONDS = env.number("PAGE_CACHE_SECONDS", 60)
DESK_COUNT_SECONDS = 15  # what the menu of a desk counts is remembered
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TIMEZONE = TIME_ZONE
# mail has a queue of its own: somebody waits for a code, and must not wait behind what nobody waits for
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "mail")]
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_TASK_ROUTES = {"outbox.*": {"queue": "mail"}}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "max_retries": 1,
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep-outbox": {"task": "outbox.sweep", "schedule": timedelta(minutes=1)},
    "forget-old-mail": {"task": "outbox.forget", "schedule": timedelta(hours=24)},
    "remind-unconfirmed": {"task": "ideas.remind_unconfirmed", "schedule": timedelta(hours=1)},
    "erase-unconfirmed": {"task": "ideas.erase_unconfirmed", "schedule": timedelta(hours=6)},
    "erase-calls": {"task": "ideas.erase_calls", "schedule": timedelta(hours=12)},
    "erase-voices": {"task": "ideas.erase_voices", "schedule": timedelta(hours=6)},
    "erase-claim-codes": {"task": "ideas.erase_claim_codes", "schedule": timedelta(hours=24)},
    "settle-fifties": {"task": "ideas.settle_fifties", "schedule": timedelta(minutes=1)},
    "erase-intentions": {"task": "ideas.erase_intentions", "schedule": timedelta(hours=2)},
    "erase-reports": {"task": "ideas.erase_reports", "schedule": timedelta(hours=12)},
    "erase-minutes-requests": {"task": "tables.erase_minutes_requests", "schedule": timedelta(hours=12)},
    # by day, since people get mail of it; all the hours, should the first be missed
    "remind-coaches": {"task": "coaches.remind_due", "schedule": crontab(minute=0, hour="9-18")},
    "expire-questions": {"task": "coaches.expire_due", "schedule": crontab(minute=0, hour="9-18")},
    "erase-applications": {"task": "coaches.erase_applications", "schedule": timedelta(hours=6)},
    # once a week is enough: the later hours are for a Monday on which the clock did not run at seven
    "remind-actions": {"task": "tables.remind_actions", "schedule": crontab(minute=20, hour="8-18")},
    "keep-question-days": {"task": "tables.keep_question_days", "schedule": crontab(minute=40, hour="7-18")},
    "remind-surveys": {"task": "tables.remind_surveys", "schedule": crontab(minute=50, hour="9-18")},
    "weekly-overviews": {"task": "pages.weekly_overviews", "schedule": crontab(minute=0, hour="7-18", day_of_week=1)},
    # on a Thursday; the later hours, and Friday, are for when the clock did not run at nine
    "tell-followers": {"task": "tables.tell_followers", "schedule": crontab(minute=5, hour="9-18", day_of_week="4,5")},
    "ask-how-it-goes": {"task": "tables.ask_how_it_goes", "schedule": crontab(minute=15, hour="9-18")},
    "expire-proposals": {"task": "ideas.expire_proposals", "schedule": timedelta(hours=6)},
    # by day, like the mails of coaches: nobody is reminded at night
    "remind-meetings": {"task": "tables.remind_meetings", "schedule": crontab(minute=15, hour="9-18")},
    "settle-meetings": {"task": "tables.settle_meetings", "schedule": crontab(minute=45, hour="9-18")},
    "erase-visits": {"task": "movement.erase_visits", "schedule": timedelta(hours=24)},
    "chase-invited": {"task": "tables.chase_due", "schedule": crontab(minute=20, hour="9-18")},
    # once a day for each table; the later hours are for a day on which the clock did not run at five
    "tell-answers": {"task": "tables.tell_answers", "schedule": crontab(minute=0, hour="17-20")},
    "erase-people-of-tables": {"task": "tables.erase_people", "schedule": timedelta(hours=24)},
    "erase-tokens": {"task": "accounts.erase_tokens", "schedule": timedelta(hours=12)},
    "erase-invitations": {"task": "accounts.erase_invitations", "schedule": timedelta(hours=24)},
    "tell-who-stood-in": {"task": "accounts.tell_who_stood_in", "schedule": crontab(minute=30, hour=6)},
}


def caches(url: str) -> dict[str, Any]:
    """Django's cache settings; a cache that is gone must not stall a request for more than a moment."""
    return {
        "default": {
            "BACKEND": "aantafel.core.cache.RedisCache",
            "LOCATION": url,
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
    }


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "aantafel.core.request_id.RequestIdFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
