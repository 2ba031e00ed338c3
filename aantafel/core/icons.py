"""The icons that the front-end build drew: frontend/icons.json names them, nobody's drawing is committed."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@cache
def _drawings(path: Path) -> dict[str, str]:
    if not path.exists():
        raise ImproperlyConfigured("The front end is not built: run `npm ci --ignore-scripts && npm run build`.")
    drawings: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return drawings


def drawing(name: str) -> str:
    """The inside of the icon's svg element; KeyError for an icon that frontend/icons.json does not name."""
    return _drawings(Path(settings.ROOT) / "build" / "icons.json")[name]


def names() -> list[str]:
    return sorted(_drawings(Path(settings.ROOT) / "build" / "icons.json"))
