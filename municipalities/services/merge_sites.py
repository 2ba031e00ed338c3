"""Local sites and neighbourhoods move with their municipality when it merges into another."""

from municipalities import sites
from municipalities.models import Instance, Municipality, Neighbourhood


def move_sites(*, old: Municipality, new: Municipality) -> str:
    """The site goes to the successor. Where that has one of its own, the old hosts lead there from now on.

    A neighbourhood whose name the successor knows already keeps the old municipality's name behind it.
    """
    known = {name.lower() for name in Neighbourhood.objects.filter(municipality=new).values_list("name", flat=True)}
    for neighbourhood in Neighbourhood.objects.filter(municipality=old):
        if neighbourhood.name.lower() in known:
            neighbourhood.name = f"{neighbourhood.name[:40]} ({old.name[:36]})"
        neighbourhood.municipality = new
        neighbourhood.save(update_fields=["name", "municipality"])
    moved = _move_instance(old, new)
    sites.forget()
    return f"local sites: {moved}"


def _move_instance(old: Municipality, new: Municipality) -> str:
    gone = Instance.objects.select_for_update(no_key=True).filter(municipality=old).first()
    if gone is None:
        return "none"
    stays = Instance.objects.select_for_update(no_key=True).filter(municipality=new).first()
    if stays is None:
        gone.municipality = new
        gone.save(update_fields=["municipality"])
        return f"{gone.name} goes along"
    gone.hosts.update(instance=stays)
    gone.delete()
    return f"the hosts of {gone.name} lead to {stays.name}"
