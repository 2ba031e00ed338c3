"""A file in pieces, as browsers ask for sound: to begin anywhere, they ask for a range of its bytes."""

import re

from django.core.files import File
from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def respond(
    request: HttpRequest, file: "File[bytes]", *, size: int, content_type: str, headers: dict[str, str]
) -> HttpResponse:
    """The whole (200), or the one range that was asked for (206); a range that is not there is refused (416).

    What is no single range is answered with the whole, as HTTP allows. For files that fit in memory.
    """
    there = {**headers, "Accept-Ranges": "bytes"}
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not (asked[1] or asked[2]):
        return HttpResponse(file.read(), content_type=content_type, headers=there)
    first, last = _bounds(asked[1], asked[2], size)
    if first > last or first >= size:
        return HttpResponse(status=416, headers={**there, "Content-Range": f"bytes */{size}"})
    file.seek(first)
    part = file.read(last - first + 1)
    there["Content-Range"] = f"bytes {first}-{last}/{size}"
    return HttpResponse(part, content_type=content_type, headers=there, status=206)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """ "5-9" is from and up to; "5-" up to the end; "-5" the last five."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)
