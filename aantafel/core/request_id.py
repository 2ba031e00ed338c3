"""A number for each request, so that its log lines, the tasks that it rang for and the mails that it caused can be
found together.
"""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun
from django.http import HttpRequest, HttpResponseBase

HEADER = "aantafel_request_id"  # in the headers of a task
NONE = "-"

_current: ContextVar[str] = ContextVar("request_id", default=NONE)
_task: ContextVar[str] = ContextVar("task", default="")


def current() -> str:
    """The present request's id, also in a task that it rang for; "-" outside."""
    return _current.get()


class RequestIdMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _current.set(secrets.token_hex(8))
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = current()
            return response
        finally:
            _current.reset(token)


class RequestIdFilter(logging.Filter):
    """Puts `request_id` and `task` on each log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current()
        record.task = _task.get()
        return True


def send_along(headers: dict[str, Any], **_kwargs: Any) -> None:
    """A task carries the id of the request that rang for it."""
    headers.setdefault(HEADER, current())


def take_over(task: Any, **_kwargs: Any) -> None:
    """A worker goes on under the id that came along; a task of the clock gets one of its own."""
    given = getattr(task.request, HEADER, None) or (task.request.headers or {}).get(HEADER)
    _current.set(given if given and given != NONE else secrets.token_hex(8))
    _task.set(task.name)


def let_go(**_kwargs: Any) -> None:
    _current.set(NONE)
    _task.set("")


def connect() -> None:
    before_task_publish.connect(send_along, dispatch_uid="request_id.send_along")
    task_prerun.connect(take_over, dispatch_uid="request_id.take_over")
    task_postrun.connect(let_go, dispatch_uid="request_id.let_go")
