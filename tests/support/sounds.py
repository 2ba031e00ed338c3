"""Small recordings of every kind that is taken in, made here byte by byte: nobody's voice is in them."""

import io
import struct
import wave
from typing import Any

from aantafel.core.audio.ogg import _checksum


def wav(seconds: float = 1.0) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * int(8000 * seconds))
    return out.getvalue()


def mp3(seconds: float = 1.0, *, label: bytes = b"") -> bytes:
    """Frames of silence: 32 kbit/s at 16 kHz, 144 bytes and 36 milliseconds each."""
    return label + (b"\xff\xf3\x48\xc0" + bytes(140)) * max(round(seconds / 0.036), 5)


def ogg(seconds: float = 1.0, *, head: bytes = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00") -> bytes:
    pages = [(2, 0, head), (0, 0, b"OpusTags" + bytes(8)), (4, int(seconds * 48_000), b"\xf8\xff\xfe")]
    return b"".join(_page(kind, position, number, body) for number, (kind, position, body) in enumerate(pages))


def mp4(seconds: float = 1.0, *, handler: bytes = b"soun", codec: bytes = b"mp4a", more: bytes = b"") -> bytes:
    head = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, int(seconds * 1000)) + bytes(80))
    table = box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1) + box(codec, bytes(28))))
    time = box(b"mdhd", bytes(12) + struct.pack(">II", 1000, 0) + bytes(4))
    media = box(b"mdia", time + box(b"hdlr", bytes(8) + handler + bytes(13)) + box(b"minf", table))
    track = box(b"trak", box(b"tkhd", bytes(12) + struct.pack(">I", 1) + bytes(68)) + media)
    movie = box(b"moov", head + track + more)
    return box(b"ftyp", b"M4A \x00\x00\x00\x00M4A isom") + movie + box(b"mdat", bytes(64))


def fragments(seconds: float, *, told: str = "each") -> bytes:
    """As Safari records it: a film without a length, and fragments of a second that say how long their samples last:
    `each`, `all` of a fragment, or what is `usual` in the whole film.
    """
    usual = struct.pack(">IIIIII", 0, 1, 1, 20 if told == "usual" else 0, 0, 0)
    whole = [mp4(0, more=box(b"mvex", box(b"trex", usual)))]
    for _second in range(round(seconds)):
        head = struct.pack(">II", 0x08, 1) + struct.pack(">I", 20) if told == "all" else struct.pack(">II", 0, 1)
        run = struct.pack(">II", 0x200, 50) + struct.pack(">I", 9) * 50
        if told == "each":
            run = struct.pack(">II", 0x301, 50) + bytes(4) + struct.pack(">II", 20, 9) * 50
        part = box(b"traf", box(b"tfhd", head) + box(b"trun", run))
        whole += [box(b"moof", box(b"mfhd", bytes(8)) + part), box(b"mdat", bytes(9))]
    return b"".join(whole)


def webm(seconds: float = 1.0, *, kind: int = 2, codec: bytes = b"A_OPUS", document: bytes = b"webm") -> bytes:
    """As a browser records it: sizes of the segment and of clusters are unknown, and no length is written."""
    track = element(0xAE, element(0xD7, b"\x01") + element(0x83, bytes([kind])) + element(0x86, codec))
    moment = element(0xE7, int(seconds * 1000).to_bytes(4, "big"))
    block = element(0xA3, b"\x81\x00\x00\x80" + b"\xf8\xff\xfe")
    return (
        element(0x1A45DFA3, element(0x4282, document))
        + _unknown(0x18538067)
        + element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")))
        + element(0x1654AE6B, track)
        + _unknown(0x1F43B675)
        + element(0xE7, b"\x00")
        + block
        + _unknown(0x1F43B675)
        + moment
        + block
    )


ALL: dict[str, Any] = {"wav": wav, "mp3": mp3, "ogg": ogg, "mp4": mp4, "webm": webm}


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def element(name: int, body: bytes) -> bytes:
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + (0x10000000 | len(body)).to_bytes(4, "big") + body


def _unknown(name: int) -> bytes:
    return name.to_bytes(4, "big") + b"\x01" + b"\xff" * 7


def _page(kind: int, position: int, number: int, body: bytes) -> bytes:
    page = struct.pack("<4sBBQIIIB", b"OggS", 0, kind, position, 7, number, 0, 1) + bytes([len(body)]) + body
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]
