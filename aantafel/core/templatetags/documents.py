"""The words of a document as HTML: nothing in them is a mark, but for links and strong words."""

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from aantafel.core.documents.reader import read_plain
from aantafel.core.documents.structure import Inline, Line, Link, Plain, Strong

register = template.Library()

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@register.filter
def inline(content: Line) -> SafeString:
    """`{{ block.content|inline }}`"""
    return format_html_join("", "{}", ((_part(part),) for part in content))


@register.filter
def typed(text: str) -> tuple[Plain, ...]:
    """What somebody typed, as paragraphs and lists: `{% part "blocks" blocks=text|typed %}`"""
    return read_plain(text)


@register.simple_tag
def heading_tag(base: int, level: int) -> str:
    """ "h3": where headings of level 1 have the level `base` on this page."""
    return HEADINGS[min(int(base) + level - 1, len(HEADINGS)) - 1]


def _part(part: Inline) -> SafeString:
    lines = _lines(part.text)
    match part:
        case Link():
            return format_html('<a href="{}" rel="nofollow noreferrer">{}</a>', part.address, lines)
        case Strong():
            return format_html("<strong>{}</strong>", lines)
        case _:
            return lines


def _lines(text: str) -> SafeString:
    return mark_safe("<br>".join(escape(line) for line in text.split("\n")))  # noqa: S308  each line is escaped
