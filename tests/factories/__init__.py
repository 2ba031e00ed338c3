"""Test data: one factory per model, believable by default."""
