"""Fixed choices about municipalities."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Province(models.TextChoices):
    """The twelve, by the name that the register uses (names, so not translated)."""

    DRENTHE = "Drenthe", "Drenthe"
    FLEVOLAND = "Flevoland", "Flevoland"
    FRYSLAN = "Fryslân", "Fryslân"
    GELDERLAND = "Gelderland", "Gelderland"
    GRONINGEN = "Groningen", "Groningen"
    LIMBURG = "Limburg", "Limburg"
    NOORD_BRABANT = "Noord-Brabant", "Noord-Brabant"
    NOORD_HOLLAND = "Noord-Holland", "Noord-Holland"
    OVERIJSSEL = "Overijssel", "Overijssel"
    UTRECHT = "Utrecht", "Utrecht"
    ZEELAND = "Zeeland", "Zeeland"
    ZUID_HOLLAND = "Zuid-Holland", "Zuid-Holland"


class InstanceState(models.TextChoices):
    """Where the own site of a municipality stands; the changes are in `municipalities.services.instances`."""

    PREPARING = "preparing", pgettext_lazy("local site", "Being prepared")
    OPEN = "open", pgettext_lazy("local site", "Open")
    ENDED = "ended", pgettext_lazy("local site", "Ended")
