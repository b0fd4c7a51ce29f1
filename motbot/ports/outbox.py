"""What goes out: what each private message should show, and what Slack is known to show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from motbot.domain.nudge import Whisper


class Whispers(Protocol):
    """The outbox: what each private message should show."""

    async def get(self, whisper: int) -> Whisper | None:
        """One row, locked."""
        ...

    async def by_key(self, key: str, *, moment: int = 0) -> Whisper | None:
        """One row by its key, locked; whoever knows the moment it is about says so, and locks its other messages too.

        They would be locked sooner or later, and what is locked is read once.
        """
        ...

    async def of_moment(self, moment: int) -> Sequence[Whisper]:
        """Every private message of a moment, oldest first, locked."""
        ...

    async def of_promise(self, promise: int) -> Sequence[Whisper]:
        """Every note that shows a promise, oldest first, locked."""
        ...

    async def last_note_to(self, team: str, to: str) -> Whisper | None:
        """The newest note about promises that a person was given, locked."""
        ...

    async def save(self, whisper: Whisper) -> Whisper:
        """Store it; gives it back with its id."""
        ...

    async def change(
        self, whisper: Whisper, changes: Mapping[str, object], *, if_version: bool = False, if_try: bool = False
    ) -> bool:
        """Change some fields of a row as it stands now, in one statement; False where it was not changed.

        Args:
            whisper: the row as it was read.
            changes: new values by the names of their fields; never `nudge`, `withdrawn` or `promises`.
            if_version: only where it still asks for what it asked for then.
            if_try: only where nobody has tried or found it since.
        """
        ...

    async def all_to(self, team: str, to: str) -> Sequence[Whisper]:
        """Read, without locking, every private message a person was given, the newest first, at most 500."""
        ...

    async def count_to(self, team: str, to: str, since: datetime) -> int:
        """How many new private messages a person has been given since."""
        ...
