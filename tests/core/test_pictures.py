"""Uploaded pictures: everything a phone or a joker may send."""

import io
import struct
import zlib

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from aantafel.core import pictures


def upload(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def drawn(kind: str, size: tuple[int, int] = (320, 200), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("GIF", "P")]
)
def test_every_usual_kind_becomes_a_plain_jpeg(kind: str, mode: str) -> None:
    result = opened(pictures.rewrite(upload(drawn(kind, mode=mode))).read())
    assert (result.format, result.mode, result.size) == ("JPEG", "RGB", (320, 200))


def test_heic_from_a_phone_becomes_a_jpeg() -> None:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.effect_noise((320, 200), 60).convert("RGB")).save(out, quality=60)
    result = opened(pictures.rewrite(upload(out.getvalue(), "IMG_0001.HEIC")).read())
    assert (result.format, result.size) == ("JPEG", (320, 200))


def test_metadata_goes_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Cameramerk"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    result = opened(pictures.rewrite(upload(drawn("JPEG", exif=exif.tobytes()))).read())
    assert result.size == (200, 320)
    assert dict(result.getexif()) == {}
    assert b"Cameramerk" not in pictures.rewrite(upload(drawn("JPEG", exif=exif.tobytes()))).read()


def test_a_large_photo_is_shrunk() -> None:
    result = opened(pictures.rewrite(upload(drawn("JPEG", size=(4000, 3000), quality=60))).read())
    assert result.size == (1600, 1200)


def test_twenty_megabytes_from_a_phone_are_welcome() -> None:
    photo = drawn("JPEG", size=(1200, 900)) + b"\0" * (20 * 1024 * 1024)  # phones append previews and video
    assert opened(pictures.rewrite(upload(photo)).read()).format == "JPEG"


def test_more_than_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(pictures.TooLarge, match="25"):
        pictures.rewrite(upload(b"\xff\xd8" + b"\0" * (26 * 1024 * 1024)))


def test_only_a_photo_may_have_more_pixels_than_fit_in_memory_at_once(settings: Settings) -> None:
    settings.PICTURE_MAX_UNPACKED = 2_000_000
    with pytest.raises(pictures.TooManyPixels):
        pictures.rewrite(upload(drawn("PNG", size=(2000, 1500)), "plan.png"))
    panorama = drawn("JPEG", size=(7000, 1000))
    assert opened(pictures.rewrite(upload(panorama)).read()).size == (1600, 229)


def test_a_decompression_bomb_is_refused_before_it_unpacks() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(pictures.TooManyPixels):
        pictures.rewrite(upload(bomb, "bom.png"))


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'\xef\xbb\xbf  <?xml version="1.0"?><svg/>',
    ],
)
def test_a_drawing_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(pictures.Drawing):
        pictures.rewrite(upload(data, "plaatje.jpg"))


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 ...", b"PK\x03\x04....", b"<!DOCTYPE html><html>", b"", b"gewoon tekst", b"\xff\xd8\xff\xe0stuk"],
)
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(pictures.UnfitPicture):
        pictures.rewrite(upload(data))


def test_half_a_photo_is_refused_in_words() -> None:
    photo = drawn("JPEG", size=(800, 600))
    with pytest.raises(pictures.UnfitPicture):
        pictures.rewrite(upload(photo[: len(photo) // 2]))
