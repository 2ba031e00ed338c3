"""The few friendly questions that help to turn a problem into an idea. None of them has to be answered."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class HelpQuestion:
    """One question, with a hint under it that makes it easier to begin."""

    key: str
    question: str | Promise
    hint: str | Promise


OPENING = _("A problem is a good start. These questions help you to make an idea of it. Only the first one is needed.")

QUESTIONS: tuple[HelpQuestion, ...] = (
    HelpQuestion(
        "now",
        _("What bothers you?"),
        _("Tell it as you would tell a friend. When does it happen? What do you see?"),
    ),
    HelpQuestion(
        "others",
        _("Who else is bothered by it?"),
        _("For example: my neighbours, people in wheelchairs, the staff of the library."),
    ),
    HelpQuestion(
        "better",
        _("Suppose it is solved a year from now. What do you see?"),
        _("Close your eyes for a moment. What are people doing? What is gone, and what is new?"),
    ),
    HelpQuestion(
        "step",
        _("What could be a first small step?"),
        _("It does not have to solve everything. A small step shows whether it works."),
    ),
    HelpQuestion(
        "together",
        _("Who could take that step with you?"),
        _("Think of a resident, somebody who knows it from their work, and somebody from the municipality."),
    ),
)

CLOSING = _("Now try it in one sentence. It can start like this: “Let’s …” or “What if we …”")
