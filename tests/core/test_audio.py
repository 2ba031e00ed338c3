"""Recordings are known by what is in them, whole; whatever else a file holds or claims is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core import audio
from aantafel.core.audio import mp3, mp4, ogg, wav, webm
from aantafel.core.audio.broken import MOST, Recording, TooMany
from tests.support import sounds

SORTS = pytest.mark.parametrize("sort", sounds.ALL)
HTML = b"<!doctype html><script>alert(document.domain)</script>"


@SORTS
@pytest.mark.parametrize("seconds", [1, 42, 179])
def test_every_kind_says_what_it_is_and_how_long(sort: str, seconds: int) -> None:
    found = audio.inspect_bytes(sounds.ALL[sort](seconds))
    assert found.sort == sort
    assert abs(found.seconds - seconds) <= 1


@SORTS
def test_too_long_is_told(sort: str) -> None:
    with pytest.raises(audio.TooLong):
        audio.inspect_bytes(sounds.ALL[sort](186))


@pytest.mark.parametrize("told", ["each", "all", "usual"])
def test_a_film_in_fragments_says_how_long_they_last_together(told: str) -> None:
    assert audio.inspect_bytes(sounds.fragments(42, told=told)) == audio.Sound("mp4", 42)
    with pytest.raises(audio.TooLong):
        audio.inspect_bytes(sounds.fragments(186, told=told))


def test_a_film_without_any_length_is_not_whole() -> None:
    with pytest.raises(audio.BrokenSound):
        audio.inspect_bytes(sounds.mp4(0))


VOID, FREE, MANY = b"\xec\x80", sounds.box(b"free", b""), 2 * MOST
RUN = sounds.box(b"trun", (0x100).to_bytes(4, "big") + MANY.to_bytes(4, "big") + bytes(4 * MANY))
PART = sounds.box(b"moof", sounds.box(b"traf", sounds.box(b"tfhd", bytes(4) + b"\0\0\0\1") + RUN))
TINY = {
    "elements": (webm, sounds.webm() + VOID * MANY),
    "elements of a head": (webm, sounds.element(webm.HEAD, VOID * MANY) + sounds.webm()[18:]),
    "elements of tracks": (webm, sounds.webm() + sounds.element(webm.TRACKS, VOID * 100) * (MANY // 100)),
    "boxes": (mp4, sounds.mp4() + FREE * MANY),
    "boxes of a film": (mp4, sounds.mp4(more=FREE * MANY)),
    "samples of a fragment": (mp4, sounds.mp4() + PART),
    "pages": (ogg, sounds.ogg() + (sounds.ogg()[:26] + b"\0") * MANY),
    "chunks": (wav, b"RIFF\xff\xff\xff\xffWAVE" + sounds.wav()[12:] + (b"note" + bytes(4)) * MANY),
    "frames": (mp3, sounds.mp3(0.036 * MANY)),
}


@pytest.mark.parametrize("pieces", TINY)
def test_of_a_file_of_tiny_pieces_only_so_many_are_read(pieces: str) -> None:
    reader, data = TINY[pieces]
    recording = Recording(data)
    with pytest.raises(TooMany):
        reader.seconds(recording)
    assert recording.pieces <= 2 * MANY  # the samples of a fragment are counted at once, before any is read
    with pytest.raises(audio.UnfitSound):
        audio.inspect_bytes(data)


def test_a_whole_recording_of_the_longest_that_is_allowed_has_fewer_pieces() -> None:
    recording = Recording(sounds.mp3(audio.LONGEST))
    mp3.seconds(recording)
    assert 0 < recording.pieces < MOST // 2


@SORTS
def test_half_of_a_recording_is_not_whole(sort: str) -> None:
    """But for MP3, of which the last frame alone may be cut."""
    data = sounds.ALL[sort](2)
    with pytest.raises(audio.UnfitSound):
        audio.inspect_bytes(data[: len(data) // 2 + 1] if sort != "mp3" else data[:300])


@SORTS
@pytest.mark.parametrize("glued", [HTML, b"PK\x03\x04" + bytes(40), b"%PDF-1.7\n", b"#!/bin/sh\n"])
def test_nothing_is_glued_behind_it(sort: str, glued: bytes) -> None:
    with pytest.raises(audio.UnfitSound):
        audio.inspect_bytes(sounds.ALL[sort](1) + glued)


@SORTS
def test_nothing_stands_in_front_of_it(sort: str) -> None:
    with pytest.raises(audio.UnfitSound):
        audio.inspect_bytes(HTML + sounds.ALL[sort](1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HTML,
        b"OggS" + HTML * 3,
        b"\x1a\x45\xdf\xa3" + HTML,
        b"RIFF\xff\xff\xff\xffWAVE" + HTML,
        b"\x00\x00\x00\x20ftypM4A " + HTML,
        b"ID3\x04\x00\x00\x00\x00\x00\x00" + HTML,
        b"ID3\x04\x00\x00\xff\xff\xff\xff" + HTML,
        b"\xff\xfb" + HTML,
        b"GIF89a" + bytes(99),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"RIFF\x00\x00\x00\x00AVI ",
    ],
)
def test_what_only_begins_like_one_is_none(data: bytes) -> None:
    with pytest.raises(audio.UnfitSound):
        audio.inspect_bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        sounds.mp4(handler=b"vide", codec=b"avc1"),
        sounds.mp4(codec=b"avc1"),
        sounds.webm(kind=1, codec=b"V_VP9"),
        sounds.webm(codec=b"V_VP9"),
        sounds.webm(document=b"matroska"),
        sounds.ogg(head=b"\x80theora" + bytes(40)),
    ],
)
def test_a_film_is_no_recording(data: bytes) -> None:
    with pytest.raises(audio.BrokenSound):
        audio.inspect_bytes(data)


def test_a_label_before_an_mp3_is_fine() -> None:
    label = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    assert audio.inspect_bytes(sounds.mp3(2, label=label)).sort == "mp3"


def test_too_large_is_refused_before_it_is_read() -> None:
    upload = SimpleUploadedFile("x.wav", sounds.wav(1))
    upload.size = audio.LARGEST + 1
    with pytest.raises(audio.TooLarge):
        audio.inspect(upload)


@SORTS
@given(data=st.data())
def test_a_changed_byte_never_does_more_than_refuse(sort: str, data: st.DataObject) -> None:
    whole = bytearray(sounds.ALL[sort](0.2))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    _sound_or_refused(bytes(whole))


@given(st.sampled_from(list(sounds.ALL)), st.integers(0, 5000))
def test_a_file_cut_anywhere_never_does_more_than_refuse(sort: str, length: int) -> None:
    _sound_or_refused(sounds.ALL[sort](0.3)[:length])


@given(st.binary(max_size=400))
def test_noise_never_does_more_than_refuse(noise: bytes) -> None:
    for start in (b"", b"OggS", b"\x1a\x45\xdf\xa3", b"RIFF1234WAVE", b"\x00\x00\x00\x10ftyp", b"ID3", b"\xff\xfb"):
        _sound_or_refused(start + noise)


def _sound_or_refused(data: bytes) -> None:
    try:
        found = audio.inspect_bytes(data)
    except audio.UnfitSound:
        return
    assert found.sort in audio.TYPES
