"""When things happened in the demo: counted back from now, and always at an hour that people keep."""

import zlib
from datetime import datetime, timedelta

from django.utils import timezone

from aantafel.core import clock
from aantafel.pages.demo.stories import Call, Story


def luck(slug: str, purpose: str, choices: int) -> int:
    """A number below `choices` that is always the same for this story."""
    return zlib.crc32(f"{purpose}:{slug}".encode()) % choices


def told(story: Story, now: datetime) -> datetime:
    """When it was pinned: between breakfast and bedtime, or exactly so many hours ago."""
    if story.hours:
        return now - timedelta(hours=story.hours)
    hour, minute = 8 + luck(story.slug, "hour", 14), luck(story.slug, "minute", 60)
    day = timezone.localtime(now - timedelta(days=story.days))
    return day.replace(hour=hour, minute=minute, second=11, microsecond=0)


def called(call: Call, now: datetime) -> datetime:
    return now - timedelta(hours=call.hours)


def at_the_office(story: Story, after: datetime, working_days: int, purpose: str) -> datetime:
    """So many working days later, in office hours."""
    day = clock.add_working_days(after, working_days)
    hour, minute = 9 + luck(story.slug, f"{purpose}-hour", 8), luck(story.slug, f"{purpose}-minute", 60)
    return timezone.localtime(after).replace(
        year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=24, microsecond=0
    )


def decided(story: Story, pinned: datetime) -> datetime:
    """When the operator decided: one to four working days later, within the promise of five."""
    return at_the_office(story, pinned, 1 + luck(story.slug, "patience", 4), "decided")
