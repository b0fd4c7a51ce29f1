"""How long what is kept: one rule for each kind of thing, counted from where its use has ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

DELIVERED_AGAIN = timedelta(days=2)
"""How long the id of an event is known: Slack's delayed events come again for a day."""
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class Kind(StrEnum):
    """What is kept, by what ends its time."""

    EVENT = "event"
    """What came in from Slack, since it came; a coach's answers that are kept against a crash, likewise."""
    TALK = "talk"
    """Words of a conversation that nothing came of, since its last word."""
    MOMENT = "moment"
    """Everything of a conversation that something came of, since the last moment or promise of it has ended."""
    SHEET = "sheet"
    """A review with all that is said of it, since it was asked for."""
    CASE = "case"
    """What a model answered about cases, on disk, since it answered."""
    BACKUP = "backup"
    """A file with a copy of the database, since it was written."""
    WISH = "wish"
    """What somebody wishes for themselves, or a state of motbot itself: until it is over, or they are forgotten."""
    OURS = "ours"
    """Texts of our own side and numbers: no words of people, kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long each kind is kept."""

    raw_events: timedelta = timedelta(days=7)
    moments: timedelta = timedelta(days=90)
    sheets: timedelta = timedelta(days=365)
    cases: timedelta = timedelta(days=730)
    backups: timedelta = timedelta(days=30)

    def kept_for(self, kind: Kind) -> timedelta | None:
        """How long after its use has ended; None: no time ends it."""
        return {
            Kind.EVENT: self.raw_events,
            # What came of a conversation may be known only after its burst, its model and its outage are over.
            Kind.TALK: min(max(self.raw_events, DELIVERED_AGAIN), max(self.moments, DELIVERED_AGAIN)),
            Kind.MOMENT: self.moments,
            Kind.SHEET: self.sheets,
            Kind.CASE: self.cases,
            Kind.BACKUP: self.backups,
        }.get(kind)

    def gone_before(self, kind: Kind, now: datetime) -> datetime:
        """Whatever has ended before this instant is to be gone; the beginning of time where no time ends it."""
        kept = self.kept_for(kind)
        utc = now.astimezone(UTC)
        return _BEGINNING if kept is None or kept > utc - _BEGINNING else utc - kept

    def ids_gone_before(self, now: datetime) -> datetime:
        """An event's id outlives its words, so that what Slack delivers once more is known."""
        return min(self.gone_before(Kind.EVENT, now), now.astimezone(UTC) - DELIVERED_AGAIN)
