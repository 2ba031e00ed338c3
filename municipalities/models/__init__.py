"""The list of municipalities, and the local sites of those that take part."""

from municipalities.models.instance import Host, Instance, LookDraft, Neighbourhood
from municipalities.models.register import Municipality, MunicipalityManager, Place, Postcode

__all__ = ["Host", "Instance", "LookDraft", "Municipality", "MunicipalityManager", "Neighbourhood", "Place", "Postcode"]
