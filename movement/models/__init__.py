"""What carries the movement in a municipality."""

from movement.models.site import SiteEntry

__all__ = ["SiteEntry"]
