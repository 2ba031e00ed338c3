"""What people at a table drew on large paper, and what came of it."""

from aantafel.pages.demo.pictures.brush import (
    BARK,
    CREAM,
    INK,
    LEAD,
    LEAF,
    MOSS,
    NIGHT,
    PAPER,
    RUST,
    SAND,
    SEA,
    STONE,
    SUN,
    WHITE,
    Point,
    Sheet,
    around,
)


def plans() -> Sheet:
    """Three plans under each other, with stickers: the second has the most."""
    sheet = _flap()
    for row, dots in enumerate((4, 11, 3)):
        y = 150 + row * 195
        sheet.box(310, y, 170, 150, CREAM, radius=10)
        for step in range(dots):
            x, under = 540 + step % 6 * 60, y + 45 + step // 6 * 62
            sheet.circle(x, under, 22, (RUST, SEA, SUN, LEAF)[(step + row) % 4])
    sheet.line([(395, 280), (395, 200)], 12, LEAD)
    sheet.circle(395, 190, 22, SUN)
    for x in (345, 395, 445):
        sheet.oval(x, 440, 22, 15, STONE)
        sheet.oval(x, 400, 22, 15, WHITE)
    for x in (360, 430):
        sheet.person(x, 675, 110, MOSS)
    return sheet


def bend() -> Sheet:
    """A path with a bend in it, and a black spot at the bend."""
    sheet = _flap()
    sheet.line([(390, 690), (400, 520), (560, 420), (720, 380), (790, 250), (800, 150)], 46, SAND)
    for x, y in ((560, 420), (720, 380)):
        sheet.circle(x, y, 23, SAND)
    for x, y, r in ((640, 380, 74), (592, 420, 44), (690, 430, 48), (676, 322, 40)):
        sheet.circle(x, y, r, INK)
    for x, y in ((340, 330), (430, 250), (840, 560), (740, 620), (560, 640)):
        sheet.tree(x, y, 110, LEAF)
    return sheet


def pan() -> Sheet:
    """A pan in the middle, and notes around it."""
    sheet = _flap()
    sheet.line([(600, 420), (790, 420)], 26, BARK)
    sheet.circle(580, 420, 130, LEAD)
    sheet.circle(580, 420, 108, INK)
    sheet.circle(580, 420, 100, RUST)
    for (x, y), fill in zip(around(600, 415, 250, 8, turn=0.4), (SUN, WHITE, CREAM, SUN) * 2, strict=True):
        sheet.box(x - 52, y - 38, 104, 76, fill, radius=6)
        for line in (-14, 4):
            sheet.line([(x - 32, y + line), (x + 30, y + line)], 5, STONE)
    return sheet


def stones() -> Sheet:
    """A row of light stones along a dark path."""
    sheet = Sheet(NIGHT, "#30405c")
    sheet.hill(360, 40, "#22324a", phase=1.2)
    sheet.shape([(330, 800), (900, 800), (650, 360), (590, 360)], "#3d4a5e")
    edges: list[tuple[Point, Point]] = [((300, 780), (580, 365)), ((930, 780), (662, 365))]
    for (x, y), (far_x, far_y) in edges:
        for step in range(9):
            way = step / 8
            size = 34 * (1 - way * 0.8)
            at = (x + (far_x - x) * way, y + (far_y - y) * way)
            sheet.oval(at[0], at[1], size * 1.5, size, "#5d6f80")
            sheet.oval(at[0], at[1], size, size * 0.62, "#e8f4c8")
    for x, y, size in ((120, 520, 230), (1080, 540, 250), (250, 440, 130), (980, 430, 120)):
        sheet.tree(x, y, size, "#26453a")
    sheet.circle(980, 130, 52, PAPER)
    return sheet


def _flap() -> Sheet:
    """A large sheet of paper on a wall, with two pieces of tape."""
    sheet = Sheet("#d8c7a6", CREAM)
    sheet.box(258, 58, 700, 710, "#c3b08c", radius=6)
    sheet.box(250, 50, 700, 710, PAPER, radius=6)
    for x in (300, 830):
        sheet.box(x, 34, 74, 30, SUN, radius=4)
    return sheet
