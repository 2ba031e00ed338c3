"""What happens to tables, for who has to know inside the same transaction. Only rings: the rows are the truth."""

from django.dispatch import Signal

table_closed = Signal()  # table (locked), actor, role, reason, word, tells (its people hear it): it stopped or finished
round_began = Signal()  # table (locked)
