"""Counts the report of a span of time from its facts: pure, and the same facts always give the same report."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from statistics import median_low
from zoneinfo import ZoneInfo

from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.exploring import asks_first
from motbot.domain.message import ChannelKind
from motbot.domain.moment import CloseReason, Suppressed
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.report import (
    ALL,
    NO_CHANGE,
    OTHERS,
    SCORES,
    Came,
    Ended,
    FirstAnswer,
    Report,
    RevisionUse,
    Scores,
    ScoreTable,
    Share,
    Split,
)
from motbot.domain.report_facts import MomentFact, NudgeFact, PromiseFact, ReportFacts, SheetFact, VerdictFact
from motbot.domain.report_groups import FEWEST, groups_of
from motbot.domain.usage import Usage

_AT_LEAST_TWO = 2
_NEVER_WERE = frozenset({Withdrawn.NOT_A_PROMISE, Withdrawn.TAKEN_BACK})


def report_of(
    facts: ReportFacts,
    *,
    channels: Mapping[str, ChannelPolicy],
    since: datetime | None,
    until: datetime,
    zone: ZoneInfo,
    is_whole: bool = True,
    shows_scores: bool = True,
) -> Report:
    """Count the facts.

    Args:
        facts: of these channels and this span alone.
        channels: those it covers, by id.
        since: the beginning of the span, aware; None for all that is kept.
        until: its end.
        zone: where days and weeks begin.
        is_whole: whether no channel had to be left out.
        shows_scores: whether the coach's scores may be shown at all.
    """
    moments, promises = facts.moments, [one for one in facts.promises if one.withdrawn not in _NEVER_WERE]
    counted = [one for one in promises if one.is_tracked or one.state is PromiseState.KEPT]
    kinds = Counter(kind.value for one in moments for kind in one.kinds)
    return Report(
        since=since,
        until=until,
        zone=zone.key,
        channels=tuple(sorted(policy.name or policy.id for policy in channels.values())),
        is_whole=is_whole,
        urgency=_split((one.urgency for one in moments), reversed(Urgency)),
        expectations=Split(
            total=len(moments),
            shares=tuple(Share(key=kind, count=kinds[kind]) for kind in ExpectationKind if kinds[kind] >= FEWEST),
        ),
        channel_kinds=_split((channels[one.channel].kind for one in moments), ChannelKind),
        judged=len(facts.verdicts),
        silent=_split(
            (_why_silent(one) for one in facts.verdicts if not one.shown), (*NegativeType, *Suppressed, NO_CHANGE)
        ),
        explored=_outcomes(_began(moments), FirstAnswer),
        confirmed=_outcomes(map(_ended, moments), Ended),
        promises=_outcomes(map(_came, counted), Came),
        untracked=len(promises) - len(counted),
        cards=len(facts.nudges),
        nudges=_by_revision(facts.nudges),
        scores=_scores(facts.sheets, channels, zone) if shows_scores else _kept_back(facts.sheets),
    )


def _split(keys: Iterable[str], order: Iterable[str]) -> Split:
    """By group: small groups stand together."""
    counts = Counter(map(str, keys))
    sizes = {str(key): counts[str(key)] for key in order}
    alone, others = groups_of(sizes)
    shares = [Share(key=key, count=sizes[key]) for key in alone]
    if others:
        shares.append(Share(key=OTHERS, count=sum(sizes[key] for key in others)))
    return Split(total=counts.total(), shares=tuple(shares))


def _outcomes(keys: Iterable[str], order: Iterable[str]) -> Split:
    """What came of the members of one group, which is broken down as soon as it is large enough itself."""
    counts = Counter(map(str, keys))
    if counts.total() < FEWEST:
        return Split(total=counts.total())
    return Split(total=counts.total(), shares=tuple(Share(key=str(key), count=counts[str(key)]) for key in order))


def _why_silent(verdict: VerdictFact) -> str:
    """That somebody has asked for silence is theirs to know: it counts as the quiet hours that it is like."""
    if verdict.suppressed is Suppressed.MUTED and verdict.is_moment:
        return Suppressed.QUIET_HOURS
    return str((verdict.suppressed if verdict.is_moment else verdict.negative_type) or NO_CHANGE)


def _began(moments: Iterable[MomentFact]) -> Iterable[str]:
    """How our first answers began, where there is one."""
    for one in moments:
        if one.began:
            yield one.began
        elif one.answer:
            yield FirstAnswer.EXPLORED if asks_first(one.answer, one.promised) else FirstAnswer.OFFERED


def _ended(moment: MomentFact) -> Ended:
    if moment.closed is None:
        return Ended.OPEN
    return {
        CloseReason.CONFIRMED_BY_CUSTOMER: Ended.BY_CUSTOMER,
        CloseReason.CONFIRMED_BY_AGENT: Ended.BY_AGENT,
        CloseReason.UNCONFIRMED: Ended.UNCONFIRMED,
        CloseReason.DELETED: Ended.GONE,
        CloseReason.CHANNEL_GONE: Ended.GONE,
    }[moment.closed]


def _came(promise: PromiseFact) -> Came:
    """A breach stays one, whatever follows; nothing notes it of a promise that is kept without having been tracked."""
    if promise.state is PromiseState.KEPT:
        missed = promise.due is not None and promise.kept_at is not None and promise.kept_at > promise.due
        late = promise.broken_at is not None or (missed and not promise.is_tracked)
        return Came.LATE if late else Came.ON_TIME
    if promise.broken_at is not None or promise.state is PromiseState.BROKEN:
        return Came.BROKEN
    if promise.is_open:
        return Came.OPEN
    return Came.GIVEN_UP if promise.withdrawn is Withdrawn.CANNOT else Came.UNSAID


def _by_revision(nudges: Sequence[NudgeFact]) -> tuple[RevisionUse, ...]:
    """The revisions with the most cards first, small ones together at the end."""
    by: dict[tuple[str, str, str], list[NudgeFact]] = {}
    for one in nudges:
        by.setdefault((one.coach, one.revision, one.model), []).append(one)
    sizes = {key: len(by[key]) for key in sorted(by, key=lambda key: (-len(by[key]), key))}
    alone, others = groups_of(sizes)
    if not alone and len(nudges) >= FEWEST:
        return (_use(nudges, revision=ALL),)
    shown = [_use(by[key], coach=key[0], revision=key[1], model=key[2]) for key in alone]
    rest = [one for key in others for one in by[key]]
    return (*shown, *([_use(rest, revision=OTHERS)] if rest else []))


def _use(nudges: Sequence[NudgeFact], *, revision: str, coach: str = "", model: str = "") -> RevisionUse:
    used = Counter(one.used for one in nudges)
    return RevisionUse(
        revision=revision,
        coach=coach,
        model=model,
        cards=len(nudges),
        used=used[Usage.USED],
        adapted=used[Usage.EDITED],
        own=used[Usage.OWN],
        unanswered=used[None],
        edited=sum(one.edited for one in nudges),
        not_helpful=sum(one.not_helpful for one in nudges),
        wrong=sum(one.wrong for one in nudges),
    )


def _kept_back(sheets: Sequence[SheetFact]) -> ScoreTable:
    return ScoreTable(sheets=sum(one.score is not None for one in sheets), is_kept_back=True)


def _scores(sheets: Sequence[SheetFact], channels: Mapping[str, ChannelPolicy], zone: ZoneInfo) -> ScoreTable:
    scored = [one for one in sheets if one.score is not None]

    def channel(sheet: SheetFact) -> str:
        policy = channels[sheet.channel]
        return policy.name or policy.id

    def week(sheet: SheetFact) -> str:
        year, number, _ = sheet.at.astimezone(zone).isocalendar()
        return f"{year}-W{number:02}"

    return ScoreTable(
        sheets=len(scored),
        overall=_spread("", scored) if _fits(scored) else None,
        by_channel=_spreads(scored, channel),
        by_week=_spreads(scored, week),
    )


def _spreads(sheets: Sequence[SheetFact], key: Callable[[SheetFact], str]) -> tuple[Scores, ...]:
    """A row for each group that is large enough and is no single agent's; the others together."""
    by: dict[str, list[SheetFact]] = {}
    for one in sheets:
        by.setdefault(key(one), []).append(one)

    def together(names: Iterable[str]) -> list[SheetFact]:
        return [one for name in names for one in by[name]]

    sizes = {name: len(by[name]) for name in sorted(by)}
    alone, others = groups_of(sizes, lambda names: _fits(together(names)))
    rest = together(others)
    return (*(_spread(name, by[name]) for name in alone), *([_spread(OTHERS, rest)] if rest else []))


def _fits(sheets: Sequence[SheetFact]) -> bool:
    """Large enough, and not all of one agent: a score that is one person's stands on sheets alone."""
    return len(sheets) >= FEWEST and len(frozenset[str]().union(*(one.agents for one in sheets))) >= _AT_LEAST_TWO


def _spread(name: str, sheets: Iterable[SheetFact]) -> Scores:
    scores = [one.score for one in sheets if one.score is not None]
    counts = Counter(scores)
    return Scores(name=name, counts=tuple(counts[score] for score in SCORES), typical=median_low(scores))
