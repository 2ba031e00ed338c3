"""The sorts of mail that a person may stop. A higher app registers its own when it is made ready."""

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


class UnknownCategory(LookupError):
    """An optional mail of a sort that nobody can recognise on the stop page."""


def register(category: str, name: str | Promise) -> None:
    """`name` reads well after "You no longer get mail about": for example "new minutes in your municipality"."""
    _names[category] = name


def name_of(category: str) -> str:
    """The category's name in the present language. Raises UnknownCategory."""
    try:
        return str(_names[category])
    except KeyError:
        raise UnknownCategory(category) from None
