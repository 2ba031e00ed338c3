"""Desks: where people do the work behind the site."""
