"""Figures for a monitor (Prometheus), gathered over all web processes, and served on a port of its own.

A request costs one counter and one histogram. What is asked of the database or the queue is asked when the monitor
comes by (`manage.py serve_metrics`), never in a request. Without PROMETHEUS_MULTIPROC_DIR nothing is counted.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from redis import Redis
from redis.exceptions import RedisError

from aantafel.core.addresses import UNMATCHED, route_of

logger = logging.getLogger(__name__)
access = logging.getLogger("aantafel.access")

KEPT = "kept page"  # answered by the page cache, before any address was looked up
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
QUEUES = ("celery", "mail")

requests = Counter("aantafel_requests", "Answered requests", ["route", "method", "status"])
seconds = Histogram("aantafel_request_seconds", "How long an answer took", ["route"], buckets=BUCKETS)

# a name, what it says, and its values by label ("" for one without)
Gauge = tuple[str, str, dict[str, float]]
Gauges = Callable[[], Iterable[Gauge]]
_gauges: dict[str, Gauges] = {}


def register(name: str, gauges: Gauges) -> None:
    """An app's own figures. Asked at each visit of the monitor, so they must be cheap. Idempotent."""
    _gauges[name] = gauges


class RequestMetricsMiddleware:
    """Counts each request, and writes one line about it: by the name of its address, never the address itself, which
    may hold a key or a code.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not (settings.METRICS_DIRECTORY or settings.ACCESS_LOG):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        took = time.perf_counter() - began
        route = _route(request, response)
        if settings.METRICS_DIRECTORY:
            method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
            requests.labels(route, method, str(response.status_code)).inc()
            seconds.labels(route).observe(took)
        if settings.ACCESS_LOG:
            said = {"route": route, "method": request.method, "status": response.status_code}
            access.info("request", extra={**said, "milliseconds": round(took * 1000, 1)})
        return response


def _route(request: HttpRequest, response: HttpResponseBase) -> str:
    if request.resolver_match is not None:
        return route_of(request)
    return KEPT if response.status_code == 200 and request.method in {"GET", "HEAD"} else UNMATCHED


class _Live(Collector):
    """What is asked at the moment of the visit. A part that does not answer is left out, and said to be down."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("aantafel_up", "Whether a part answers", labels=["part"])
        for name, gauges in {"database": _database, "queue": _queue, **_gauges}.items():
            try:
                yield from [_family(*gauge) for gauge in gauges()]
                up.add_metric([name], 1)
            except (DatabaseError, RedisError, OSError) as error:
                logger.warning("no figures of %s: %s", name, error)
                up.add_metric([name], 0)
        yield up


def registry() -> CollectorRegistry:
    """Everything, for one visit of the monitor."""
    found = CollectorRegistry()
    if settings.METRICS_DIRECTORY:
        MultiProcessCollector(found, path=settings.METRICS_DIRECTORY)
    found.register(_Live())
    return found


def _family(name: str, help_text: str, values: dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"aantafel_{name}", help_text, labels=["kind"])
    for kind, value in values.items():
        family.add_metric([kind], value)
    return family


def _database() -> list[Gauge]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database()), "
            "count(*), count(*) FILTER (WHERE state = 'active'), "
            "coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0) "
            "FROM pg_stat_activity WHERE datname = current_database()"
        )
        row = cursor.fetchone() or (0, 0, 0, 0)
    return [
        ("database_bytes", "Size of the database", {"": float(row[0])}),
        ("database_connections", "Connections to the database", {"all": float(row[1]), "active": float(row[2])}),
        ("database_oldest_transaction_seconds", "How long the oldest transaction runs", {"": float(row[3])}),
    ]


def _queue() -> list[Gauge]:
    with Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as broker:
        waiting = {name: float(int(broker.llen(name))) for name in QUEUES}
        unacked = float(int(broker.hlen("unacked")))
    return [("queue_tasks", "Tasks that wait, and that a worker holds", {**waiting, "held": unacked})]
