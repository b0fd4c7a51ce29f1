"""Due times: from the words of a promise to an exact instant, by rules that a team may set."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from motbot.domain.due import DueConventions, FoundDue, Hour, Resolved


class DueTimes(Protocol):
    """Reads due times in Chinese, English and a mixture of both.

    `find` and `resolve` take when the words were said (aware), the speaker's zone, and the reader's where it is known;
    they raise BadInput for a naive `said_at`.
    """

    @property
    def conventions(self) -> DueConventions:
        """What the team means by words that leave the hour or the day open, and when it works."""
        ...

    def hour(self, text: str) -> Hour | None:
        """The first time of day that the words name, whoever says them and of whatever day it is; None without any."""
        ...

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
