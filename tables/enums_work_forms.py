"""The fixed list of the work forms."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Phase(TextChoices):
    """For which part of a meeting a work form is, in the order of a meeting. The value stands in addresses."""

    OPENING = "openen", pgettext_lazy("phase of a meeting", "Opening")
    WIDENING = "verbreden", pgettext_lazy("phase of a meeting", "Widening")
    REFINING = "verfijnen", pgettext_lazy("phase of a meeting", "Refining")
    COMBINING = "combineren", pgettext_lazy("phase of a meeting", "Combining")
    CHOOSING = "kiezen", pgettext_lazy("phase of a meeting", "Choosing")
    CLOSING = "afsluiten", pgettext_lazy("phase of a meeting", "Closing")
    GUIDE = "gesprek", pgettext_lazy("phase of a meeting", "Dialogue guide")
