"""What goes wrong with a start, said in one sentence."""


class EmbeddedError(Exception):
    """A start that cannot go on. The message is one clear sentence for the person at the terminal."""
