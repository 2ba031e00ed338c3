"""Floor 4: ideas: pinning, the first sketch, review, publication, and where the municipality stands with it."""
