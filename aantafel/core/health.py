"""`/healthz` (the process) and `/readyz` (database and own migrations), answered on any host."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from redis import Redis
from redis.exceptions import RedisError


class HealthMiddleware:
    """First of all middleware: a probe names the machine's own address as host, which is no host of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


Probe = Callable[[], bool]


def readiness() -> JsonResponse:
    """200 when requests can be served; what else does not work (`register`) is reported as degraded, not as down."""
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
    if waiting:
        return JsonResponse({"status": "down", "migrations_waiting": waiting}, status=503)
    degraded = [name for name, works in _probes.items() if not works()]
    return JsonResponse({"status": "degraded" if degraded else "ok", "degraded": degraded})


def _cache_answers() -> bool:
    try:
        cache.get("readyz")
    except (RedisError, OSError):
        return False
    return True


def _broker_answers() -> bool:
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as broker:
            return bool(broker.ping())
    except (RedisError, OSError):
        return False


_probes: dict[str, Probe] = {"cache": _cache_answers, "broker": _broker_answers}


def register(name: str, probe: Probe) -> None:
    """An app's own answer to whether it keeps up. Asked while the database is there; never raises. Idempotent."""
    _probes[name] = probe
