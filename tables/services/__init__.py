"""What can be done with tables."""

from tables.services.publish import publish

__all__ = ["publish"]
