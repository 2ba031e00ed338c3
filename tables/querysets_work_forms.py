"""Questions to the table of work forms."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from municipalities.scope import Local, Operator, Scope, Tenant, TenantQuerySet

if TYPE_CHECKING:
    from tables.models import WorkForm, WorkFormChoice
else:
    WorkForm = WorkFormChoice = Any


class WorkFormQuerySet(TenantQuerySet["WorkForm"]):
    """A row without a municipality belongs to the national library, which everyone has."""

    def public(self) -> Self:
        """What everyone may read of the whole country: the national library."""
        return self.national().running()

    def running(self) -> Self:
        return self.filter(ended_at=None)

    def national(self) -> Self:
        return self.filter(municipality=None)

    def made_by(self, municipality_id: int) -> Self:
        """What a municipality has beside the national library: its own forms, and versions of what is no more in it."""
        orphan = Q(replaces=None) | Q(replaces__ended_at__isnull=False)
        return self.filter(orphan, municipality=municipality_id)

    def known_in(self, municipality_id: int) -> Self:
        """The national ones and its own, whatever became of them."""
        return self.filter(Q(municipality=None) | Q(municipality=municipality_id))

    def offered_in(self, municipality_id: int) -> Self:
        """The library of one municipality: the national forms, its own versions in place of those that they replace,
        and its own forms, without what it turned off.
        """
        replaced = self.model._base_manager.filter(municipality=municipality_id, replaces=OuterRef("pk"), ended_at=None)
        choices = apps.get_model("tables", "WorkFormChoice")._base_manager
        off = choices.filter(municipality=municipality_id, is_off=True)
        off = off.filter(Q(form=OuterRef("pk")) | Q(form=OuterRef("replaces")))
        return self.known_in(municipality_id).running().exclude(Exists(replaced)).exclude(Exists(off))

    def seen_from(self, scope: Scope) -> Self:
        match scope:
            case Operator():
                return self
            case Local(municipality_id=key):
                return self.offered_in(key)
            case Tenant(municipality_id=key):
                return self.known_in(key)
            case _:
                return self.public()

    def of_this_site(self) -> Self:
        raise NotImplementedError("Ask `known_in`: a site has the national work forms beside its own.")


class WorkFormChoiceQuerySet(TenantQuerySet["WorkFormChoice"]):
    def public(self) -> Self:
        """None of it: what is turned off simply does not show."""
        return self.none()
