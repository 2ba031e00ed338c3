"""The fixed lists of a municipality's movement."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Weekday(IntegerChoices):
    """As Python counts them. Their context keeps them from replacing Django's own names of days, in every date."""

    MONDAY = 0, pgettext_lazy("opening times", "Monday")
    TUESDAY = 1, pgettext_lazy("opening times", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("opening times", "Wednesday")
    THURSDAY = 3, pgettext_lazy("opening times", "Thursday")
    FRIDAY = 4, pgettext_lazy("opening times", "Friday")
    SATURDAY = 5, pgettext_lazy("opening times", "Saturday")
    SUNDAY = 6, pgettext_lazy("opening times", "Sunday")


class HeardAbout(TextChoices):
    """Whom or what an idea that was heard of leads to."""

    PLACE = "place", _("A place, a group or an organisation")
    PERSON = "person", _("A person, who agreed that we write this down")


class HeardState(TextChoices):
    """Where an idea that was heard of stands; the changes are in `movement.services.visits`."""

    WAITS = "waits", pgettext_lazy("to go and see", "Nobody goes yet")
    PLANNED = "planned", pgettext_lazy("to go and see", "Planned")
    VISITED = "visited", pgettext_lazy("to go and see", "Visited")
    ENTERED = "entered", pgettext_lazy("to go and see", "An idea came of it")
    CLOSED = "closed", pgettext_lazy("to go and see", "Closed")


class SiteEntryKind(TextChoices):
    """What happened to a local site."""

    PREPARED = "prepared", pgettext_lazy("local site", "Preparation started")
    CHANGED = "changed", pgettext_lazy("local site", "Name or address changed")
    HOST_ADDED = "host_added", pgettext_lazy("local site", "Host name added")
    HOST_REMOVED = "host_gone", pgettext_lazy("local site", "Host name removed")
    OPENED = "opened", pgettext_lazy("local site", "Opened")
    ENDED = "ended", pgettext_lazy("local site", "Ended")


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
