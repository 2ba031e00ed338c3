"""The desk of a municipality's coaches, at `/coach/` of its own site."""
