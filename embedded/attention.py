"""Signals to the supervisor, taken at the moments when it can act on them."""

import os
import select
import signal
import socket
from types import FrameType, TracebackType

_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopping(Exception):
    """Somebody asked the supervisor to stop."""


class Attention:
    """
    Inside this context a stop signal is remembered and ends the next or present `pause` with Stopping.

    A child that ends cuts a pause short. After `deafen` further stop signals are ignored.
    """

    def __init__(self) -> None:
        self._asked = False
        self._reader, self._writer = socket.socketpair()

    def __enter__(self) -> "Attention":
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in _STOPPING:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup wants it ignored
                signal.signal(number, self._ask)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        signal.set_wakeup_fd(-1)
        self._reader.close()
        self._writer.close()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True

    def deafen(self) -> None:
        """From now on nothing interrupts: the children are being stopped."""
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        self._asked = False

    def pause(self, seconds: float) -> None:
        """Wait so long, or until a child ends; raises Stopping when somebody asks to stop."""
        if not self._asked and select.select([self._reader], [], [], seconds)[0]:
            os.read(self._reader.fileno(), 4096)
        if self._asked:
            raise Stopping
