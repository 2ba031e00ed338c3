"""When the demo of the tests is made."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # a Wednesday
