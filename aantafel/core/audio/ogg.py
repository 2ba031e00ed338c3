"""Ogg: pages, one after the other up to the last byte, that begin with the head of a codec for sound."""

import struct

from aantafel.core.audio.broken import Recording, need, number, take

NO_POSITION = 2**64 - 1
OPUS_RATE = 48_000
_POLYNOMIAL = 0x04C11DB7


def begins(data: bytes) -> bool:
    return data[:4] == b"OggS"


def seconds(data: Recording) -> float:
    place, position, first = 0, 0, b""
    stream = number(data, 14, 4)
    while place < len(data):
        data.add()
        length, body = _page(data, place)
        need(number(data, place + 14, 4) == stream)  # one stream: no pictures beside the sound
        if place == 0:
            need(number(data, 22, 4, little=True) == _checksum(take(data, 0, length)))
            first = body
        here = number(data, place + 6, 8, little=True)
        position = here if here != NO_POSITION else position
        place += length
    rate, skipped = _rate(first)
    return max(position - skipped, 0) / rate


def _page(data: bytes, place: int) -> tuple[int, bytes]:
    need(take(data, place, 5) == b"OggS\x00")
    count = number(data, place + 26, 1)
    size = sum(take(data, place + 27, count))
    return 27 + count + size, take(data, place + 27 + count, size)


def _rate(head: bytes) -> tuple[int, int]:
    """Positions a second, and how many of them are not heard."""
    if head.startswith(b"OpusHead"):
        return OPUS_RATE, number(head, 10, 2, little=True)
    if head.startswith(b"\x01vorbis"):
        rate = number(head, 12, 4, little=True)
    else:
        need(head.startswith(b"Speex   "))
        rate = number(head, 36, 4, little=True)
    need(rate)
    return rate, 0


def _checksum(page: bytes) -> int:
    """Of the first page alone: the others are many, and this one says that a program wrote it."""
    crc = 0
    for byte in page[:22] + struct.pack("<I", 0) + page[26:]:
        crc ^= byte << 24
        for _bit in range(8):
            crc = ((crc << 1) ^ _POLYNOMIAL if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc
