"""A municipality goes up into another."""

from datetime import date

from django.db import transaction

from aantafel.core.errors import WrongState
from aantafel.core.registry import on_merge
from municipalities.models import Municipality, Place, Postcode


@transaction.atomic
def merge(*, old: Municipality, new: Municipality, on: date) -> list[str]:
    """End `old` and move all that belongs to it to `new`. Returns what moved, a line each; [] when it was done before.

    In one transaction, under a lock on both rows (not on their keys: a like that is written at this moment refers to
    them, and the merger waits for its tally): postcodes and places, then what every app has registered in
    `on_merge`. Municipalities that merged into `old` earlier now point straight to `new`, so that a successor is
    always one step away. Raises WrongState when `old` ended otherwise, or `new` has itself ended.
    """
    both = Municipality.objects.select_for_update(no_key=True).order_by("pk").filter(pk__in=(old.pk, new.pk))
    locked = {one.pk: one for one in both}
    old, new = locked[old.pk], locked[new.pk]
    if old.successor_id == new.pk:
        return []
    if old == new or old.ends_on is not None or new.ends_on is not None:
        raise WrongState(f"{old.name} cannot merge into {new.name}: one of them has already ended.")
    report = [f"register: {_move_postcodes(old, new)} postcodes, {_move_places(old, new)} places"]
    report += [str(line) for line in on_merge.run(old=old, new=new)]
    Municipality.objects.filter(successor=old).update(successor=new)
    old.ends_on, old.successor = on, new
    old.save(update_fields=["ends_on", "successor"])
    return report


def _move_postcodes(old: Municipality, new: Municipality) -> int:
    """A postcode that both shared becomes the successor's alone, at the better of the two ranks."""
    own = {row.pc4: row for row in Postcode.objects.filter(municipality=new)}
    moved = 0
    for row in Postcode.objects.filter(municipality=old):
        double = own.get(row.pc4)
        if double is None:
            row.municipality = new
            row.save(update_fields=["municipality"])
        else:
            double.rank = min(double.rank, row.rank)
            double.save(update_fields=["rank"])
            row.delete()
        moved += 1
    return moved


def _move_places(old: Municipality, new: Municipality) -> int:
    """A place that lay in both is kept once."""
    doubles = Place.objects.filter(municipality=new).values("folded")
    doubled, _per_model = Place.objects.filter(municipality=old, folded__in=doubles).delete()
    return doubled + Place.objects.filter(municipality=old).update(municipality=new)
