"""Rate limits in fixed windows: counted in the cache, and in PostgreSQL while the cache cannot be reached.

A cache that hangs must not hold up each request: after a failure it is left alone for a while.
"""

import hashlib
import ipaddress
import logging
import math
import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from redis.exceptions import RedisError

from aantafel.core import clock
from aantafel.core.doorbell import Breaker
from aantafel.core.models import RateCount

logger = logging.getLogger(__name__)
breaker = Breaker()


def hit(scope: str, key: str, *, limit: int, per: timedelta) -> bool:
    """Count one more; True while the count of this window stays within `limit`. Keys are kept only as a digest."""
    seconds = int(per.total_seconds())
    window = math.floor(clock.now().timestamp() / seconds)
    digest = hashlib.blake2b(f"{scope}:{key}:{window}".encode(), digest_size=16).hexdigest()
    count = _count_in_cache(f"rate:{digest}", seconds)
    if count is None:
        count = _count_in_database(digest, datetime.fromtimestamp((window + 1) * seconds, tz=UTC))
    return count <= limit


def _count_in_cache(key: str, seconds: int) -> int | None:
    """None while the cache cannot be asked."""
    if breaker.is_silent:
        return None
    try:
        return _count(key, seconds)
    except (RedisError, OSError) as error:
        breaker.trip()
        logger.warning("rate limits count in the database for a while: %s", error)
        return None


def _count(key: str, seconds: int) -> int:
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, timeout=seconds)
        return 1


def _count_in_database(digest: str, ends_at: datetime) -> int:
    if secrets.randbelow(50) == 0:
        RateCount.objects.filter(ends_at__lt=clock.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_ratecount (digest, count, ends_at) VALUES (%s, 1, %s) "
            "ON CONFLICT (digest) DO UPDATE SET count = core_ratecount.count + 1 RETURNING count",
            [digest, ends_at],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 1


def client_address(request: HttpRequest) -> str:
    """The visitor's address; X-Forwarded-For counts only as far as trusted proxies wrote it. IPv6 by its /64."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    while forwarded and (not address or _is_trusted(address)):
        address = forwarded.pop()
    parsed = _parse(address)
    if parsed is None:
        return address[:64] or "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


def _is_trusted(address: str) -> bool:
    """`TRUSTED_PROXIES` holds addresses and networks (10.0.0.0/8)."""
    parsed = _parse(address)
    return parsed is not None and any(parsed in ipaddress.ip_network(known) for known in settings.TRUSTED_PROXIES)


def _parse(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An IPv4 address that a socket for both kinds writes as ::ffff:192.0.2.1 is that IPv4 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, ipaddress.IPv6Address) else parsed
