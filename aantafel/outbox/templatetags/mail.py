"""Tags for mail templates."""

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token

from aantafel.outbox.render import MailTemplateError

register = template.Library()


class FilledNode(Node):
    def __init__(self, what: str, nodelist: NodeList) -> None:
        self.what = what
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        content = self.nodelist.render(context)
        if not content.strip():
            raise MailTemplateError(f"This mail does not say its {self.what}.")
        return content


@register.tag("filled")
def do_filled(parser: Parser, token: Token) -> FilledNode:
    """`{% filled reason %}{% block reason %}{% endblock %}{% endfilled %}`: what stands inside may not be empty."""
    _tag, what = token.split_contents()
    nodelist = parser.parse(("endfilled",))
    parser.delete_first_token()
    return FilledNode(what, nodelist)
