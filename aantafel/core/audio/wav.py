"""WAV: RIFF chunks, one after the other up to the last byte."""

from aantafel.core.audio.broken import Recording, need, number, take

FORMATS = frozenset({1, 3, 6, 7, 0xFFFE})  # whole numbers, fractions, the two of telephones, and one that says more
UNKNOWN = (0, 0xFFFFFFFF)  # how a recorder that could not go back leaves a size


def begins(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def seconds(data: Recording) -> float:
    size = number(data, 4, 4, little=True)
    need(size in UNKNOWN or size + 8 in (len(data), len(data) + 1))
    place, rate, sound = 12, 0, None
    while place < len(data):
        data.add()
        name, length = take(data, place, 4), number(data, place + 4, 4, little=True)
        place += 8
        if name == b"data" and length in UNKNOWN:
            length = len(data) - place
        need(place + length <= len(data) and name.isascii() and name.decode().isprintable())
        if name == b"fmt ":
            rate = _bytes_a_second(data, place, length)
        if name == b"data":
            need(sound is None and rate)
            sound = length
        place += length + length % 2
    need(sound)
    return (sound or 0) / rate


def _bytes_a_second(data: bytes, place: int, length: int) -> int:
    need(length >= 16 and number(data, place, 2, little=True) in FORMATS)
    need(1 <= number(data, place + 2, 2, little=True) <= 8)
    rate = number(data, place + 8, 4, little=True)
    need(rate >= 1000)
    return rate
