"""From a kind and a context to subject, text and HTML, wholly inside the recipient's language.

A kind has three templates: `mail/<kind>.subject.txt`, `.txt` and `.html`; the last two extend `mail/base.*`, which
greet, demand the block `reason` (why you get this mail) and say who sends it. Files that end on `.txt` are not
HTML-escaped, all others are. A fourth, `mail/<kind>.name.txt`, is what the operator's desk calls the kind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist
from django.utils import translation

from aantafel.core.text import shorten

PLACEHOLDER = "[[geheim]]"
SUBJECT_LENGTH = 200
_BLANK_LINES = re.compile(r"\n{3,}")
_SUBJECT = ".subject.txt"


class MailTemplateError(Exception):
    """A mail's templates do not give what every mail needs."""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(kind: str, *, language: str, context: Mapping[str, Any], to_name: str = "", stop_url: str = "") -> Rendered:
    """`secret` stands in the result as a placeholder. Raises MailTemplateError for a mail without subject or reason."""
    with translation.override(language):
        values = {**_frame(language, to_name, stop_url), **context, "secret": PLACEHOLDER}
        subject = shorten(_render(f"mail/{kind}{_SUBJECT}", values), SUBJECT_LENGTH)
        if not subject:
            raise MailTemplateError(f"The subject of mail {kind} is empty.")
        text = _tidy(_render(f"mail/{kind}.txt", values))
        html = _inliner().inline(_render(f"mail/{kind}.html", {**values, "subject": subject}))
    return Rendered(subject, text, html)


def _frame(language: str, to_name: str, stop_url: str) -> dict[str, Any]:
    """What the base templates need; a kind's own context may give another `name` to greet."""
    return {
        "name": to_name,
        "language": language,
        "stop_url": stop_url,
        "site": {
            "name": settings.SITE_NAME,
            "base_url": settings.BASE_URL,
            "operator_name": settings.OPERATOR_NAME,
            "operator_email": settings.OPERATOR_EMAIL,
            "operator_phone": settings.OPERATOR_PHONE,
        },
    }


def _render(name: str, values: Mapping[str, Any]) -> str:
    template = Engine.get_default().get_template(name)
    return template.render(Context(dict(values), autoescape=not name.endswith(".txt")))


def _tidy(text: str) -> str:
    """No spaces at line ends and at most one empty line in a row: template tags leave many."""
    lines = "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip() + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    """Mail clients drop style sheets, so each rule is written into the elements that it is about."""
    style = Engine.get_default().get_template("mail/style.css").render(Context({}))
    return css_inline.CSSInliner(extra_css=style, load_remote_stylesheets=False)


def name_of(kind: str) -> str:
    """What a person calls this kind, in the present language; without a `.name.txt` the kind itself."""
    try:
        return _render(f"mail/{kind}.name.txt", {}).strip()
    except TemplateDoesNotExist:
        return kind


@cache
def kinds() -> list[str]:
    """Every kind of mail for which there are templates."""
    found: set[str] = set()
    for folder in Engine.get_default().dirs:
        root = Path(folder) / "mail"
        found |= {path.relative_to(root).as_posix().removesuffix(_SUBJECT) for path in root.rglob(f"*{_SUBJECT}")}
    return sorted(found)
