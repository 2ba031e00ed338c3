"""Meetings: agenda, calendar, who hears of them, and what comes next."""
