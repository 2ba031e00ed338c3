"""A mail in two forms of one text, as the bytes that travel. The general library takes as long as sending does.

Lines end in CRLF. Bodies go as they are (8bit), or quoted-printable when a line is longer than SMTP allows. A calendar
that asks something is a third form of the text, which is where Gmail and Outlook look for it, and hangs below the mail
too, for programs that only see it there; under another type, so that no program takes it for a second one.
"""

import base64
import binascii
import re
import uuid
from collections.abc import Iterable, Sequence
from email.header import Header

from aantafel.outbox.attachments import Attachment

LONGEST_LINE = 998
_LINE_END = re.compile(r"\r\n|\r|\n")
_SAFE = re.compile(r"[\x20-\x7e]*")


def message(headers: Iterable[tuple[str, str]], text: str, html: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The whole message. Raises ValueError for a header that would begin another line."""
    forms = [_part("text/plain", text), _part("text/html", html)]
    forms += [_part(f"{one.content_type}; method={one.method}", one.content) for one in attachments if one.asks]
    content_type, body = _multipart("alternative", forms)
    if attachments:
        first = b"\r\n".join([_header("Content-Type", content_type), b"", body])
        content_type, body = _multipart("mixed", [first, *map(_attached, attachments)])
    lines = [
        _header(name, value) for name, value in [*headers, ("MIME-Version", "1.0"), ("Content-Type", content_type)]
    ]
    return b"\r\n".join([*lines, b"", body])


def _multipart(kind: str, parts: Iterable[bytes]) -> tuple[str, bytes]:
    """Its content type, and everything below its headers."""
    boundary = f"=_{uuid.uuid4().hex}"
    lines = [line for part in parts for line in (f"--{boundary}".encode(), part)]
    return f'multipart/{kind}; boundary="{boundary}"', b"\r\n".join([*lines, f"--{boundary}--".encode(), b""])


def _header(name: str, value: str) -> bytes:
    if _LINE_END.search(value):
        raise ValueError(f"A header has one line: {name} has more.")
    looks_encoded = name == "Subject" and "=?" in value  # typed like that: it must not be decoded
    if looks_encoded or len(name) + len(value) > 76 or not _SAFE.fullmatch(value):
        charset = "us-ascii" if value.isascii() and not looks_encoded else "utf-8"
        value = Header(value, charset, header_name=name).encode(linesep="\r\n")
    return f"{name}: {value}".encode("ascii")


def _part(content_type: str, body: str) -> bytes:
    content = _LINE_END.sub("\n", body).encode("utf-8")
    encoding = b"7bit" if body.isascii() else b"8bit"
    if any(len(line) > LONGEST_LINE for line in content.split(b"\n")):
        content, encoding = binascii.b2a_qp(content, istext=True), b"quoted-printable"
    return b"\r\n".join(
        [
            f'Content-Type: {content_type}; charset="utf-8"'.encode(),
            b"Content-Transfer-Encoding: " + encoding,
            b"",
            content.replace(b"\n", b"\r\n"),
        ]
    )


def _attached(one: Attachment) -> bytes:
    content_type = "application/ics" if one.asks else f'{one.content_type}; charset="utf-8"; method={one.method}'
    return b"\r\n".join(
        [
            f'Content-Type: {content_type}; name="{one.name}"'.encode(),
            f'Content-Disposition: attachment; filename="{one.name}"'.encode(),
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(one.content.encode()).replace(b"\n", b"\r\n"),
        ]
    )
