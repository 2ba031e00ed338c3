"""One municipality out of what somebody typed, where there is no screen to choose on."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from municipalities import lookup
from municipalities.lookup import Lookup
from municipalities.models import Municipality


def one(text: str, *, usual: Municipality | None = None) -> tuple[Municipality, Lookup]:
    """The municipality that is meant, and what was found. Raises ValidationError with what to type instead.

    Where a postcode or name lies in several, `usual` (what was chosen before) stays; no choice is made for somebody.
    """
    found = lookup.find(text)
    if not found.municipalities:
        raise ValidationError(found.message)
    if usual in found.municipalities:
        return found.municipalities[found.municipalities.index(usual)], found
    if found.is_certain:
        return found.municipalities[0], found
    names = {"names": ", ".join(municipality.name for municipality in found.municipalities)}
    if found.postcode:
        raise ValidationError(_("This postcode lies in: %(names)s. Type the name of your municipality.") % names)
    raise ValidationError(_("This name is found in: %(names)s. Type your postcode.") % names)
