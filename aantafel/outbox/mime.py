"""A mail in two forms of one text, as the bytes that travel. The general library takes as long as sending does.

Lines end in CRLF. Bodies go as they are (8bit), or quoted-printable when a line is longer than SMTP allows.
"""

import binascii
import re
import uuid
from collections.abc import Iterable
from email.header import Header

LONGEST_LINE = 998
_LINE_END = re.compile(r"\r\n|\r|\n")
_SAFE = re.compile(r"[\x20-\x7e]*")


def alternative(headers: Iterable[tuple[str, str]], text: str, html: str) -> bytes:
    """The whole message. Raises ValueError for a header that would begin another line."""
    boundary = f"=_{uuid.uuid4().hex}"
    content_type = ("Content-Type", f'multipart/alternative; boundary="{boundary}"')
    lines = [_header(name, value) for name, value in [*headers, ("MIME-Version", "1.0"), content_type]]
    return b"\r\n".join(
        [
            *lines,
            b"",
            f"--{boundary}".encode(),
            _part("plain", text),
            f"--{boundary}".encode(),
            _part("html", html),
            f"--{boundary}--".encode(),
            b"",
        ]
    )


def _header(name: str, value: str) -> bytes:
    if _LINE_END.search(value):
        raise ValueError(f"A header has one line: {name} has more.")
    looks_encoded = name == "Subject" and "=?" in value  # typed like that: it must not be decoded
    if looks_encoded or len(name) + len(value) > 76 or not _SAFE.fullmatch(value):
        charset = "us-ascii" if value.isascii() and not looks_encoded else "utf-8"
        value = Header(value, charset, header_name=name).encode(linesep="\r\n")
    return f"{name}: {value}".encode("ascii")


def _part(kind: str, body: str) -> bytes:
    content = _LINE_END.sub("\n", body).encode("utf-8")
    encoding = b"7bit" if body.isascii() else b"8bit"
    if any(len(line) > LONGEST_LINE for line in content.split(b"\n")):
        content, encoding = binascii.b2a_qp(content, istext=True), b"quoted-printable"
    return b"\r\n".join(
        [
            f'Content-Type: text/{kind}; charset="utf-8"'.encode(),
            b"Content-Transfer-Encoding: " + encoding,
            b"",
            content.replace(b"\n", b"\r\n"),
        ]
    )
