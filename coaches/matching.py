"""How well a coach suits an idea. Pure Python."""
