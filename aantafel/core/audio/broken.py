"""What the readers of containers have in common."""


class Broken(Exception):
    """The structure of the file is not what its beginning promised."""


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
