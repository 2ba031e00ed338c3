"""The desk of a municipality's coordinator, at `/coordinator/` of its own site."""
