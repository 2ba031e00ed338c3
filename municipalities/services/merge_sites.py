"""Local sites and neighbourhoods move with their municipality when it merges into another."""

from django.conf import settings
from django.db.models import Q

from aantafel.core.registry import on_hand_over
from municipalities import sites
from municipalities.models import Host, Instance, Municipality, Neighbourhood


def move_sites(*, old: Municipality, new: Municipality) -> str:
    """The site goes to the successor. Where that has one of its own, the open one stays, and all addresses lead there
    from now on. Before anything else moves.

    A neighbourhood whose name the successor knows already keeps the old municipality's name behind it.
    """
    known = {name.lower() for name in Neighbourhood.objects.filter(municipality=new).values_list("name", flat=True)}
    for neighbourhood in Neighbourhood.objects.filter(municipality=old):
        if neighbourhood.name.lower() in known:
            neighbourhood.name = f"{neighbourhood.name[:40]} ({old.name[:36]})"
        neighbourhood.municipality = new
        neighbourhood.save(update_fields=["name", "municipality"])
    moved = _move_instances(old, new)
    sites.forget()
    return f"local sites: {moved}"


def _move_instances(old: Municipality, new: Municipality) -> str:
    rows = Instance.objects.select_for_update(no_key=True).filter(Q(municipality=old) | Q(municipality=new))
    found = {one.municipality_id: one for one in rows.order_by("pk")}
    gone, there = found.get(old.pk), found.get(new.pk)
    if there is None or (gone is not None and gone.is_open and not there.is_open):
        stays, goes = gone, there
    else:
        stays, goes = there, gone
    if stays is None:
        return "none"
    told = f"{stays.name} goes along" if goes is None else _lead_on(goes, stays)
    if stays.is_open:
        _take_over(stays, new if stays is gone else old, also_open=goes is not None and goes.is_open)
    _give(stays, new)
    return told


def _lead_on(goes: Instance, stays: Instance) -> str:
    """The addresses and the story of the one that goes are those of the one that stays from now on."""
    goes.hosts.update(instance=stays)
    goes.entries.update(instance=stays)
    goes.delete()
    Host.objects.create(instance=stays, name=f"{goes.subdomain}.{settings.BASE_DOMAIN}")
    return f"all addresses of {goes.name} lead to {stays.name}"


def _take_over(site: Instance, other: Municipality, *, also_open: bool) -> None:
    """What lay on the operator's desk in the other municipality lies on the coordinators' from now on."""
    if not also_open:
        _give(site, other)
        on_hand_over.run(municipality=site.municipality, actor=None)


def _give(site: Instance, municipality: Municipality) -> None:
    site.municipality = municipality
    site.save(update_fields=["municipality"])
