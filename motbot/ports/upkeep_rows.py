"""What motbot does for itself at a time, as a port: the daily sweep, a workspace that we left, a copy that is made."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class UpkeepName(StrEnum):
    """What is done, or going on."""

    SWEEP = "sweep"
    """Once a day, what has been kept long enough is erased."""
    LEFT = "left"
    """The app was uninstalled from a workspace: everything of it is erased, and nothing that still comes is taken."""
    COPYING = "copying"
    """A copy of the database is being made; in the copy itself it goes on for ever, which tells it from the rest."""
    RESTORED = "restored"
    """The database was made from a copy of that time: something may have been sent since that it does not know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepRow:
    """One of them."""

    id: int
    name: UpkeepName
    about: str
    """A workspace's id for `LEFT`, else empty."""
    at: datetime
    """When it began."""


class UpkeepRows(Protocol):
    """The rows, each verb in a commit of its own. Every verb raises StorageUnavailable."""

    async def get(self, row: int) -> UpkeepRow | None:
        """One row."""
        ...

    async def since(self, name: UpkeepName, about: str = "") -> datetime | None:
        """When something began that has not ended; None where nothing has."""
        ...

    async def begin(
        self, name: UpkeepName, about: str = "", *, at: datetime, wake_at: datetime | None = None, anew: bool = True
    ) -> None:
        """Note that something begins, to be looked at then; what has begun already begins anew, or goes on."""
        ...

    async def end(self, name: UpkeepName, about: str = "", *, at: datetime) -> None:
        """It is over; what was never begun stays so."""
        ...

    async def wake(self, row: int, at: datetime) -> None:
        """Look at it again then."""
        ...

    async def drop(self, row: int) -> None:
        """It never was."""
        ...
