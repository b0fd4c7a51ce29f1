"""Reads the local times that a model writes: its own reckoning, never taken without another reading beside it."""

from datetime import datetime
from zoneinfo import ZoneInfo


def local_time(text: str, zone: ZoneInfo) -> datetime | None:
    """An ISO time, in the zone where it has no offset of its own; None for nonsense."""
    try:
        at = datetime.fromisoformat(text.strip())
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, OverflowError):
        return None
