"""News of matches for upper floors, sent inside the transaction that makes it."""

from django.dispatch import Signal

match_asked = Signal()  # idea_id, match, actor: a coach is asked for an idea
match_accepted = Signal()  # idea_id, match, actor: the coach said yes
match_ended = Signal()  # idea_id, match, actor: a coach who had said yes stops; actor is None for the site itself
