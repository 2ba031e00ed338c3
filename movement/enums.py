"""The fixed lists of the movement."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SiteEntryKind(TextChoices):
    """What happened to a local site."""

    PREPARED = "prepared", pgettext_lazy("local site", "Preparation started")
    CHANGED = "changed", pgettext_lazy("local site", "Name or address changed")
    HOST_ADDED = "host_added", pgettext_lazy("local site", "Host name added")
    HOST_REMOVED = "host_gone", pgettext_lazy("local site", "Host name removed")
    OPENED = "opened", pgettext_lazy("local site", "Opened")
    ENDED = "ended", pgettext_lazy("local site", "Ended")
