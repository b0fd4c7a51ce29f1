"""Invented facts for reports, many at a time."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.message import ChannelKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.report import Report, Split
from motbot.domain.report_count import report_of
from motbot.domain.report_facts import MomentFact, NudgeFact, PromiseFact, ReportFacts, SheetFact, VerdictFact

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
CHANNELS = {
    "C1": ChannelPolicy(id="C1", name="support"),
    "C2": ChannelPolicy(id="C2", name="vip"),
    "C3": ChannelPolicy(id="C3", kind=ChannelKind.INTERNAL_REQUEST),
}


def counted(
    *,
    moments: Iterable[MomentFact] = (),
    verdicts: Iterable[VerdictFact] = (),
    promises: Iterable[PromiseFact] = (),
    nudges: Iterable[NudgeFact] = (),
    sheets: Iterable[SheetFact] = (),
    zone: str = "UTC",
    shows_scores: bool = True,
    is_whole: bool = True,
) -> Report:
    """The report of these facts."""
    facts = ReportFacts(
        moments=tuple(moments),
        verdicts=tuple(verdicts),
        promises=tuple(promises),
        nudges=tuple(nudges),
        sheets=tuple(sheets),
    )
    return report_of(
        facts,
        channels=CHANNELS,
        since=NOW - timedelta(days=30),
        until=NOW,
        zone=ZoneInfo(zone),
        shows_scores=shows_scores,
        is_whole=is_whole,
    )


def shares(split: Split) -> dict[str, int]:
    """The parts of a split that count anything."""
    return {share.key: share.count for share in split.shares if share.count}


def sheets(scores: Sequence[int], *, channel: str = "C1", agents: str = "AB", at: datetime = NOW) -> list[SheetFact]:
    """A sheet for each score, the agents in turn."""
    return [
        SheetFact(channel=channel, at=at, score=score, agents=frozenset({agents[number % len(agents)]}))
        for number, score in enumerate(scores)
    ]
