"""Reads what a report is counted from: light rows, of a span of time and a set of channels."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from motbot.domain.report_facts import ReportFacts


class Reports(Protocol):
    """Reads everything at one instant; changes nothing."""

    async def facts(
        self, team: str, channels: Collection[str], *, since: datetime | None, until: datetime
    ) -> ReportFacts:
        """What happened from `since` (None: ever) until just before `until`; an empty `team` stands for any.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        ...
