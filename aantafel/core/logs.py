"""Log lines for machines: one JSON object each."""

from typing import Any

from pythonjsonlogger.json import JsonFormatter


def json_logging(level: str = "INFO") -> dict[str, Any]:
    """A logging configuration for production: everything to standard output, as JSON, with the request's id and the
    task's name. What a library says about each of its own requests stays out.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "aantafel.core.request_id.RequestIdFilter"}},
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
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"httpx": {"level": "WARNING"}, "urllib3": {"level": "WARNING"}},
    }
