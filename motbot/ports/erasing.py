"""Erasing what has been kept long enough, as a port: short steps that anybody may repeat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from motbot.domain.retention import Retention


class Step(StrEnum):
    """What is erased by one kind of step."""

    EVENT_WORDS = "event_words"
    """What Slack sent; the ids stay a little longer, to know what is delivered again."""
    EVENT_IDS = "event_ids"
    ASIDE = "aside"
    ANSWERS = "answers"
    LOOSE_MESSAGES = "loose_messages"
    """Messages about no moment and no promise."""
    LOOSE_ACTS = "loose_acts"
    """What was done with them."""
    SHEETS = "sheets"
    """With all that is said of them."""
    WINDOWS = "windows"
    SILENCES = "silences"
    """Wishes for silence that are over."""
    FAILED_JOBS = "failed_jobs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A conversation whose time is over."""

    conversation: int
    done: bool
    """False where somebody has something of it in hand."""


class Erasing(Protocol):
    """Each verb erases a little in a commit of its own, and gives how much; 0 when nothing is left.

    Nobody is waited for: what somebody else has in hand is left for later. Every verb raises StorageUnavailable.
    """

    async def erase(self, step: Step, *, retention: Retention, now: datetime) -> int:
        """Take one step."""
        ...

    async def clear_next(self, *, retention: Retention, now: datetime, besides: Collection[int]) -> Cleared | None:
        """Clear one conversation whose time is over, none of `besides`; None when there is none left.

        Its lines, and its messages but for posted cards, go. Of these, of its moments, promises and verdicts that stays
        which reports count: without words, without people.
        """
        ...

    async def erase_team(self, team: str) -> int:
        """Erase some of all that is held of a workspace."""
        ...


class Files(Protocol):
    """Files that motbot itself has written, in its own folder."""

    def erase(self, *, retention: Retention, now: datetime) -> int:
        """Erase copies of the database and answers about cases that are old enough; gives how many."""
        ...
