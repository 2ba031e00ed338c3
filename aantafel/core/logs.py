"""Log lines for machines: one JSON object each."""

import logging
from logging.config import dictConfig
from typing import Any

from celery.signals import setup_logging
from django.conf import settings
from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from aantafel.core.addresses import route_of


class AddressFilter(logging.Filter):
    """Django says the address of each request that goes wrong, which may hold a key or a code: here it becomes the name
    of that address, and the request itself is left out.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = route_of(request)
            record.args = tuple(route if part == request.path else part for part in record.args)
        return True


def json_logging(level: str = "INFO") -> dict[str, Any]:
    """A logging configuration for production: everything to standard output, as JSON, with the request's id and the
    task's name. What a library says about each of its own requests stays out.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "address": {"()": AddressFilter},
            "request_id": {"()": "aantafel.core.request_id.RequestIdFilter"},
        },
        "formatters": {
            "json": {
                "()": JsonFormatter,
                "fmt": "%(levelname)s %(name)s %(message)s %(request_id)s %(task)s",
                "rename_fields": {"levelname": "level", "name": "logger"},
                "timestamp": "time",
                "json_ensure_ascii": False,
            }
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "json",
                "filters": ["address", "request_id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "httpx": {"level": "WARNING"},
            "urllib3": {"level": "WARNING"},
            # whoever makes up a host name gets a 400; an error is something that we have to look at
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def as_in_the_settings(**_kwargs: Any) -> None:
    """Workers and the clock log as the web server does, from their first line; Celery adds nothing of its own."""
    dictConfig(settings.LOGGING)


def connect() -> None:
    setup_logging.connect(as_in_the_settings, dispatch_uid="logs.as_in_the_settings")
