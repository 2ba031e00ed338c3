"""Asking for help around a table, and answering: the pages of who asks, and those of both desks."""
