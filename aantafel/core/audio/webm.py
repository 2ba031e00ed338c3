"""WebM: elements, one after the other up to the last byte, with tracks of sound alone. This is what browsers record."""

from collections.abc import Iterator

from aantafel.core.audio.broken import Recording, need, number, take

HEAD, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TRACK, TRACK_TYPE, CODEC, DOC_TYPE, SCALE = 0xAE, 0x83, 0x86, 0x4282, 0x2AD7B1
MOMENT, BLOCK, GROUP, INNER_BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
# what may stand beside those: where to find things, marks, room, and what a cluster says of itself
OTHERS = frozenset({0x114D9B74, 0x1C53BB6B, 0x1254C367, 0x1043A770, 0xEC, 0xBF, 0xA7, 0xAB, 0x5854})
CODECS = ("A_OPUS", "A_VORBIS", "A_PCM/", "A_AAC")
SOUND = 2
NANO = 1_000_000_000


def begins(data: bytes) -> bool:
    return data[:4] == b"\x1a\x45\xdf\xa3"


def seconds(data: Recording) -> float:
    """By the last block that is in it: a browser does not know the length beforehand, and writes none."""
    scale, base, last, tracks, sounds = 1_000_000, 0, 0, 0, False
    need(begins(data) and _second(data) == SEGMENT)
    for name, start, end in _flat(data):
        if name == HEAD:
            need(_text(data, start, end, DOC_TYPE) == "webm")
        elif name == INFO:
            scale = next((number(data, a, b - a) for each, a, b in _inside(data, start, end) if each == SCALE), scale)
        elif name == TRACKS:
            tracks += _sound_alone(data, start, end)
        elif name == MOMENT:
            base = number(data, start, end - start)
        elif name in {BLOCK, GROUP}:
            last, sounds = max(last, base + _after(data, start, end, name)), True
        else:
            need(name in OTHERS or name in {SEGMENT, CLUSTER})
    need(tracks and sounds)
    return last * scale / NANO


def _second(data: Recording) -> int:
    _name, start, size = _head(data, 0)
    return _head(data, start + (size or 0))[0]


def _flat(data: Recording) -> Iterator[tuple[int, int, int]]:
    """Each element, with where its content begins and ends; what is in a segment or a cluster follows it by itself,
    since the size of those may be unknown.
    """
    place = 0
    while place < len(data):
        name, start, size = _head(data, place)
        if name in {SEGMENT, CLUSTER}:
            need(size is None or start + size <= len(data))
            yield name, start, start
            place = start
        else:
            need(size is not None and start + size <= len(data))
            place = start + (size or 0)
            yield name, start, place


def _inside(data: Recording, place: int, end: int) -> Iterator[tuple[int, int, int]]:
    while place < end:
        name, start, size = _head(data, place)
        need(size is not None and start + size <= end)
        place = start + (size or 0)
        yield name, start, place


def _head(data: Recording, place: int) -> tuple[int, int, int | None]:
    """Name, where the content begins, and its size; None when that is unknown."""
    data.add()
    width = _width(data, place, most=4)
    name = number(data, place, width)
    place += width
    width = _width(data, place, most=8)
    size = number(data, place, width) & ((1 << (7 * width)) - 1)
    return name, place + width, None if size == (1 << (7 * width)) - 1 else size


def _width(data: Recording, place: int, *, most: int) -> int:
    """How many bytes a number takes, by the first bit that is set."""
    width = 9 - take(data, place, 1)[0].bit_length()
    need(width <= most)
    return width


def _text(data: Recording, start: int, end: int, wanted: int) -> str:
    found = next((take(data, a, b - a) for each, a, b in _inside(data, start, end) if each == wanted), b"")
    return found.rstrip(b"\x00").decode("ascii", "replace")


def _sound_alone(data: Recording, start: int, end: int) -> int:
    tracks = [(a, b) for name, a, b in _inside(data, start, end) if name == TRACK]
    for first, last in tracks:
        types = [number(data, a, b - a) for name, a, b in _inside(data, first, last) if name == TRACK_TYPE]
        need(types == [SOUND] and _text(data, first, last, CODEC).startswith(CODECS))
    return len(tracks)


def _after(data: Recording, start: int, end: int, name: int) -> int:
    """How far after the moment of its cluster a block lies."""
    if name == GROUP:
        start = next((a for each, a, _b in _inside(data, start, end) if each == INNER_BLOCK), -1)
    need(0 <= start < end)
    place = start + _width(data, start, most=8)
    return int.from_bytes(take(data, place, 2), "big", signed=True)
