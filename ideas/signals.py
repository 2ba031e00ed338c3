"""News of ideas for upper floors, sent inside the transaction that makes it."""

from django.dispatch import Signal

idea_withdrawn = Signal()  # idea, actor: the idea goes off the site (or never came there)
threshold_reached = Signal()  # idea_id: enough people of the municipality like it; sent once, ever
pinner_gone = Signal()  # idea, stays: whose it was erased their account; it stays on the site without them, or goes too
idea_merged = Signal()  # stays, goes, actor: the idea `goes` became part of `stays`, and is no longer on the site
idea_taken_over = Signal()  # idea, actor: somebody else entered it, and the one whose it is looks after it now
idea_left = Signal()  # idea: it goes to another municipality, where nobody was told anything about it yet
