"""A country's worth of invented rows, to measure with."""
