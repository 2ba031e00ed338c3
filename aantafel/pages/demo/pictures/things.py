"""Things on a table, behind a window or in a shop."""

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
    NIGHT,
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


def soup() -> Sheet:
    sheet = Sheet(WOOD)
    sheet.planks()
    for x, y in around(600, 400, 325, 7, turn=0.3):
        sheet.circle(x, y, 92, WHITE)
        sheet.circle(x, y, 72, CORAL)
        sheet.circle(x - 18, y - 14, 12, LEAF)
        sheet.circle(x + 22, y + 16, 9, SUN)
    sheet.circle(600, 400, 190, LEAD)
    sheet.circle(600, 400, 168, INK)
    sheet.circle(600, 400, 160, RUST)
    for (x, y), fill in zip(around(600, 400, 90, 6), (SUN, LEAF, CREAM, SUN, LEAF, CREAM), strict=True):
        sheet.circle(x, y, 20, fill)
    sheet.line([(600, 400), (760, 250)], 18, BARK)
    return sheet


def tools() -> Sheet:
    sheet = Sheet("#dcc9a4", CREAM)
    sheet.box(80, 120, 1040, 330, WOOD, radius=12)
    for x, fill in ((190, RUST), (330, SEA), (470, LEAF)):
        sheet.line([(x, 190), (x, 330)], 22, LEAD)
        sheet.box(x - 22, 310, 44, 110, fill, radius=18)
    sheet.ring(640, 240, 48, 22, LEAD)
    sheet.line([(640, 290), (640, 410)], 24, LEAD)
    sheet.box(760, 190, 190, 60, LEAD, radius=10)
    sheet.line([(856, 250), (856, 415)], 26, BARK)
    sheet.shape([(1000, 190), (1060, 190), (1060, 400), (1030, 425), (1000, 400)], STONE)
    sheet.box(0, 590, WIDTH, 60, BARK)
    sheet.box(90, 650, 60, 150, BARK)
    sheet.box(1050, 650, 60, 150, BARK)
    sheet.shape([(520, 30), (680, 30), (760, 120), (440, 120)], RUST)
    sheet.circle(600, 128, 34, SUN)
    sheet.box(430, 500, 220, 90, SEA, radius=12)
    sheet.line([(480, 500), (600, 500)], 20, DEEP)
    sheet.circle(800, 555, 36, WHITE)
    sheet.box(764, 520, 72, 70, WHITE, radius=10)
    sheet.circle(800, 522, 28, BARK)
    return sheet


def dinner() -> Sheet:
    sheet = Sheet(CREAM)
    sheet.box(120, 180, 960, 440, BARK, radius=40)
    sheet.box(135, 190, 930, 415, WOOD, radius=34)
    for x in (260, 480, 700, 920):
        for y, chair in ((262, 110), (532, 690)):
            sheet.circle(x, chair, 58, (RUST, SEA, LEAF, SUN)[x % 4])
            sheet.circle(x, y, 66, WHITE)
            sheet.circle(x, y, 44, PAPER)
            sheet.circle(x, y, 26, (CORAL, SUN, LEAF)[x % 3])
    for x in (150 - 92, 1142):
        sheet.circle(x, 397, 58, SEA)
    sheet.box(380, 366, 440, 66, PAPER, radius=10)
    for x, fill in ((440, RUST), (600, LEAF), (760, SUN)):
        sheet.circle(x, 399, 40, fill)
    return sheet


def shelf() -> Sheet:
    sheet = Sheet(CREAM, SAND)
    sheet.box(140, 70, 920, 700, BARK, radius=10)
    for y in (95, 325, 555):
        sheet.box(165, y, 870, 195, "#f7ead0")
    sheet.box(220, 190, 150, 60, RUST, radius=16)
    sheet.box(250, 240, 46, 50, INK, radius=8)
    sheet.box(366, 206, 80, 16, LEAD)
    sheet.ring(600, 200, 70, 18, SEA)
    sheet.ring(600, 200, 32, 10, SEA)
    sheet.shape([(760, 290), (870, 140), (980, 290)], LEAF)
    sheet.shape([(850, 290), (870, 210), (890, 290)], MOSS)
    sheet.box(220, 460, 220, 60, INK, radius=8)
    sheet.box(240, 380, 46, 90, INK, radius=8)
    sheet.box(240, 370, 180, 46, INK, radius=14)
    sheet.line([(400, 410), (400, 462)], 8, STONE)
    for x, fill in ((540, RUST), (585, SEA), (630, SUN), (675, LEAF), (720, CORAL)):
        sheet.box(x, 365 + x % 4 * 8, 38, 155 - x % 4 * 8, fill, radius=4)
    sheet.box(820, 440, 150, 80, WOOD, radius=8)
    for y in (600, 640, 680):
        sheet.box(230, y, 240, 34, (SEA, PAPER, CORAL)[y // 40 % 3], radius=14)
    sheet.circle(650, 670, 74, SUN)
    sheet.ring(650, 670, 74, 8, RUST)
    sheet.line([(800, 740), (960, 590)], 20, WOOD)
    sheet.box(930, 570, 70, 50, LEAD, radius=8)
    return sheet


def window() -> Sheet:
    sheet = Sheet(NIGHT, "#48506b")
    for x, y in ((90, 90), (300, 50), (1010, 80), (1120, 220), (170, 260), (860, 40)):
        sheet.circle(x, y, 5, CREAM)
    sheet.box(250, 130, 700, 670, "#6a5a53")
    lit = {(0, 1), (1, 3), (2, 0), (2, 2), (3, 3)}
    for row in range(4):
        for column in range(4):
            x, y = 300 + column * 160, 180 + row * 150
            sheet.box(x, y, 120, 100, SUN if (row, column) in lit else "#35304a", radius=6)
            sheet.box(x - 8, y + 100, 136, 16, "#857469")
    for x, y, fill in ((520, 280, RUST), (330, 580, SEA), (394, 580, CORAL)):
        sheet.person(x, y, 74, fill)
    sheet.circle(1040, 300, 60, CREAM)
    return sheet


def gears() -> Sheet:
    sheet = Sheet(PAPER)
    for x in range(0, WIDTH, 50):
        sheet.line([(x, 0), (x, HEIGHT)], 2, "#dfe6e2")
    for y in range(0, HEIGHT, 50):
        sheet.line([(0, y), (WIDTH, y)], 2, "#dfe6e2")
    for x, y, r, teeth, fill, turn in ((330, 330, 170, 14, SEA, 0.0), (610, 500, 120, 10, RUST, 0.35)):
        for tooth in around(x, y, r, teeth, turn=turn):
            sheet.circle(*tooth, r * 0.17, fill)
        sheet.circle(x, y, r * 0.96, fill)
        sheet.circle(x, y, r * 0.62, PAPER)
        sheet.circle(x, y, r * 0.28, fill)
    sheet.oval(905, 210, 66, 92, LEAD)
    sheet.oval(905, 210, 48, 72, STONE)
    sheet.line([(905, 300), (905, 640)], 30, SUN)
    sheet.line([(980, 690), (1120, 600)], 22, SUN)
    sheet.shape([(950, 712), (986, 676), (996, 700)], INK)
    sheet.arc(905, 210, 150, 200, 320, 5, CORAL)
    return sheet


def music() -> Sheet:
    sheet = Sheet("#f5dcc4", CREAM)
    for y in (190, 230, 270, 310, 350):
        sheet.line([(60, y), (1140, y)], 4, BARK)
    for x, y, fill in ((230, 330, RUST), (400, 270, INK), (570, 310, SEA), (740, 210, INK), (930, 250, LEAF)):
        sheet.oval(x, y, 34, 25, fill)
        sheet.line([(x + 30, y), (x + 30, y - 130)], 8, fill)
    sheet.line([(600, 181), (770, 81)], 1, CREAM)
    sheet.line([(150, 690), (980, 540)], 44, INK)
    sheet.shape([(960, 505), (1100, 440), (1130, 610), (975, 580)], INK)
    sheet.line([(90, 702), (150, 690)], 24, BARK)
    for step in range(7):
        x = 280 + step * 95
        sheet.circle(x, 667 - step * 17, 16, STONE)
        sheet.circle(x, 667 - step * 17, 9, LEAD)
    return sheet


def gallery() -> Sheet:
    sheet = Sheet("#c98a63")
    for y in range(0, HEIGHT, 60):
        sheet.line([(0, y), (WIDTH, y)], 3, "#b97a54")
    sheet.box(90, 120, 1020, 560, BARK, radius=8)
    sheet.box(115, 145, 970, 510, PAPER)
    frames = ((160, 190, SUN), (420, 190, SKY), (680, 190, MINT), (160, 430, CORAL), (420, 430, CREAM), (680, 430, SEA))
    for x, y, fill in frames:
        sheet.box(x, y, 220, 190, WHITE)
        sheet.box(x + 14, y + 14, 192, 162, fill)
    sheet.circle(270, 285, 46, RUST)
    sheet.house(480, 345, 90, 70, RUST, INK)
    sheet.tree(790, 356, 130, MOSS)
    sheet.person(270, 598, 120, SEA)
    petals = (RUST, SUN, CORAL, SUN, RUST, CORAL, SUN)
    for petal, fill in zip(around(530, 525, 48, 7), petals, strict=True):
        sheet.circle(*petal, 24, fill)
    sheet.circle(530, 525, 26, BARK)
    sheet.oval(790, 530, 62, 34, SUN)
    sheet.shape([(735, 530), (700, 500), (700, 560)], SUN)
    sheet.box(930, 190, 120, 465, SAND)
    sheet.circle(1035, 430, 10, INK)
    sheet.shape([(60, 120), (1140, 120), (1090, 40), (110, 40)], RUST)
    sheet.box(0, 720, WIDTH, 80, STONE)
    return sheet


def herbs() -> Sheet:
    sheet = Sheet(SKY, CREAM)
    sheet.box(0, 600, WIDTH, 40, BARK)
    sheet.box(0, 640, WIDTH, 160, WOOD)
    for x, pot, leaf, kind in ((190, RUST, LEAF, 0), (460, SEA, MOSS, 1), (730, SUN, LEAF, 2), (1000, CORAL, MOSS, 0)):
        sheet.shape([(x - 95, 450), (x + 95, 450), (x + 66, 604), (x - 66, 604)], pot)
        sheet.box(x - 106, 428, 212, 38, pot, radius=8)
        for step in range(-2, 3):
            tip = (x + step * 55, 250 + abs(step) * 40)
            sheet.line([(x + step * 14, 428), tip], 8, leaf)
            for part in (0.35, 0.6, 0.85, 1.0):
                leaf_x, leaf_y = x + step * 14 + (tip[0] - x - step * 14) * part, 428 + (tip[1] - 428) * part
                if kind == 2:
                    sheet.oval(leaf_x, leaf_y, 8, 22, leaf)
                else:
                    sheet.oval(leaf_x, leaf_y, 26 - 6 * kind, 16, leaf)
        sheet.line([(x + 60, 428), (x + 60, 350)], 8, BARK)
        sheet.box(x + 22, 312, 84, 46, WHITE, radius=6)
        sheet.line([(x + 36, 335), (x + 92, 335)], 5, INK)
    return sheet


def shop() -> Sheet:
    sheet = Sheet(SKY, PAPER)
    sheet.box(150, 130, 900, 540, CREAM)
    sheet.box(150, 90, 900, 60, RUST)
    for step in range(9):
        x = 130 + step * 105
        sheet.shape([(x, 200), (x + 105, 200), (x + 105, 290), (x, 290)], RUST if step % 2 else WHITE)
        sheet.circle(x + 52, 290, 52, RUST if step % 2 else WHITE)
    sheet.box(200, 370, 420, 220, SEA, radius=6)
    sheet.box(216, 386, 388, 188, "#cfe3e2")
    sheet.box(720, 360, 190, 310, BARK, radius=6)
    sheet.box(744, 384, 142, 150, "#cfe3e2", radius=4)
    sheet.circle(886, 580, 10, SUN)
    for x, fill in ((240, CORAL), (330, LEAF), (420, SUN), (510, RUST)):
        sheet.box(x - 30, 520, 70, 54, fill, radius=6)
    sheet.box(0, 670, WIDTH, 130, STONE)
    for x, fill in ((190, LEAF), (340, RUST), (490, SUN), (950, MOSS)):
        sheet.box(x, 660, 130, 70, WOOD, radius=6)
        for step in range(4):
            sheet.circle(x + 22 + step * 29, 656, 19, fill)
    return sheet
