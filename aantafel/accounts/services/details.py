"""What people tell about themselves."""

from aantafel.accounts.models import User
from aantafel.core import page_cache
from municipalities.models import Municipality


def change(
    *,
    actor: User,
    name: str,
    name_display: str,
    capacity: str,
    home_municipality: Municipality,
    home_postcode: str,
    work_municipality: Municipality | None,
) -> None:
    """Save the person's own details. What they pinned before keeps the municipality it had.

    A name that shows in another way from now on shows so at once: kept pages are thrown away.
    """
    shows_otherwise = (actor.name, actor.name_display) != (name, name_display)
    actor.name, actor.name_display, actor.capacity = name, name_display, capacity
    actor.home_municipality, actor.home_postcode = home_municipality, home_postcode
    actor.work_municipality = work_municipality
    actor.save(
        update_fields=[
            "name",
            "name_display",
            "capacity",
            "home_municipality",
            "home_postcode",
            "work_municipality",
        ]
    )
    if shows_otherwise:
        page_cache.purge()
