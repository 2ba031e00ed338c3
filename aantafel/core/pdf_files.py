"""Uploaded PDF files: looked at before they are kept, and left as a file to save, never shown by our own pages.

What does something by itself is found where it stands openly, also when a name is spelled with `#`. Nobody unpacks the
file: inside compressed objects it is not seen. That it is saved, and opened in a sandbox, is what protects.
"""

import re

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from aantafel.core.errors import DomainError

MOST_BYTES = 15 * 1024 * 1024
# what makes a PDF do something by itself, or carry other files along
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|XFA|JS\s*(?:\(|<|\d+\s+\d+\s+R))",
)
_SPELLED = re.compile(rb"#([0-9A-Fa-f]{2})")


class NotAPdf(DomainError):
    default = _("This is not a PDF file. Save your document as a PDF, and choose that.")


class TooLarge(DomainError):
    default = _("This file is too large. Choose a PDF of at most 15 megabytes.")


class Active(DomainError):
    default = _("This PDF does things by itself, or has other files in it. Print it to a new PDF, and choose that.")


def checked(upload: "UploadedFile") -> "ContentFile[bytes]":
    """The bytes of a PDF that is what it says. Raises NotAPdf, TooLarge, Active."""
    if upload.size is None or upload.size > MOST_BYTES:
        raise TooLarge
    content = upload.read()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise NotAPdf
    if ACTIVE.search(_SPELLED.sub(lambda found: bytes.fromhex(found[1].decode()), content)):
        raise Active
    return ContentFile(content, name="document.pdf")
