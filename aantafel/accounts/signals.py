"""News about people for the floors above. Sent inside the transaction of the news."""

from django.dispatch import Signal

role_given = Signal()  # membership, actor
role_ended = Signal()  # membership, actor
