"""What people bring to an idea, in words: for its pinner, and for whoever brought it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from aantafel.core import dates
from ideas.enums import SupportKind as Kind
from ideas.enums import SupportState as State
from ideas.models import Support
from ideas.permissions import is_looked_after


@dataclass(frozen=True)
class Words:
    """What stands on the screen where something of one kind is brought."""

    title: str | Promise
    lead: str | Promise
    button: str | Promise
    sent: str | Promise


NEW: dict[Kind, Words] = {
    Kind.HELP: Words(
        gettext_lazy("Offer your help"),
        gettext_lazy("Tell what you can do. The idea pinner reads it and lets you hear from them."),
        gettext_lazy("Offer my help"),
        gettext_lazy("Thank you. Your offer has been sent."),
    ),
    Kind.JOIN: Words(
        gettext_lazy("Join this idea"),
        gettext_lazy(
            "You sit at the table as an equal. So everyone says who they are and what they have to do with it."
        ),
        gettext_lazy("I want to join"),
        gettext_lazy("Thank you. The idea pinner hears that you want to join."),
    ),
    Kind.QUESTION: Words(
        gettext_lazy("Ask something about this idea"),
        gettext_lazy("Your question goes to the idea pinner. It does not come on the site."),
        gettext_lazy("Send my question"),
        gettext_lazy("Thank you. Your question has been sent."),
    ),
}


def who(support: Support) -> str:
    """The name that came along with it."""
    return support.user.name or _("Somebody")


def for_pinner(support: Support) -> str:
    """What it is, as a heading for the pinner."""
    texts = {
        Kind.HELP: _("%(name)s offers help"),
        Kind.JOIN: _("%(name)s wants to join"),
        Kind.QUESTION: _("%(name)s asks something"),
    }
    return texts[Kind(support.kind)] % {"name": who(support)}


def for_supporter(support: Support) -> str:
    """What it is, as a heading for whoever brought it."""
    texts = {
        Kind.HELP: _("You offered help"),
        Kind.JOIN: _("You want to join"),
        Kind.QUESTION: _("You asked something"),
    }
    if support.state == State.WITHDRAWN:
        texts = {
            Kind.HELP: _("You took your offer back"),
            Kind.JOIN: _("You no longer want to join"),
            Kind.QUESTION: _("You took your question back"),
        }
    return texts[Kind(support.kind)]


def next_for_pinner(support: Support) -> str:
    """What the pinner can do about it now."""
    if support.state == State.WITHDRAWN:
        return pgettext("offer or question", "This was taken back. You need not do anything.")
    if support.state == State.INVITED:
        return _("This person was invited to the table. You need not do anything.")
    if support.state != State.OPEN:
        return _("You have replied. You need not do anything.")
    if support.kind == Kind.QUESTION:
        return _("Answer the question.")
    return _("Let them hear that you have read it.")


def next_for_supporter(support: Support) -> str:
    """What whoever brought it can expect. Uses the idea with its owner and pinner: select them along."""
    if support.state == State.WITHDRAWN:
        return _("You need not do anything. The idea pinner no longer sees what you wrote.")
    if support.state == State.ANSWERED:
        return _("The idea pinner has answered you.")
    if support.state == State.THANKED:
        return _("The idea pinner has thanked you.")
    if support.state == State.INVITED:
        return _("You are invited to the table. You need not wait for another answer.")
    if not is_looked_after(support.idea):
        return _(
            "Nobody can answer you on the site any more. Mail us or ring us. Then we look together what is possible."
        )
    if not support.idea.is_public:
        return _("The idea is no longer on the site. The idea pinner can still answer you.")
    return _("The idea pinner has got it by mail. You get a mail as soon as there is an answer.")


def on_the_idea(support: Support) -> str:
    """One line for its bringer, beside the idea. Not for what was taken back."""
    if support.state == State.ANSWERED:
        text = _("Your question of %(day)s is answered.")
    elif support.kind == Kind.QUESTION:
        text = _("You asked something on %(day)s.")
    elif support.kind == Kind.JOIN:
        text = _("You want to join since %(day)s.")
    else:
        text = _("You offered help on %(day)s.")
    return text % {"day": dates.day(support.created_at)}
