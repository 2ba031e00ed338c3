"""Streets, gardens and water."""

from aantafel.pages.demo.pictures.brush import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    HEIGHT,
    INK,
    LEAD,
    LEAF,
    MINT,
    MOSS,
    PAPER,
    RUST,
    SAND,
    SEA,
    SKY,
    STONE,
    SUN,
    WHITE,
    WIDTH,
    WOOD,
    Sheet,
    around,
)


def garden() -> Sheet:
    sheet = Sheet(SKY, CREAM)
    sheet.box(0, 330, WIDTH, 470, STONE)
    for x in range(0, WIDTH, 150):
        sheet.line([(x, 330), (x - 60, HEIGHT)], 3, "#a39c90")
    for column, x in enumerate((70, 450, 830)):
        sheet.box(x, 500, 300, 150, BARK, radius=8)
        sheet.box(x + 14, 488, 272, 40, "#4d382a", radius=8)
        for step in range(5):
            px = x + 44 + step * 53
            if column == 0:
                sheet.circle(px, 470, 34, LEAF if step % 2 else MOSS)
            elif column == 1:
                sheet.shape([(px - 26, 490), (px, 380), (px + 26, 490)], MOSS)
                sheet.shape([(px - 11, 490), (px, 520), (px + 11, 490)], CORAL)
            else:
                sheet.line([(px, 500), (px, 330)], 9, MOSS)
                sheet.circle(px, 310, 36, SUN)
                sheet.circle(px, 310, 17, BARK)
    return sheet


def ramp() -> Sheet:
    sheet = Sheet("#d9d3c7", "#c3bcae")
    sheet.box(0, 0, WIDTH, 120, LEAD)
    for x in (150, 600, 1050):
        sheet.box(x - 45, 120, 90, 450, STONE)
    sheet.box(0, 570, WIDTH, 230, "#9a948a")
    sheet.shape([(0, 570), (0, 380), (90, 440), (170, 510), (290, 570)], RUST)
    sheet.shape([(WIDTH, 570), (WIDTH, 340), (1090, 430), (990, 520), (850, 570)], RUST)
    sheet.line([(400, 520), (790, 520)], 14, SUN)
    for x in (430, 760):
        sheet.line([(x, 520), (x, 572)], 12, INK)
    sheet.person(620, 430, 170, SEA)
    sheet.line([(545, 446), (690, 428)], 14, INK)
    for x in (570, 668):
        sheet.circle(x, 456 if x < 600 else 446, 13, PAPER)
    return sheet


def houses() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.circle(980, 170, 80, SUN)
    sheet.hill(560, 40, MINT, waves=1.2)
    for x, wall, roof in ((70, RUST, BARK), (330, SUN, INK), (590, SEA, INK), (850, CREAM, RUST)):
        sheet.house(x, 640, 200, 190, wall, roof)
    sheet.box(0, 640, WIDTH, 160, LEAF)
    sheet.box(0, 690, WIDTH, 46, SAND)
    for x in (300, 560, 820, 1110):
        sheet.tree(x, 690, 170, MOSS)
    return sheet


def water() -> Sheet:
    sheet = Sheet("#5fb0c0", "#3f8fa6")
    for y in range(160, HEIGHT, 160):
        for x in range(0, WIDTH, 60):
            sheet.circle(x + 15, y, 13, WHITE if (x // 60) % 2 else CORAL)
    sheet.box(0, 0, 70, HEIGHT, CREAM)
    sheet.box(WIDTH - 70, 0, 70, HEIGHT, CREAM)
    for x, y, fill in ((320, 80, SUN), (720, 240, RUST), (470, 400, MOSS), (880, 560, SUN), (240, 720, CORAL)):
        sheet.oval(x - 66, y, 62, 20, "#8fd0da")
        sheet.oval(x, y, 40, 26, fill)
        sheet.circle(x + 48, y, 26, "#c98d63")
    return sheet


def boat() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.hill(360, 14, LEAF, waves=2)
    sheet.house(850, 365, 120, 90, RUST, INK)
    sheet.tree(200, 368, 150, MOSS)
    sheet.box(0, 430, WIDTH, 370, SEA)
    for y, x in ((500, 120), (560, 900), (660, 220), (720, 700), (620, 1040)):
        sheet.line([(x, y), (x + 120, y)], 7, "#7fb3c1")
    sheet.shape([(330, 520), (890, 520), (820, 620), (400, 620)], RUST)
    sheet.box(330, 506, 560, 26, BARK, radius=8)
    for x in (430, 780):
        sheet.line([(x, 510), (x, 380)], 12, INK)
    sheet.shape([(380, 380), (860, 350), (860, 376), (380, 406)], DEEP)
    for x in (500, 600, 700):
        sheet.person(x, 515, 120, (SUN, CORAL, LEAF)[(x // 100) % 3])
    for x in (30, 70, 110, 1090, 1130, 1170):
        sheet.line([(x, HEIGHT), (x + 8, 570)], 9, MOSS)
        sheet.oval(x + 8, 570, 11, 42, BARK)
    return sheet


def solar() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.circle(180, 160, 90, SUN)
    for x, y in around(180, 160, 140, 12):
        sheet.circle(x, y, 12, SUN)
    sheet.hill(560, 20, LEAF, waves=1)
    sheet.box(330, 430, 700, 220, RUST)
    sheet.box(600, 490, 160, 160, BARK)
    sheet.shape([(280, 440), (420, 200), (940, 200), (1080, 440)], INK)
    for row in range(3):
        top, bottom = 0.08 + row * 0.31, 0.08 + row * 0.31 + 0.25
        for column in range(7):
            left, right = 0.05 + column * 0.13, 0.05 + column * 0.13 + 0.11
            corners = ((left, top), (right, top), (right, bottom), (left, bottom))
            sheet.shape([(420 - 140 * v + u * (520 + 280 * v), 200 + 240 * v) for u, v in corners], SEA)
    for x in (110, 1110):
        sheet.oval(x, 690, 70, 40, WHITE)
        sheet.circle(x + 60, 660, 26, INK)
        sheet.oval(x - 16, 684, 24, 18, INK)
        for leg in (-40, 34):
            sheet.box(x + leg, 712, 13, 46, WHITE)
    return sheet


def orchard() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    for x, wall in ((20, CREAM), (260, RUST), (500, SAND), (740, CORAL), (980, CREAM)):
        sheet.house(x, 480, 190, 170, wall, BARK)
    sheet.box(0, 480, WIDTH, 70, STONE)
    sheet.box(0, 550, WIDTH, 170, LEAF)
    sheet.box(0, 720, WIDTH, 80, STONE)
    for x, fruit in ((130, RUST), (370, SUN), (610, RUST), (850, SUN), (1090, RUST)):
        sheet.tree(x, 680, 230, MOSS, fruit=fruit)
    sheet.box(690, 640, 90, 54, WOOD, radius=8)
    for x in (705, 735, 765):
        sheet.circle(x, 640, 17, RUST)
    return sheet
