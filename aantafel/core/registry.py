"""What reaches every app (a merger, an export, an erasure): each app registers a handler, run in order."""

from collections.abc import Callable
from typing import Any


class Registry:
    """Handlers by order number. `run` calls them inside the caller's transaction and gathers what they report."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._handlers: dict[str, tuple[int, Callable[..., Any]]] = {}

    def register(self, order: int, handler: Callable[..., Any]) -> None:
        """Idempotent per handler: an app config that is made ready twice registers once."""
        self._handlers[f"{handler.__module__}.{handler.__qualname__}"] = (order, handler)

    def run(self, **kwargs: Any) -> list[Any]:
        """Every handler's answer, in order; the first error ends it and rolls the caller's transaction back."""
        ordered = sorted(self._handlers.items(), key=lambda item: (item[1][0], item[0]))
        return [handler(**kwargs) for _name, (_order, handler) in ordered]


on_merge = Registry("merge")
on_erase = Registry("erase")
on_export = Registry("export")
calendar_sources = Registry("calendar")  # handlers take `user`, and give their days since `icalendar.since()` as events
# handlers of these two take `municipality` and `actor`, and give what they did as a list of sentences
on_hand_over = Registry("hand-over")  # a municipality gets its own site: its people run what the operator ran
on_hand_back = Registry("hand-back")  # its site ends: the operator runs it again
