"""Due times: from the words of a promise to an exact instant, by rules that a team may set."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from motbot.domain.due import FoundDue, Resolved


class DueTimes(Protocol):
    """Reads due times in Chinese, English and a mixture of both.

    Both verbs take when the words were said (aware), the speaker's zone, and the reader's where it is known; they
    raise BadInput for a naive `said_at`.
    """

    def find(
        self, text: str, *, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None = None
    ) -> tuple[FoundDue, ...]:
        """Every due phrase of a message, in its order, none overlapping another."""
        ...

    def resolve(
        self, phrase: str, *, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None = None
    ) -> Resolved:
        """Resolve one phrase that is known to be a due time, as copied by a model.

        An hour is that of the day named before it; where the phrase still names two times, the later.
        """
        ...
