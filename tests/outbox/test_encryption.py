"""EMAIL_URL's three forms against a server that demands encryption and a password."""

import datetime
import ipaddress
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from aantafel.outbox.enums import State
from aantafel.outbox.services import deliver
from aantafel.settings import env
from tests.factories.outbox import OutgoingMailFactory
from tests.support.smtp import SmtpServer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test.example")])
    today = datetime.datetime.now(datetime.UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    kind = serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()))
    return public, private


@pytest.fixture(params=["starttls", "smtps"])
def server(request: pytest.FixtureRequest, certificate: tuple[Path, Path], settings: Settings) -> Iterator[SmtpServer]:
    public, private = certificate
    with SmtpServer(tls=request.param, certificate=str(public), key=str(private), login="tafel:ge:heim") as smtp:
        scheme = {"starttls": "smtp+tls", "smtps": "smtps"}[request.param]
        for name, value in env.email(f"{scheme}://tafel:ge%3Aheim@127.0.0.1:{smtp.port}").items():
            setattr(settings, name, value)
        settings.OUTBOX_TRANSPORT = "aantafel.outbox.transports.smtp"
        yield smtp


def test_encrypted_and_signed_in(
    server: SmtpServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    mail = OutgoingMailFactory.create()
    deliver.run()
    mail.refresh_from_db()
    assert mail.state == State.SENT, mail.last_error
    assert server.count() == 1


def test_a_wrong_password_is_no_reason_to_lose_mail(
    server: SmtpServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    settings.EMAIL_HOST_PASSWORD = "wrong"
    mail = OutgoingMailFactory.create()
    deliver.run()
    mail.refresh_from_db()
    assert mail.state == State.QUEUED
    assert "5.7.8" in mail.last_error


def test_a_certificate_that_nobody_vouches_for_is_refused(server: SmtpServer) -> None:
    mail = OutgoingMailFactory.create()
    deliver.run()
    mail.refresh_from_db()
    assert mail.state == State.QUEUED
    assert "certificate verify failed" in mail.last_error
    assert server.count() == 0
