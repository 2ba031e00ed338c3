"""Floor 7: the movement of a municipality: where it meets people, and whom it knows."""
