"""Floor 0: what every app may use. Knows no app and no domain word."""
