"""A few strokes with which the demo's pictures are drawn: flat shapes in warm colours, on a sheet of 1200 by 800."""

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
FINE = 2  # drawn larger and shrunk, for smooth edges

INK = "#3b2f2a"
PAPER = "#fbf4e6"
CREAM = "#f3e3c3"
SAND = "#e6cf9f"
WOOD = "#b98552"
BARK = "#7d5636"
RUST = "#b5502f"
CORAL = "#e07a5f"
SUN = "#f2b544"
LEAF = "#6a994e"
MOSS = "#3f6b45"
MINT = "#a7c9a1"
SKY = "#bfdde3"
SEA = "#4d8b9e"
DEEP = "#2b5166"
NIGHT = "#1d2b44"
STONE = "#b9b3a8"
LEAD = "#6f7276"
WHITE = "#fffdf8"

Point = tuple[float, float]


class Sheet:
    """A picture in the making. All measures are in points of the finished sheet."""

    def __init__(self, top: str, bottom: str | None = None) -> None:
        self.image = Image.new("RGB", (1, 2), top)
        self.image.putpixel((0, 1), Image.new("RGB", (1, 1), bottom or top).getpixel((0, 0)) or 0)
        self.image = self.image.resize((WIDTH * FINE, HEIGHT * FINE), Image.Resampling.BILINEAR)
        self.draw = ImageDraw.Draw(self.image)

    def circle(self, x: float, y: float, r: float, fill: str) -> None:
        self.oval(x, y, r, r, fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        self.draw.ellipse(_scaled([(x - rx, y - ry), (x + rx, y + ry)]), fill=fill)

    def ring(self, x: float, y: float, r: float, width: float, fill: str) -> None:
        self.draw.ellipse(_scaled([(x - r, y - r), (x + r, y + r)]), outline=fill, width=round(width * FINE))

    def box(self, x: float, y: float, w: float, h: float, fill: str, *, radius: float = 0) -> None:
        self.draw.rounded_rectangle(_scaled([(x, y), (x + w, y + h)]), radius * FINE, fill=fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.draw.polygon(_scaled(points), fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: str) -> None:
        self.draw.line(_scaled(points), fill=fill, width=round(width * FINE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def arc(self, x: float, y: float, r: float, start: float, end: float, width: float, fill: str) -> None:
        self.draw.arc(_scaled([(x - r, y - r), (x + r, y + r)]), start, end, fill=fill, width=round(width * FINE))

    def hill(self, y: float, height: float, fill: str, *, phase: float = 0, waves: float = 1) -> None:
        """Everything below a wavy line."""
        line = [(x, y - height * math.sin(phase + waves * math.tau * x / WIDTH)) for x in range(0, WIDTH + 1, 20)]
        self.shape([*line, (WIDTH, HEIGHT), (0, HEIGHT)], fill)

    def planks(self, fill: str = WOOD, seam: str = "#a97645") -> None:
        """A wooden table from above."""
        self.box(0, 0, WIDTH, HEIGHT, fill)
        for y in range(0, HEIGHT, 134):
            self.line([(0, y), (WIDTH, y)], 4, seam)
            knot = (y * 7) % 900 + 120
            self.oval(knot, y + 66, 46, 9, seam)

    def tree(self, x: float, y: float, size: float, fill: str = LEAF, *, fruit: str = "") -> None:
        """Standing on (x, y)."""
        self.box(x - size * 0.07, y - size * 0.6, size * 0.14, size * 0.6, BARK, radius=size * 0.04)
        for dx, dy, r in ((0, -0.95, 0.36), (-0.24, -0.72, 0.28), (0.24, -0.72, 0.28)):
            self.circle(x + dx * size, y + dy * size, r * size, fill)
        if fruit:
            for dx, dy in ((-0.2, -0.75), (0.05, -1.05), (0.22, -0.8), (-0.02, -0.7)):
                self.circle(x + dx * size, y + dy * size, size * 0.05, fruit)

    def house(self, x: float, y: float, w: float, h: float, wall: str, roof: str) -> None:
        """Standing on y, from x to x + w."""
        self.box(x, y - h, w, h, wall)
        self.shape([(x - w * 0.08, y - h), (x + w / 2, y - h - w * 0.5), (x + w * 1.08, y - h)], roof)
        self.box(x + w * 0.58, y - h * 0.55, w * 0.24, h * 0.55, BARK, radius=w * 0.02)
        self.box(x + w * 0.16, y - h * 0.72, w * 0.26, h * 0.34, PAPER, radius=w * 0.02)

    def person(self, x: float, y: float, h: float, fill: str, skin: str = "#c98d63") -> None:
        """Standing on (x, y)."""
        self.box(x - h * 0.16, y - h * 0.68, h * 0.32, h * 0.68, fill, radius=h * 0.15)
        self.circle(x, y - h * 0.84, h * 0.15, skin)

    def finish(self) -> bytes:
        """The sheet as a PNG file."""
        out = io.BytesIO()
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        small.save(out, "PNG", compress_level=1)
        return out.getvalue()


def around(x: float, y: float, r: float, count: int, *, turn: float = 0) -> list[Point]:
    """Points on a circle."""
    steps = (turn + math.tau * n / count for n in range(count))
    return [(x + r * math.cos(step), y + r * math.sin(step)) for step in steps]


def _scaled(points: Sequence[Point]) -> list[tuple[int, int]]:
    return [(round(x * FINE), round(y * FINE)) for x, y in points]
