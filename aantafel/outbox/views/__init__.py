"""The operator's mail desk, and the page on which anybody stops optional mail."""
