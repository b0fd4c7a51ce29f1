"""An in-memory Reports port: one moment in each channel that is asked about, and whatever else a test adds."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from motbot.domain.expectation import Urgency
from motbot.domain.report_facts import MomentFact, ReportFacts


class FakeReports:
    """Steer it with `more`; read `asked`."""

    def __init__(self) -> None:
        """Begin with nothing but the moments."""
        self.more = ReportFacts()
        self.asked: list[tuple[str, tuple[str, ...], datetime | None, datetime]] = []
        """Team, channels and span of every question, in order."""

    async def facts(
        self, team: str, channels: Collection[str], *, since: datetime | None, until: datetime
    ) -> ReportFacts:
        """A moment for each channel."""
        self.asked.append((team, tuple(sorted(channels)), since, until))
        moments = tuple(MomentFact(channel=one, urgency=Urgency.NORMAL) for one in sorted(channels))
        return replace(self.more, moments=moments)
