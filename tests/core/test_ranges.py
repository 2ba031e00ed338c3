"""Pieces of a file."""

import io

import pytest
from django.core.files import File
from django.test import RequestFactory

from aantafel.core import ranges

DATA = b"0123456789"


def ask(asked: str) -> tuple[int, bytes, str]:
    request = RequestFactory().get("/", headers={"range": asked} if asked else {})
    response = ranges.respond(request, File(io.BytesIO(DATA)), size=10, content_type="audio/ogg", headers={})
    assert response["Accept-Ranges"] == "bytes"
    return response.status_code, response.content, response.headers.get("Content-Range", "")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", (200, DATA, "")),
        ("bytes=0-3", (206, b"0123", "bytes 0-3/10")),
        ("bytes=4-", (206, b"456789", "bytes 4-9/10")),
        ("bytes=-3", (206, b"789", "bytes 7-9/10")),
        ("bytes=-30", (206, DATA, "bytes 0-9/10")),
        ("bytes=8-99", (206, b"89", "bytes 8-9/10")),
        ("bytes=9-9", (206, b"9", "bytes 9-9/10")),
        ("bytes=10-", (416, b"", "bytes */10")),
        ("bytes=5-2", (416, b"", "bytes */10")),
        ("bytes=-0", (416, b"", "bytes */10")),
        ("bytes=-", (200, DATA, "")),
        ("bytes=0-1,3-4", (200, DATA, "")),
        ("lines=0-1", (200, DATA, "")),
        ("bytes=" + "9" * 40 + "-", (200, DATA, "")),
    ],
)
def test_range(asked: str, expected: tuple[int, bytes, str]) -> None:
    assert ask(asked) == expected
