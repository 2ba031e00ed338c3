"""The fixed lists of what coaches ask: each other, and the desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HelpKind(TextChoices):
    """What somebody needs."""

    EXPERT = "expert", _("Somebody who knows about it")
    FACILITATOR = "lead", _("Somebody who leads a meeting")
    OTHER = "other", _("Something else")


class HelpState(TextChoices):
    """Who is next: the desk, or nobody until the asker writes again."""

    OPEN = "open", pgettext_lazy("request for help", "Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("request for help", "Answered")
    DONE = "done", pgettext_lazy("request for help", "Done")


class HelpSide(TextChoices):
    """Who writes in the talk about a request."""

    ASKER = "asker", _("Who asked")
    DESK = "desk", _("Coordinator")
    OPERATOR = "operator", _("Operator")


class HelpEntryKind(TextChoices):
    SAID = "said", pgettext_lazy("request for help", "Wrote")
    PASSED = "passed", pgettext_lazy("request for help", "Passed on to the operator")
    DONE = "done", pgettext_lazy("request for help", "Rounded off")
