"""The fixed lists of a municipality's movement."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContactKind(TextChoices):
    """Who stands on the network list."""

    ORGANISATION = "org", _("Organisation")
    KEY_PERSON = "person", _("Key person in a neighbourhood")
    PROFESSIONAL = "pro", _("Free professional")


PEOPLE = (ContactKind.KEY_PERSON, ContactKind.PROFESSIONAL)


class AgreedHow(TextChoices):
    """How somebody said yes to standing on the list."""

    TALK = "talk", _("In a talk")
    PHONE = "phone", _("By phone")
    MAIL = "mail", _("By mail")
    PAPER = "paper", _("On paper, with a signature")


class ContactEntryKind(TextChoices):
    """One line in the history of the network list."""

    ADDED = "added", pgettext_lazy("contact", "Added")
    CHANGED = "changed", pgettext_lazy("contact", "Changed")
    CHECKED = "checked", pgettext_lazy("contact", "Checked")
    REMOVED = "removed", pgettext_lazy("contact", "Removed")
    ERASED = "erased", pgettext_lazy("contact", "Erased with the account of this person")
