"""What a person may see of promises at one glance: their own, and for a lead what is late in a channel."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from motbot.domain.aims import aim_of
from motbot.domain.conditions import asked_in_words
from motbot.domain.expectation import Expectation, ExpectationKind, Urgency
from motbot.domain.language import Language
from motbot.domain.moment import Moment
from motbot.domain.nudge import PromiseItem
from motbot.domain.promise import Promise

_KINDS = tuple(ExpectationKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePromise:
    """A promise whose time has passed, with what the customer was let down in; whose promise it is, is not said."""

    item: PromiseItem
    kind: ExpectationKind | None = None
    """Of the expectation it breaks; None where nobody had asked for it."""
    text: str = ""
    """That expectation, in the coach's words."""
    urgency: Urgency = Urgency.NONE
    """Of the moment it serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseList:
    """The answer to somebody who asks for promises."""

    mine_open: tuple[PromiseItem, ...] = ()
    """The soonest due first, what has no time last."""
    mine_ended: tuple[PromiseItem, ...] = ()
    """What ended in the last days, the newest first."""
    late_here: tuple[LatePromise, ...] = ()
    """Only for a lead of the channel that was asked about: the worst first."""
    leads: str = ""
    """Name of the channel that was asked about, where they lead it and it could be looked at."""
    language: Language = Language.EN
    zone: str = ""
    """IANA name of the person's zone."""
    is_whole: bool = True
    """False where Slack did not tell of every channel whether they may see it: what is in those is left out."""


def broken_by(promise: Promise, moment: Moment | None) -> Expectation | None:
    """The expectation that a late promise lets down: what it is about, else the plainest; first what was asked for."""
    expected = (moment.expected or moment.assessment.expectations) if moment else ()
    if moment is None or not expected:
        return None
    asked = asked_in_words(replace(moment.assessment, expectations=expected))
    plainest = min((*asked, *expected), key=lambda one: _KINDS.index(one.kind))
    return aim_of(promise, asked) or aim_of(promise, expected) or plainest


def late_promise(item: PromiseItem, promise: Promise, moment: Moment | None) -> LatePromise:
    """A late promise with what it breaks; whose it is goes no further than here."""
    breaks = broken_by(promise, moment)
    return LatePromise(
        item=replace(item, agent="", said_by=""),
        kind=breaks.kind if breaks else None,
        text=breaks.text if breaks else "",
        urgency=moment.assessment.urgency if moment else Urgency.NONE,
    )


def ranked(late: Iterable[LatePromise]) -> tuple[LatePromise, ...]:
    """What was asked for in words first, then what was needed unsaid; then the more pressing, then the longest late."""
    return tuple(sorted(late, key=_rank))


def _rank(late: LatePromise) -> tuple[float, float, float, int]:
    kind = len(_KINDS) if late.kind is None else _KINDS.index(late.kind)
    due = late.item.due or datetime.max.replace(tzinfo=UTC)
    return kind, -late.urgency.rank, due.timestamp(), late.item.promise
