"""The signs of the demo's local sites: invented ones, and no coats of arms."""

import io

from PIL import Image

from aantafel.pages.demo.pictures.brush import CORAL, INK, LEAF, MOSS, PAPER, RUST, SEA, SUN, WHITE, WOOD, Sheet

SIZE = (360, 240)


def towers() -> Sheet:
    """Three towers at a river."""
    sheet = Sheet(WHITE)
    for x, h, roof in ((330, 330, RUST), (600, 480, RUST), (870, 380, RUST)):
        sheet.box(x - 70, 640 - h, 140, h, "#a8624a")
        sheet.shape([(x - 90, 640 - h), (x, 500 - h), (x + 90, 640 - h)], roof)
        sheet.box(x - 22, 690 - h, 44, 80, PAPER, radius=20)
    for y in (670, 715):
        sheet.box(180, y, 840, 22, SEA, radius=11)
    return sheet


def oak() -> Sheet:
    """A tree between two tracks."""
    sheet = Sheet(WHITE)
    sheet.tree(600, 660, 480, MOSS)
    sheet.box(240, 660, 720, 26, WOOD, radius=13)
    sheet.box(330, 712, 540, 20, LEAF, radius=10)
    return sheet


def table() -> Sheet:
    """A round table with six seats."""
    sheet = Sheet(WHITE)
    sheet.circle(600, 400, 210, CORAL)
    sheet.ring(600, 400, 165, 12, PAPER)
    for x, y, fill in (
        (600, 110, INK),
        (855, 255, SUN),
        (855, 545, SEA),
        (600, 690, INK),
        (345, 545, SUN),
        (345, 255, SEA),
    ):
        sheet.circle(x, y, 62, fill)
    return sheet


LOGOS = {drawing.__name__: drawing for drawing in (towers, oak, table)}


def logo(name: str) -> bytes:
    """The sign of this name as a small PNG file. Raises KeyError for one that nobody has drawn."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(LOGOS[name]().finish())) as drawn:
        drawn.resize(SIZE, Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
