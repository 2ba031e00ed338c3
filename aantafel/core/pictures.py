"""Uploaded pictures: checked, shrunk and written anew; of the file itself nothing is kept but what it shows."""

import io
import warnings
from collections.abc import Callable
from typing import IO

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from aantafel.core.errors import DomainError

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
LONGEST_SIDE = 1600
LOGO_BOX = (640, 240)
LOGO_MAX_BYTES = 5 * 1024 * 1024
QUALITY = 82
PORTRAIT = (400, 400)


class UnfitPicture(DomainError):
    default = _("We cannot open this file as a picture. Choose a photo (JPG, PNG, WEBP or HEIC).")


class TooLarge(UnfitPicture):
    default = _("This file is too large. Choose a photo of at most 25 megabytes.")


class TooManyPixels(UnfitPicture):
    default = _("This picture is too large to open. Choose a smaller one, or make a screenshot of it.")


class Drawing(UnfitPicture):
    default = _("This is a drawing file (SVG), which we cannot show safely. Save it as JPG or PNG and choose that.")


class NotAPicture(UnfitPicture):
    default = _("This is not a picture. Choose a photo (JPG, PNG, WEBP or HEIC).")


class LogoTooLarge(UnfitPicture):
    default = _("This file is too large. Choose a logo of at most 5 megabytes.")


def rewrite(upload: UploadedFile) -> "ContentFile[bytes]":
    """A fresh JPEG of at most 1600 pixels a side, upright, without metadata. Raises UnfitPicture with the reason."""
    if upload.size is None or upload.size > settings.PICTURE_MAX_BYTES:
        raise TooLarge
    return _rewritten(upload, _encode)


def rewrite_logo(upload: UploadedFile) -> "ContentFile[bytes]":
    """A fresh PNG of at most 640 by 240 pixels, see-through where it was, without metadata. Raises UnfitPicture."""
    if upload.size is None or upload.size > LOGO_MAX_BYTES:
        raise LogoTooLarge
    return _rewritten(upload, _encode_logo)


def _rewritten(upload: UploadedFile, encode: Callable[[Image.Image], "ContentFile[bytes]"]) -> "ContentFile[bytes]":
    file = upload.file
    if file is None or upload.size == 0:
        raise NotAPicture
    _refuse_drawings(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is stricter
            return encode(_open(file))
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnfitPicture from error


def portrait(upload: UploadedFile) -> "ContentFile[bytes]":
    """The same, as a square of 400 pixels out of the middle. Raises UnfitPicture with the reason."""
    whole = Image.open(io.BytesIO(rewrite(upload).read()), formats=["JPEG"])
    out = io.BytesIO()
    ImageOps.fit(whole, PORTRAIT).save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name="portrait.jpg")


def cleaned(value: object, write: Callable[[UploadedFile], "ContentFile[bytes]"]) -> "ContentFile[bytes] | None":
    """For a form's field: the picture that was sent, written anew; None where none was. Raises ValidationError."""
    if not isinstance(value, UploadedFile):
        return None
    try:
        return write(value)
    except DomainError as error:
        raise ValidationError(str(error.message)) from error


def _refuse_drawings(file: IO[bytes]) -> None:
    file.seek(0)
    head = file.read(1024).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    file.seek(0)
    if b"<svg" in head or head.startswith(b"<?xml"):
        raise Drawing
    if head.startswith((b"%pdf", b"pk\x03\x04", b"<!doctype", b"<html")):
        raise NotAPicture


def _open(file: IO[bytes]) -> Image.Image:
    """Only the header is read here: what would not fit in memory is refused before it is unpacked."""
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > settings.PICTURE_MAX_PIXELS:
        raise TooManyPixels
    wanted = LONGEST_SIDE / max(image.size)
    image.draft("RGB", (int(image.width * wanted), int(image.height * wanted)))  # a JPEG unpacks at a part of its size
    if image.width * image.height > settings.PICTURE_MAX_UNPACKED:  # other sorts unpack whole, four bytes a pixel
        raise TooManyPixels
    return image


def _encode_logo(image: Image.Image) -> "ContentFile[bytes]":
    image.seek(0)
    rgba = ImageOps.exif_transpose(image).convert("RGBA")
    rgba.thumbnail(LOGO_BOX)
    fresh = Image.new("RGBA", rgba.size)
    fresh.paste(rgba)
    out = io.BytesIO()
    fresh.save(out, "PNG", optimize=True)
    return ContentFile(out.getvalue(), name="logo.png")


def _encode(image: Image.Image) -> "ContentFile[bytes]":
    image.seek(0)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # before anything that copies it
    upright = ImageOps.exif_transpose(image)
    flat = Image.new("RGB", upright.size, "white")
    rgba = upright.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name="picture.jpg")
