"""Floor 3: people, their roles, and signing in with a code or a link."""
