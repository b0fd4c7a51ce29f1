"""What the file may say about how long what is kept."""

from datetime import timedelta
from typing import Self

from pydantic import model_validator

from motbot.catalogue import say
from motbot.domain.retention import Retention
from motbot.settings.branch import Branch
from motbot.settings.scalars import Duration

_RETENTION = Retention()
_SHORTEST = timedelta(days=1)


class RetentionBranch(Branch):
    """How long what is kept."""

    raw_events: Duration = _RETENTION.raw_events
    moments: Duration = _RETENTION.moments
    sheets: Duration = _RETENTION.sheets
    cases: Duration = _RETENTION.cases
    backups: Duration = _RETENTION.backups

    @model_validator(mode="after")
    def _what_is_over_can_be_looked_at(self) -> Self:
        if self.moments < _SHORTEST:
            raise ValueError(
                say("expected moments to be at least 1d; a shorter time would erase what is still at work")
            )
        if self.sheets < _SHORTEST:
            raise ValueError(say("expected sheets to be at least 1d; a shorter time would erase one before it is read"))
        return self

    def to_domain(self) -> Retention:
        """The same for the rules."""
        return Retention(
            raw_events=self.raw_events,
            moments=self.moments,
            sheets=self.sheets,
            cases=self.cases,
            backups=self.backups,
        )
