"""Named places at which a test may end the process. Outside tests nothing assigns `handler`, and nothing happens."""

from collections.abc import Callable

handler: Callable[[str], None] | None = None


def reach(name: str) -> None:
    if handler is not None:
        handler(name)
