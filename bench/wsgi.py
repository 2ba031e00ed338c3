"""The site and the bare view in one process, on one pool of connections; and how many queries a request took."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import override_settings

BARE = "/kale-lijst/"
COUNT = "HTTP_X_COUNT_QUERIES"

_site = get_wsgi_application()
with override_settings(MIDDLEWARE=[]):
    _bare = WSGIHandler()

StartResponse = Callable[..., Any]


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    handler = _bare if environ["PATH_INFO"] == BARE else _site
    if COUNT not in environ:
        return handler(environ, start_response)
    return _counted(handler, environ, start_response)


def _counted(handler: Any, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    count = 0

    def counter(execute: Any, *args: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*args)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Queries", str(count))], *rest)

    with connection.execute_wrapper(counter):
        return [b"".join(handler(environ, start))]
