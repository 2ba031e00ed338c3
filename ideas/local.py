"""What a municipality with a site of its own lets people choose from: its themes and its neighbourhoods."""

from django.db.models import QuerySet

from ideas.enums import Theme
from municipalities.enums import InstanceState
from municipalities.models import Instance, Neighbourhood


def themes(instance: Instance | None, *, keep: str = "") -> list[tuple[str, str]]:
    """The themes of a site, all of them where it chose none; the one that an idea has already stays among them."""
    chosen = set(instance.themes) if instance is not None else set()
    return [(key, str(label)) for key, label in Theme.choices if not chosen or key in chosen or key == keep]


def themes_in(municipality_id: int | None, *, keep: str = "") -> list[tuple[str, str]]:
    """The same for an idea of a municipality, wherever it is written. One query."""
    there = Instance.objects.filter(municipality=municipality_id).exclude(state=InstanceState.ENDED)
    return themes(there.only("themes").first(), keep=keep)


def neighbourhoods_in(municipality_id: int | None, *, keep: int | None = None) -> list[tuple[str, str]]:
    """The neighbourhoods in use, as choices; the one that an idea has already stays among them. One query."""
    found = [(pk, name) for pk, name, ended in _listed(municipality_id) if ended is None or pk == keep]
    return [(str(pk), name) for pk, name in found]


def _listed(municipality_id: int | None) -> QuerySet[Neighbourhood, tuple[int, str, object]]:
    rows = Neighbourhood.objects.filter(municipality=municipality_id).order_by("name")
    return rows.values_list("pk", "name", "ended_at")
