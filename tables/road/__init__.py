"""The road of a table: where it stands, what it needs, and who does the next thing."""
