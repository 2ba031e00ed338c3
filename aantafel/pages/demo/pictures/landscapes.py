"""Roofs, paths, shores and fields."""

from aantafel.pages.demo.pictures.brush import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    INK,
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
)


def path() -> Sheet:
    sheet = Sheet("#f6dfb8", PAPER)
    sheet.circle(930, 200, 90, SUN)
    sheet.hill(330, 70, MINT, phase=0.6, waves=1.3)
    sheet.hill(430, 60, "#86ad77", phase=2.4, waves=1.1)
    sheet.hill(540, 50, LEAF, phase=4.0, waves=0.9)
    sheet.shape([(420, 800), (760, 800), (640, 680), (760, 590), (610, 520), (590, 520), (690, 590), (500, 690)], SAND)
    for x, y, h, fill in ((560, 700, 96, RUST), (640, 660, 84, SEA), (690, 610, 66, SUN), (640, 560, 52, CORAL)):
        sheet.person(x, y, h, fill)
    for x, y, size in ((150, 640, 190), (290, 590, 140), (970, 620, 180), (1100, 690, 230)):
        sheet.tree(x, y, size, MOSS)
    return sheet


def roof() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    for x, h in ((20, 250), (180, 330), (860, 300), (1030, 220)):
        sheet.box(x, 620 - h, 140, h, STONE)
        for row in range(3):
            sheet.box(x + 24, 650 - h + row * 66, 34, 40, SKY)
            sheet.box(x + 82, 650 - h + row * 66, 34, 40, SKY)
    sheet.box(0, 560, WIDTH, 240, RUST)
    sheet.box(0, 540, WIDTH, 34, INK)
    sheet.box(60, 490, 420, 54, BARK, radius=6)
    for step in range(9):
        sheet.circle(90 + step * 45, 480, 34 - step % 3 * 6, (LEAF, MOSS, MINT)[step % 3])
    sheet.line([(770, 540), (770, 260)], 12, BARK)
    sheet.shape([(600, 290), (770, 190), (940, 290)], CORAL)
    sheet.shape([(714, 290), (770, 190), (826, 290)], WHITE)
    for x, fill in ((660, SEA), (830, SEA)):
        sheet.box(x, 450, 90, 20, fill, radius=8)
        sheet.box(x + 8, 470, 12, 72, fill)
        sheet.box(x + 70, 470, 12, 72, fill)
    sheet.person(700, 462, 120, SUN)
    sheet.person(875, 462, 120, LEAF)
    sheet.tree(1080, 540, 190, LEAF)
    return sheet


def harbour() -> Sheet:
    sheet = Sheet("#f4cfae", PAPER)
    sheet.circle(300, 330, 100, SUN)
    sheet.box(0, 400, WIDTH, 400, SEA)
    sheet.shape([(900, 400), (1200, 400), (1200, 330), (1010, 350)], MOSS)
    sheet.shape([(1030, 350), (1050, 110), (1110, 110), (1130, 350)], WHITE)
    for y in (150, 230, 310):
        sheet.box(1042 - (y - 110) * 0.05, y, 78 + (y - 110) * 0.1, 36, RUST)
    sheet.box(1046, 74, 68, 40, INK, radius=8)
    for x, y, fill, size in ((220, 520, RUST, 1.0), (620, 600, DEEP, 1.3)):
        sheet.shape(
            [
                (x - 160 * size, y),
                (x + 190 * size, y),
                (x + 130 * size, y + 90 * size),
                (x - 110 * size, y + 90 * size),
            ],
            fill,
        )
        sheet.box(x - 80 * size, y - 80 * size, 110 * size, 80 * size, WHITE, radius=8)
        sheet.box(x - 60 * size, y - 60 * size, 70 * size, 30 * size, SKY)
        sheet.line([(x + 70 * size, y), (x + 70 * size, y - 190 * size)], 9, BARK)
        sheet.line([(x + 70 * size, y - 180 * size), (x + 170 * size, y - 20 * size)], 5, BARK)
    for x, y in ((60, 680), (420, 740), (980, 660), (900, 520), (80, 480)):
        sheet.line([(x, y), (x + 110, y)], 7, "#7fb3c1")
    return sheet


def stars() -> Sheet:
    sheet = Sheet("#0f1830", "#33456b")
    for number in range(230):
        x, y = (number * 397) % WIDTH, (number * 251 + number * number * 7) % 620
        sheet.circle(x, y, 1.5 + number % 3, CREAM)
    for number in range(320):
        x = (number * 173) % WIDTH
        sheet.circle(x, 560 - x * 0.42 + (number * 89) % 130 - 65, 1.2 + number % 2, "#c9d2e6")
    sheet.hill(640, 46, "#141b2c", phase=0.8, waves=1.4)
    sheet.hill(720, 30, "#0b101c", phase=3.2, waves=1.8)
    for x in range(40, WIDTH, 74):
        sheet.line([(x, 730), (x + 14, 660 + x % 50)], 4, "#0b101c")
    sheet.person(560, 668, 84, "#2a3553", "#5a4a48")
    sheet.person(620, 664, 70, "#33405f", "#5a4a48")
    return sheet


def playground() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.hill(520, 26, LEAF, waves=1.4)
    sheet.box(0, 610, WIDTH, 190, SAND)
    sheet.line([(150, 660), (230, 260)], 16, RUST)
    sheet.line([(470, 660), (390, 260)], 16, RUST)
    sheet.line([(220, 270), (400, 270)], 16, RUST)
    sheet.line([(290, 270), (270, 540)], 5, INK)
    sheet.line([(340, 270), (330, 540)], 5, INK)
    sheet.box(256, 536, 90, 16, BARK)
    sheet.person(300, 540, 110, SEA)
    sheet.shape([(620, 330), (660, 330), (860, 650), (800, 650)], SUN)
    sheet.box(560, 330, 76, 330, CORAL, radius=6)
    sheet.shape([(540, 330), (598, 250), (656, 330)], RUST)
    sheet.shape([(880, 660), (1160, 560), (1160, 660)], WOOD)
    sheet.line([(890, 620), (1160, 520)], 8, BARK)
    sheet.box(984, 508, 48, 66, CORAL, radius=14)
    sheet.circle(1008, 482, 26, "#c98d63")
    sheet.line([(976, 520), (976, 560)], 10, INK)
    sheet.ring(1006, 574, 38, 9, INK)
    sheet.line([(1030, 566), (1058, 590)], 10, INK)
    sheet.tree(80, 600, 190, MOSS)
    return sheet


def wave() -> Sheet:
    sheet = Sheet("#9fb3bd", "#d6dcd8")
    for x, y in ((200, 140), (480, 90), (820, 150), (1050, 110)):
        sheet.oval(x, y, 150, 46, "#c7d0d2")
        sheet.oval(x + 60, y + 24, 120, 40, "#c7d0d2")
    sheet.shape([(500, 620), (800, 400), (1200, 400), (1200, 800), (500, 800)], MOSS)
    sheet.house(880, 402, 150, 120, RUST, INK)
    sheet.box(905, 316, 40, 40, SUN)
    for y, fill, phase in ((470, DEEP, 0.0), (560, SEA, 1.7), (660, DEEP, 3.3)):
        sheet.shape(
            [
                (0, y),
                *((x, y + (26 if (x // 60 + int(phase)) % 2 else -18)) for x in range(0, 780, 60)),
                (620, 800),
                (0, 800),
            ],
            fill,
        )
        for x in range(30, 560, 120):
            sheet.arc(x + phase * 20, y, 26, 190, 340, 7, WHITE)
    return sheet


def bricks() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.box(0, 650, WIDTH, 150, SAND)
    for row in range(9):
        for column in range(11 - max(0, row - 4) * 2):
            x = 260 + column * 62 + (row % 2) * 30
            sheet.box(x, 610 - row * 42, 58, 38, RUST if (row + column) % 3 else "#c5643f", radius=3)
    sheet.box(400, 460, 110, 190, BARK)
    sheet.line([(860, 660), (980, 200)], 12, WOOD)
    sheet.line([(930, 672), (1050, 212)], 12, WOOD)
    for step in range(8):
        x, y = 874 + step * 14, 610 - step * 54
        sheet.line([(x, y), (x + 66, y + 10)], 9, WOOD)
    sheet.person(180, 700, 170, SEA)
    sheet.arc(180, 556, 27, 180, 360, 26, SUN)
    sheet.person(1090, 730, 180, CORAL)
    sheet.arc(1090, 579, 28, 180, 360, 26, SUN)
    for x in (60, 130, 200):
        sheet.box(x + 560, 690, 64, 34, RUST, radius=3)
        sheet.box(x + 590, 654, 64, 34, RUST, radius=3)
    return sheet


def bench() -> Sheet:
    sheet = Sheet("#f8e3bd", PAPER)
    sheet.hill(520, 34, MINT, phase=1, waves=1.1)
    sheet.box(0, 590, WIDTH, 210, LEAF)
    sheet.box(0, 690, WIDTH, 70, SAND)
    sheet.tree(860, 640, 520, MOSS)
    for y in (420, 462, 530):
        sheet.box(250, y, 430, 28, WOOD, radius=8)
    for x in (290, 620):
        sheet.box(x, 410, 22, 260, INK, radius=6)
    sheet.person(380, 548, 190, RUST)
    sheet.circle(380, 376, 30, STONE)
    sheet.person(540, 548, 200, SEA)
    sheet.line([(452, 660), (430, 470)], 10, BARK)
    sheet.circle(150, 170, 70, SUN)
    return sheet


def fields() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.circle(250, 160, 70, SUN)
    for y, fill, phase in ((330, MINT, 0.4), (420, SUN, 2.2), (510, LEAF, 4.1), (640, MOSS, 5.4)):
        sheet.hill(y, 26, fill, phase=phase, waves=0.8)
    sheet.shape([(700, 800), (900, 800), (760, 640), (820, 520), (700, 420), (690, 420), (780, 520), (690, 640)], SAND)
    sheet.house(960, 420, 150, 110, RUST, INK)
    sheet.oval(330, 590, 120, 70, WHITE)
    sheet.oval(290, 570, 46, 34, INK)
    sheet.oval(380, 606, 36, 26, INK)
    sheet.circle(452, 540, 46, WHITE)
    sheet.circle(436, 520, 18, INK)
    sheet.oval(474, 556, 24, 18, CORAL)
    for x in (240, 280, 370, 410):
        sheet.box(x, 640, 22, 80, WHITE, radius=6)
    sheet.person(790, 720, 110, CORAL)
    sheet.box(640, 560, 12, 90, BARK)
    sheet.box(596, 530, 100, 54, PAPER, radius=6)
    return sheet
