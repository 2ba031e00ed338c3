"""What the readers of containers have in common."""

MOST = 20_000  # pieces: three minutes have some 9,000, of 20 milliseconds each


class Broken(Exception):
    """The structure of the file is not what its beginning promised."""


class TooMany(Broken):
    """More pieces than a recording of a few minutes falls apart into."""


class Recording(bytes):
    """The bytes of a file, that count the pieces which are read of them: a file of nothing but tiny ones takes long."""

    pieces = 0

    def add(self, pieces: int = 1) -> None:
        """Raises TooMany."""
        self.pieces += pieces
        if self.pieces > MOST:
            raise TooMany


def need(holds: object) -> None:
    """Raises Broken when something that must hold does not."""
    if not holds:
        raise Broken


def take(data: bytes, place: int, count: int) -> bytes:
    """Exactly so many bytes. Raises Broken where the file ends before."""
    part = data[place : place + count]
    need(place >= 0 and len(part) == count)
    return part


def number(data: bytes, place: int, count: int, *, little: bool = False) -> int:
    return int.from_bytes(take(data, place, count), "little" if little else "big")
