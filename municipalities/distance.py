"""How far municipalities lie from each other, as the crow flies between their centres."""

from math import asin, cos, radians, sin, sqrt

from municipalities.models import Municipality

EARTH_RADIUS = 6371.0  # km
NEIGHBOURS = 8


def nearest(here: Municipality, count: int = NEIGHBOURS) -> list[int]:
    """The keys of a municipality and of those that lie nearest to it, nearest first. One query."""
    if here.latitude is None or here.longitude is None:
        return [here.pk]
    start = (here.latitude, here.longitude)
    others = Municipality.objects.current().exclude(pk=here.pk).values_list("pk", "latitude", "longitude")
    far = sorted((km(start, (lat, lon)), pk) for pk, lat, lon in others if lat is not None and lon is not None)
    return [here.pk, *(pk for _km, pk in far[: count - 1])]


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude in degrees), by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half))
