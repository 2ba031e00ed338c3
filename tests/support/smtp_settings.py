"""The test settings for a worker process that sends through a real SMTP server (EMAIL_URL)."""

from aantafel.settings import env
from aantafel.settings.test import *  # noqa: F403  a settings module is its base plus what differs

OUTBOX_TRANSPORT = "aantafel.outbox.transports.smtp"
_mail = env.email(env.text("EMAIL_URL"))
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
