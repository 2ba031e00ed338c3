"""The languages of a coach as checkboxes: those that many speak, and those that are chosen, come first."""

from django import forms

from aantafel.core import widgets
from coaches.enums import Language

COMMON = frozenset(
    {Language.DUTCH, Language.ENGLISH, Language.SIGN, Language.ARABIC, Language.TURKISH, Language.POLISH}
)


def language_options(field: forms.BoundField) -> tuple[list[widgets.Option], list[widgets.Option]]:
    """What shows at once, and what stands below "more languages"."""
    chosen = {str(value) for value in field.value() or ()}
    options = list(zip(Language.values, widgets.options(field), strict=True))
    first = [option for value, option in options if value in COMMON or value in chosen]
    return first, [option for value, option in options if value not in COMMON and value not in chosen]
