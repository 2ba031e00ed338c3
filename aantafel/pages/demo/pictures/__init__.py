"""The demo's own pictures, drawn and not photographed, so that nobody is in them and nobody's rights are."""

from collections.abc import Callable

from aantafel.pages.demo.pictures import flaps, landscapes, streets, things
from aantafel.pages.demo.pictures.brush import Sheet

SCENES: dict[str, Callable[[], Sheet]] = {
    scene.__name__: scene
    for scene in (
        things.soup,
        things.tools,
        things.dinner,
        things.shelf,
        things.window,
        things.gears,
        things.music,
        things.gallery,
        things.herbs,
        things.shop,
        streets.garden,
        streets.ramp,
        streets.houses,
        streets.water,
        streets.boat,
        streets.solar,
        streets.orchard,
        landscapes.path,
        landscapes.roof,
        landscapes.harbour,
        landscapes.stars,
        landscapes.playground,
        landscapes.wave,
        landscapes.bricks,
        landscapes.bench,
        landscapes.fields,
        flaps.plans,
        flaps.bend,
        flaps.pan,
        flaps.stones,
    )
}


def draw(name: str) -> bytes:
    """The picture of this name as a PNG file. Raises KeyError for one that nobody has drawn."""
    return SCENES[name]().finish()
