"""The mails about a table."""
