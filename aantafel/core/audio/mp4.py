"""MP4 and M4A: boxes, one after the other up to the last byte, with tracks of sound alone."""

from collections.abc import Iterator

from aantafel.core.audio.broken import need, number, take

CODECS = frozenset({b"mp4a", b"Opus", b"fLaC", b"alac", b"ac-3", b"ec-3"})
TOP = frozenset(b"ftyp moov moof mdat free skip wide sidx styp mfra uuid meta udta".split())


def begins(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def seconds(data: bytes) -> float | None:
    top = list(_boxes(data, 0, len(data)))
    need({name for name, _start, _end in top} <= TOP)
    movies = [(start, end) for name, start, end in top if name == b"moov"]
    need(len(movies) == 1 and any(name == b"mdat" for name, _start, _end in top))
    inside = list(_boxes(data, *movies[0]))
    tracks = [(start, end) for name, start, end in inside if name == b"trak"]
    need(tracks)
    for track in tracks:
        _sound_alone(data, *track)
    head = next((start for name, start, _end in inside if name == b"mvhd"), None)
    need(head)
    return _duration(data, head or 0)


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, and where its content begins and ends."""
    while place < end:
        size, name, start = number(data, place, 4), take(data, place + 4, 4), place + 8
        if size == 1:
            size, start = number(data, place + 8, 8), place + 16
        elif size == 0:
            size = end - place
        need(start - place <= size <= end - place)
        yield name, start, place + size
        place += size


def _within(data: bytes, start: int, end: int, name: bytes) -> tuple[int, int]:
    found = next(((first, last) for each, first, last in _boxes(data, start, end) if each == name), None)
    need(found)
    return found or (0, 0)


def _sound_alone(data: bytes, start: int, end: int) -> None:
    media = _within(data, start, end, b"mdia")
    handler, _end = _within(data, *media, b"hdlr")
    need(take(data, handler + 8, 4) == b"soun")
    table = _within(data, *_within(data, *media, b"minf"), b"stbl")
    described, last = _within(data, *table, b"stsd")
    entries = [name for name, _start, _end in _boxes(data, described + 8, last)]
    need(entries and set(entries) <= CODECS)


def _duration(data: bytes, head: int) -> float | None:
    """None for one that was written while it was recorded: it did not know then."""
    if number(data, head, 1) == 1:
        scale, length = number(data, head + 20, 4), number(data, head + 24, 8)
    else:
        scale, length = number(data, head + 12, 4), number(data, head + 16, 4)
    need(scale)
    return length / scale if length and length < 2**32 - 1 else None
