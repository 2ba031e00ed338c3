"""Components: small templates with declared props.

A component is a file in `templates/components/`. Its first tag says what it takes:

    {% props title slot kind="info" %}   a bare name is required, name=… a default, `slot`: takes a body
    {% one_of kind "info" "ok" %}        only these values, anything else is an error

A page uses it with a body or without one:

    {% component "alert" kind="ok" title=_("Saved") %}<p>…</p>{% endcomponent %}
    {% part "icon" name="heart" %}

An unknown component, an unknown or missing prop and a lost body are a TemplateSyntaxError when a page is
compiled.
A component sees its props, the request's CSRF token and nothing else of the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.template import Context, Engine, Node, NodeList, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Template, TextNode, Token, Variable, token_kwargs
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from aantafel.core import icons, qr, widgets
from aantafel.core.locale import in_language
from aantafel.core.qr import QrCode

register = template.Library()

MAX_PROPS = 8
_SELECTED = SafeString(" selected")
SLOT = "slot"


@dataclass(frozen=True)
class Signature:
    """What a component takes: required names, defaults, and whether it takes a body."""

    required: frozenset[str]
    defaults: Mapping[str, FilterExpression] = field(default_factory=dict)
    takes_slot: bool = False

    @property
    def names(self) -> set[str]:
        return set(self.required) | set(self.defaults)

    def check(self, component: str, given: Iterable[str], *, has_body: bool) -> None:
        given = set(given)
        unknown = sorted(given - self.names)
        if unknown:
            known = ", ".join(sorted(self.names)) or "nothing"
            raise TemplateSyntaxError(f"Component “{component}” has no prop {', '.join(unknown)}; it takes {known}.")
        missing = sorted(self.required - given)
        if missing:
            raise TemplateSyntaxError(f"Component “{component}” needs {', '.join(missing)}.")
        if has_body and not self.takes_slot:
            raise TemplateSyntaxError(f"Component “{component}” takes no body: use {{% part %}}.")


class PropsNode(Node):
    """Renders to nothing; a component's caller reads the signature and puts the defaults in place."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature

    def render(self, context: Context) -> SafeString:
        for name, default in self.signature.defaults.items():
            if name not in context:
                context[name] = default.resolve(context)
        return SafeString("")


@register.tag("props")
def do_props(parser: Parser, token: Token) -> PropsNode:
    bits = token.split_contents()[1:]
    required: set[str] = set()
    while bits and "=" not in bits[0]:
        required.add(bits.pop(0))
    takes_slot = SLOT in required
    required.discard(SLOT)
    defaults = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError("{% props %}: required names come first, then name=default pairs.")
    if len(required) + len(defaults) > MAX_PROPS:
        raise TemplateSyntaxError(f"A component takes {MAX_PROPS} props at most: pass an object instead.")
    return PropsNode(Signature(frozenset(required), defaults, takes_slot))


class OneOfNode(Node):
    def __init__(self, name: str, allowed: list[FilterExpression]) -> None:
        self.name = name
        self.allowed = allowed

    def render(self, context: Context) -> SafeString:
        allowed = [value.resolve(context) for value in self.allowed]
        if context.get(self.name) not in allowed:
            raise TemplateSyntaxError(
                f"“{self.name}” is {context.get(self.name)!r}, not one of {', '.join(map(repr, allowed))}."
            )
        return SafeString("")


@register.tag("one_of")
def do_one_of(parser: Parser, token: Token) -> OneOfNode:
    name, *allowed = token.split_contents()[1:]
    return OneOfNode(name, [parser.compile_filter(value) for value in allowed])


class ComponentNode(Node):
    def __init__(self, component: Template, props: Mapping[str, FilterExpression], nodelist: NodeList | None) -> None:
        self.component = component
        self.props = props
        self.nodelist = nodelist or NodeList()
        self.has_body = nodelist is not None

    def render(self, context: Context) -> SafeString:
        values: dict[str, Any] = {name: value.resolve(context) for name, value in self.props.items()}
        if self.has_body:
            values[SLOT] = self.nodelist.render(context)
        values["csrf_token"] = context.get("csrf_token")
        return self.component.render(context.new(values))


def load_component(name: str) -> tuple[Template, Signature]:
    """The compiled component and what it takes; raises TemplateSyntaxError for an unknown one."""
    try:
        component = Engine.get_default().get_template(f"components/{name}.html")
    except TemplateDoesNotExist as missing:
        raise TemplateSyntaxError(f"There is no component “{name}”.") from missing
    declared = component.nodelist.get_nodes_by_type(PropsNode)
    if not declared:
        raise TemplateSyntaxError(f"Component “{name}” does not declare its {{% props %}}.")
    signature = declared[0].signature  # type: ignore[attr-defined]
    return component, signature


def _compile(parser: Parser, token: Token, *, has_body: bool) -> ComponentNode:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'" or bits[0][-1] != bits[0][0]:
        raise TemplateSyntaxError(f'{{% {tag} %}} needs the name of a component in quotes: {{% {tag} "card" … %}}.')
    name = bits.pop(0)[1:-1]
    component, signature = load_component(name)
    props = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"Component “{name}”: write {bits[0]} as prop=value.")
    signature.check(name, props, has_body=has_body)
    nodelist = None
    if has_body:
        nodelist = parser.parse(("endcomponent",))
        parser.delete_first_token()
    return ComponentNode(component, props, nodelist)


@register.tag("component")
def do_component(parser: Parser, token: Token) -> ComponentNode:
    return _compile(parser, token, has_body=True)


@register.tag("part")
def do_part(parser: Parser, token: Token) -> ComponentNode:
    return _compile(parser, token, has_body=False)


@cache
def svg_icon(name: str, css: str = "") -> SafeString:
    """The drawing of an icon. Strokes and size come from the styles."""
    try:
        drawing = icons.drawing(name)
    except KeyError as unknown:
        raise TemplateSyntaxError(
            f"There is no icon “{name}”: add it to frontend/icons.json and build the front end again."
        ) from unknown
    return format_html(
        '<svg class="at-icon{}" aria-hidden="true" width="24" height="24" viewBox="0 0 24 24">{}</svg>',
        f" {css}" if css else "",
        mark_safe(drawing),  # noqa: S308  made by our own build from the icon package, never from input
    )


class IconNode(Node):
    def __init__(self, values: list[FilterExpression]) -> None:
        self.values = values

    def render(self, context: Context) -> SafeString:
        return svg_icon(*(value.resolve(context) for value in self.values))


@register.tag("svg_icon")
def do_svg_icon(parser: Parser, token: Token) -> Node:
    """`{% svg_icon "heart" %}`, for components; pages use `icon`. One that is named outright is drawn only once, when
    the template is read: a list of cards holds a hundred.
    """
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if any(isinstance(value.var, Variable) or value.filters for value in values):
        return IconNode(values)
    return TextNode(svg_icon(*(str(value.var) for value in values)))


@register.filter
def breaks_after_at(email: str) -> SafeString:
    """An address that may go on below its @ when the line is too narrow, instead of anywhere."""
    return format_html("{}@<wbr>{}", *email.split("@", 1)) if "@" in email else format_html("{}", email)


@register.simple_tag
def qr_drawing(url: str) -> QrCode:
    """What the `qr` component draws."""
    return qr.drawing(url)


@register.filter
def without_scheme(url: str) -> str:
    """An address as people read it and type it over."""
    return url.partition("://")[2].removesuffix("/") or url


@register.simple_tag
def address(path: str) -> str:
    """A page of ours in the language of this page: `/ideeen/` or `/en/ideeen/`."""
    return in_language(path, get_language() or "nl")


@register.simple_tag
def current(page: Mapping[str, str] | str, path: str) -> SafeString:
    """`aria-current` for a link in the navigation: "page" on that very page, "true" on a page below it."""
    here = page.get("path", "") if isinstance(page, Mapping) else ""
    target = address(path)
    if here == target:
        return SafeString(' aria-current="page"')
    if here.startswith(target):
        return SafeString(' aria-current="true"')
    return SafeString("")


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a `select`, one of them chosen. A list with three menus has thirty: a loop in a template takes
    longer over them than over its first ten cards.
    """
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, _SELECTED if value == chosen else "", label) for value, label in choices),
    )


@dataclass(frozen=True)
class FieldParts:
    """What the `field` component needs to know of a form field."""

    kind: str
    control: SafeString
    options: list[widgets.Option]
    described_by: str
    limit: int


@register.simple_tag
def field_parts(field: BoundField, hint: str = "") -> FieldParts:
    """`hint` stands in place of the field's own help: the control is tied to it all the same."""
    kind = widgets.kind(field)
    grouped = kind == "options"
    described_by = widgets.described_by(field, has_hint=bool(hint))
    return FieldParts(
        kind=kind,
        control=SafeString("") if grouped else widgets.control(field, described_by),
        options=widgets.options(field) if grouped else [],
        described_by=described_by,
        limit=widgets.remaining_limit(field),
    )


@register.simple_tag
def title_mark(*things: Any) -> str:
    """What stands before the title when one of these is wrong: a form with errors, or a sentence that refuses."""
    word = pgettext("page title", "Error")
    return f"{word}: " if any(_is_wrong(thing) for thing in things) else ""


def _is_wrong(thing: Any) -> bool:
    if isinstance(thing, BaseFormSet):
        return bool(thing.total_error_count())
    return bool(thing.errors if isinstance(thing, BaseForm) else thing)


@register.simple_tag
def crumbs(*pairs: str) -> list[tuple[str, str]]:
    """Steps for `breadcrumbs`: `{% crumbs _("Ideas") url title "" as steps %}`; the last has no address."""
    return list(zip(pairs[::2], pairs[1::2], strict=True))


@register.simple_tag
def language_link(page: Mapping[str, str]) -> SafeString:
    """A link to this same page in the other language, named in that language."""
    other = page["other_language"]
    return format_html(
        '<a class="at-nav__link" href="{}" lang="{}" hreflang="{}">{}{}</a>',
        page["other_language_path"],
        other,
        other,
        svg_icon("language"),
        "English" if other == "en" else "Nederlands",
    )


SHAPES = {
    "resident": SafeString('<circle cx="10" cy="10" r="9"/>'),
    "professional": SafeString('<rect x="2" y="2" width="16" height="16" rx="2.5"/>'),
    "employee": SafeString('<path d="M8.5 2.6q1.5-2.4 3 0l7.3 12.9q1.2 2.5-1.5 2.5H2.7q-2.7 0-1.5-2.5z"/>'),
}


@register.simple_tag
def shape(capacity: str) -> SafeString:
    """The shape of a capacity: a circle, a square and a triangle, so that colour never says it alone."""
    return format_html(
        '<svg class="at-shape at-fill-{}" aria-hidden="true" viewBox="0 0 20 20" width="20">{}</svg>',
        capacity,
        SHAPES[capacity],
    )


@register.simple_tag
def list_of(*items: str) -> list[str]:
    """A list in a template: `{% list_of _("Title") _("Age") as columns %}`."""
    return list(items)
