"""A real SMTP server for the tests of the outbox, one for all of them; each test begins with an empty one."""

import socket
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from aantafel.core.doorbell import breaker
from tests.support.smtp import SmtpServer


@pytest.fixture(scope="session")
def smtp_server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def smtp(smtp_server: SmtpServer, settings: Settings) -> SmtpServer:
    """The mail server, well-behaved and empty; this process sends to it."""
    smtp_server.clear()
    settings.OUTBOX_TRANSPORT = "aantafel.outbox.transports.smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return smtp_server


@pytest.fixture(autouse=True)
def bells() -> Iterator[None]:
    breaker.reset()
    yield
    breaker.reset()


@pytest.fixture
def unused_port() -> int:
    """A port on this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
