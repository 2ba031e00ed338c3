"""Our own design tokens, which a municipality's are laid on top of."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from aantafel.core import contrast


def tokens() -> dict[str, str]:
    return dict(_read(Path(settings.ROOT) / "build" / "tokens.css"))


@cache
def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        raise ImproperlyConfigured("The front end is not built: run `npm ci --ignore-scripts && npm run build`.")
    return contrast.tokens(path.read_text(encoding="utf-8"))
