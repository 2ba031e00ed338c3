"""MP3: frames, one after the other, with a label in front of or behind them."""

from aantafel.core.audio.broken import Recording, need, number, take

RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}  # by version
BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # version 1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
FEWEST = 5  # frames: a few bytes that look like one are soon found in anything
LABEL = 128  # bytes, of the old kind that stands behind


def begins(data: bytes) -> bool:
    return data[:3] == b"ID3" or (len(data) > 4 and _frame(data, 0) is not None)


def seconds(data: Recording) -> float:
    place, end, total, frames = _after_label(data), len(data), 0.0, 0
    if data[-LABEL : -LABEL + 3] == b"TAG":
        end -= LABEL
    while end - place > 4:
        data.add()
        found = _frame(data, place)
        need(found)
        length, lasts = found or (0, 0.0)
        total, frames, place = total + lasts, frames + 1, place + length
    need(frames >= FEWEST)  # the last one may be cut: a recorder that stops does that, and it plays
    return total


def _after_label(data: bytes) -> int:
    """Where the sound begins: behind the label, and behind the room that was left for a longer one."""
    if data[:3] != b"ID3":
        return 0
    size = 0
    for byte in take(data, 6, 4):
        need(byte < 128)
        size = size << 7 | byte
    place = 10 + size + (10 if number(data, 5, 1) & 0x10 else 0)
    need(place < len(data))
    return len(data) - len(data[place:].lstrip(b"\x00"))


def _frame(data: bytes, place: int) -> tuple[int, float] | None:
    """Length in bytes and in seconds; None where no frame begins."""
    head = number(data, place, 4)
    version, layer = head >> 19 & 3, head >> 17 & 3
    bitrate, rate = head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or bitrate in {0, 15} or rate == 3:
        return None
    first = version == 3
    hertz, samples = RATES[version][rate], 1152 if first else 576
    length = samples // 8 * BITRATES[first][bitrate] * 1000 // hertz + (head >> 9 & 1)
    return length, samples / hertz
