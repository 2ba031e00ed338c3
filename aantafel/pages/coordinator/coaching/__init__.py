"""Coaches at the desk: matching, the list of coaches, and applications."""
