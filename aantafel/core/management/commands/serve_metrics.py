"""`manage.py serve_metrics`: figures for a monitor, on a port that no visitor can reach."""

from argparse import ArgumentParser
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from prometheus_client import make_wsgi_app

from aantafel.core import metrics
from aantafel.settings import env


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is the library's
        """A monitor that comes by each quarter of a minute is no news."""


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
    """Gathered anew at each visit, whatever the path."""
    close_old_connections()
    try:
        return make_wsgi_app(metrics.registry())(environ, start_response)
    finally:
        close_old_connections()


class Command(BaseCommand):
    help = "Serves figures for Prometheus. Keep the port inside: METRICS_HOST (127.0.0.1) and METRICS_PORT (9464)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=env.text("METRICS_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=env.number("METRICS_PORT", 9464))

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        with make_server(host, port, application, handler_class=_Quiet) as server:
            self.stdout.write(f"Figures on http://{host}:{server.server_port}/metrics")
            server.serve_forever()
