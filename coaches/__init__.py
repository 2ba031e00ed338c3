"""Floor 5: the coaches of a municipality, which of them fits an idea, and whether they said yes."""
