"""Checks of the whole site: every address of the URLconf, for every role, in both languages."""
