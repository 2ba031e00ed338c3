"""The one writer of where a local site stands, and of the hosts that lead to it."""

from municipalities.models import Instance


def lock(municipality_id: int | None) -> Instance | None:
    """The site of a municipality, locked until the caller's transaction ends; None where there is none.

    Whoever decides something at a desk takes it before the idea, so that no site opens or ends meanwhile.
    """
    rows = Instance.objects.select_for_update(of=("self",), no_key=True).select_related("municipality")
    return rows.filter(municipality=municipality_id).first()
