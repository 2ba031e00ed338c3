"""MP4 and M4A: boxes, one after the other up to the last byte, with tracks of sound alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from aantafel.core.audio.broken import Recording, need, number, take

CODECS = frozenset({b"mp4a", b"Opus", b"fLaC", b"alac", b"ac-3", b"ec-3"})
TOP = frozenset(b"ftyp moov moof mdat free skip wide sidx styp mfra uuid meta udta".split())
UNKNOWN = (2**32 - 1, 2**64 - 1)
OF_EACH, OF_ALL = 0x100, 0x08  # whether a fragment says how long each of its samples lasts, or all of them


@dataclass
class Track:
    """A track of sound: ticks a second, how many a sample lasts where a fragment is silent, and how many were found."""

    scale: int
    usual: int = 0
    ticks: int = 0


def begins(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def seconds(data: Recording) -> float:
    """As the film says, and by its fragments: what is written while it is recorded knows no length beforehand."""
    tracks: dict[int, Track] = {}
    total, sound = 0.0, False
    for name, start, end in _boxes(data, 0, len(data)):
        need(name in TOP)
        sound = sound or name == b"mdat"
        if name == b"moov":
            need(not tracks)
            total = _movie(data, start, end, tracks)
        elif name == b"moof":
            _fragment(data, start, end, tracks)
    need(tracks and sound)
    total = max(total, *(track.ticks / track.scale for track in tracks.values()))
    need(total)
    return total


def _boxes(data: Recording, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, and where its content begins and ends."""
    while place < end:
        data.add()
        size, name, start = number(data, place, 4), take(data, place + 4, 4), place + 8
        if size == 1:
            size, start = number(data, place + 8, 8), place + 16
        elif size == 0:
            size = end - place
        need(start - place <= size <= end - place)
        yield name, start, place + size
        place += size


def _named(data: Recording, start: int, end: int, name: bytes) -> Iterator[tuple[int, int]]:
    return ((first, last) for each, first, last in _boxes(data, start, end) if each == name)


def _within(data: Recording, start: int, end: int, name: bytes) -> tuple[int, int]:
    found = next(_named(data, start, end, name), None)
    need(found)
    return found or (0, 0)


def _movie(data: Recording, start: int, end: int, tracks: dict[int, Track]) -> float:
    """Its length as far as it is written there; fills in the tracks."""
    for track in _named(data, start, end, b"trak"):
        media = _within(data, *track, b"mdia")
        _sound_alone(data, *media)
        head = _within(data, *track, b"tkhd")[0]
        scale, _length = _time(data, _within(data, *media, b"mdhd")[0])
        tracks[number(data, head + (20 if number(data, head, 1) else 12), 4)] = Track(scale)
    for more in _named(data, start, end, b"mvex"):
        for usual, _end in _named(data, *more, b"trex"):
            _track(tracks, number(data, usual + 4, 4)).usual = number(data, usual + 12, 4)
    scale, length = _time(data, _within(data, start, end, b"mvhd")[0])
    return 0.0 if length in UNKNOWN else length / scale


def _sound_alone(data: Recording, start: int, end: int) -> None:
    handler, _end = _within(data, start, end, b"hdlr")
    need(take(data, handler + 8, 4) == b"soun")
    table = _within(data, *_within(data, start, end, b"minf"), b"stbl")
    described, last = _within(data, *table, b"stsd")
    entries = {name for name, _start, _end in _boxes(data, described + 8, last)}
    need(entries and entries <= CODECS)


def _time(data: Recording, head: int) -> tuple[int, int]:
    """Ticks a second, and how many of them a film or a track lasts."""
    long = number(data, head, 1) == 1
    scale = number(data, head + (20 if long else 12), 4)
    need(scale)
    return scale, number(data, head + 24, 8) if long else number(data, head + 16, 4)


def _track(tracks: dict[int, Track], wanted: int) -> Track:
    need(wanted in tracks)
    return tracks[wanted]


def _fragment(data: Recording, start: int, end: int, tracks: dict[int, Track]) -> None:
    """Adds how long the samples in it last."""
    for part in _named(data, start, end, b"traf"):
        head = _within(data, *part, b"tfhd")[0]
        track, flags = _track(tracks, number(data, head + 4, 4)), number(data, head + 1, 3)
        usual = track.usual
        if flags & OF_ALL:
            usual = number(data, head + 8 + (8 if flags & 0x01 else 0) + (4 if flags & 0x02 else 0), 4)
        for run, _end in _named(data, *part, b"trun"):
            track.ticks += _run(data, run, usual)


def _run(data: Recording, start: int, usual: int) -> int:
    flags, samples = number(data, start + 1, 3), number(data, start + 4, 4)
    if not flags & OF_EACH:
        return samples * usual
    data.add(samples)
    place = start + 8 + (4 if flags & 0x01 else 0) + (4 if flags & 0x04 else 0)
    step = 4 * (flags >> 8 & 0xF).bit_count()  # length, size, marks and shift of each, as far as they are there
    return sum(number(data, place + at * step, 4) for at in range(samples))
