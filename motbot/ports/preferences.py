"""What people have set for themselves, as a port; and that they were welcomed, which happens once."""

from datetime import datetime
from typing import Protocol

from motbot.domain.preferences import Preferences


class PreferenceRows(Protocol):
    """One row for each person who was welcomed or has set something."""

    async def get(self, team: str, user: str) -> Preferences:
        """What they have set, locked where there is anything; nothing set where there is none."""
        ...

    async def look_up(self, team: str, user: str) -> Preferences:
        """The same, read without locking."""
        ...

    async def save(self, team: str, user: str, preferences: Preferences) -> None:
        """Keep it."""
        ...

    async def welcome(self, team: str, user: str, at: datetime) -> bool:
        """Note that they are welcomed; false where they have been already, or are being just now."""
        ...

    async def welcomed_at(self, team: str, user: str) -> datetime | None:
        """When they were welcomed; None where nobody has."""
        ...
