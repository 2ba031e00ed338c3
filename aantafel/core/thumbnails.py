"""Small versions of uploaded pictures, made when first asked for and kept in the cache."""

import io
import logging
from typing import IO

from django.core.cache import cache
from PIL import Image, ImageOps
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SIZE = (480, 270)
QUALITY = 72
KEPT_SECONDS = 86_400


def small(name: str, file: IO[bytes]) -> bytes:
    """A JPEG of 480 by 270 pixels out of the middle of a picture. `name` stands for one content, for ever."""
    key = f"small:{name}"
    kept = _kept(key)
    if kept is None:
        kept = _shrink(file)
        _keep(key, kept)
    return kept


def _kept(key: str) -> bytes | None:
    try:
        found: bytes | None = cache.get(key)
    except (RedisError, OSError):
        logger.warning("a small picture is made anew: the cache does not answer")
        return None
    return found


def _keep(key: str, content: bytes) -> None:
    try:
        cache.set(key, content, KEPT_SECONDS)
    except (RedisError, OSError):
        logger.warning("a small picture is not kept: the cache does not answer")


def _shrink(file: IO[bytes]) -> bytes:
    image = Image.open(file, formats=["JPEG"])
    image.draft("RGB", (SIZE[0] * 2, SIZE[1] * 2))
    out = io.BytesIO()
    ImageOps.fit(image.convert("RGB"), SIZE).save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
