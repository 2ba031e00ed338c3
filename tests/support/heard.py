"""What somebody who hears a fresh page gets first: its title, and the element that takes the focus."""

import html
import re
from typing import Any


def title(response: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return html.unescape(" ".join(found[1].split())) if found else ""


def focused(response: Any) -> str:
    """The first start tag that asks for the focus: a browser follows no other."""
    found = re.search(r"<[a-z0-9]+ [^>]*\bautofocus\b[^>]*>", response.content.decode())
    return found[0] if found else ""
