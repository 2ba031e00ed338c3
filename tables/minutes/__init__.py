"""Minutes: the draft, what everyone reads, reading along and comparing."""
