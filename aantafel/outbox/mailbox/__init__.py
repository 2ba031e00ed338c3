"""The local mailbox: shows every mail that would have been sent, codes included, to everyone. Never in production."""
