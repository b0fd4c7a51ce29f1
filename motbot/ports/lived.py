"""Reads conversations of which people have said something: by a press, a mark, a dispute, or a promise's end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.domain.review import Rating, Remark, Review
from motbot.ports.records import Feedback, StoredLine, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A sheet with what people say of it; marks of a blind one only where their rater has sent them."""

    review: Review
    ratings: tuple[Rating, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """Everything that is stored of one conversation, oldest first."""

    team: str
    channel: str
    conversation: int
    root: str
    """`ts` of the message that opened it."""
    lines: tuple[StoredLine, ...] = ()
    moments: tuple[Moment, ...] = ()
    promises: tuple[Promise, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    reviews: tuple[Reviewed, ...] = ()


class LivedConversations(Protocol):
    """Reads everything at one instant; locks and changes nothing."""

    async def since(
        self, channels: Collection[str], since: datetime | None, *, team: str = "", at_most: int = 1000
    ) -> Sequence[Lived]:
        """Conversations of which something was said or came to pass since then (None: ever), the newest such first.

        An empty `team` stands for any.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        ...
