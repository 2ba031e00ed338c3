"""News for higher floors.

Both are sent inside the transaction that changes the AddressBlock, so that what a receiver writes stands or
falls with it. Keyword arguments: `address` (lower case), `recipient` (the mail's label, such as "user:12"; ""
when nobody in particular) and, for a bounce, `reason` (the mail server's words).
"""

from django.dispatch import Signal

address_bounced = Signal()
address_unblocked = Signal()
