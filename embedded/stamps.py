"""Remembering what was already done with the same input, so that it is not done again."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

_SKIPPED = {"__pycache__", "node_modules", ".venv"}


def digest(root: Path, names: Iterable[str], *, endings: tuple[str, ...] = ("",)) -> str:
    """One short text that changes with the name or content of any file of these names, in or below them."""
    found = hashlib.sha256()
    for name in names:
        for path in sorted(_files(root / name)):
            if path.name.endswith(endings):
                found.update(f"{path.relative_to(root)}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:32]


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        yield path
    elif path.is_dir() and path.name not in _SKIPPED:
        for child in path.iterdir():
            yield from _files(child)


class Stamps:
    """Names with digests in one small file. A file that cannot be read counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, str]:
        """Everything that is noted."""
        try:
            found = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def has(self, name: str, value: str) -> bool:
        """Whether this was done with the same input."""
        return self.read().get(name) == value

    def set(self, **values: str) -> None:
        """Note what was done."""
        self._write(self.read() | values)

    def clear(self, *names: str) -> None:
        """Forget these."""
        self._write({name: value for name, value in self.read().items() if name not in names})

    def _write(self, content: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.new")
        fresh.write_text(json.dumps(content, indent=1))
        fresh.replace(self._path)
