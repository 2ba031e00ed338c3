"""The public holidays of the Netherlands, by rule. Pure Python.

Those that the government lists; Good Friday is not among them, since most of the country works then.
"""

from datetime import date, timedelta
from enum import Enum


class Holiday(Enum):
    NEW_YEAR = "new-year"
    EASTER = "easter"
    EASTER_MONDAY = "easter-monday"
    KINGS_DAY = "kings-day"
    LIBERATION_DAY = "liberation-day"
    ASCENSION_DAY = "ascension-day"
    WHIT_SUNDAY = "whit-sunday"
    WHIT_MONDAY = "whit-monday"
    CHRISTMAS = "christmas"
    SECOND_CHRISTMAS_DAY = "second-christmas-day"


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the arithmetic of the computus."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    from_march = moon - weekday
    month = 3 + (from_march + 40) // 44
    return date(year, month, from_march + 28 - 31 * (month // 4))


def kings_day(year: int) -> date:
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def in_year(year: int) -> dict[date, Holiday]:
    """Day and holiday. Where two fall on one day (Ascension Day on 5 May) the day stands here once."""
    sunday = easter(year)
    return {
        date(year, 1, 1): Holiday.NEW_YEAR,
        sunday: Holiday.EASTER,
        sunday + timedelta(days=1): Holiday.EASTER_MONDAY,
        kings_day(year): Holiday.KINGS_DAY,
        date(year, 5, 5): Holiday.LIBERATION_DAY,
        sunday + timedelta(days=39): Holiday.ASCENSION_DAY,
        sunday + timedelta(days=49): Holiday.WHIT_SUNDAY,
        sunday + timedelta(days=50): Holiday.WHIT_MONDAY,
        date(year, 12, 25): Holiday.CHRISTMAS,
        date(year, 12, 26): Holiday.SECOND_CHRISTMAS_DAY,
    }


def on(day: date) -> Holiday | None:
    return in_year(day.year).get(day)
