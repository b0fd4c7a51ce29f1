"""How nudges of a step grow fewer as its agent does the step well by themselves, and come back when it slips.

Nothing is drawn by lot: the same history always gives the same answer, so that it can be told on the card.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.domain.expectation import Urgency
from motbot.domain.moment import CloseReason, Moment, Stage
from motbot.domain.nudge import Faded, NudgeKind
from motbot.domain.preferences import NOTHING_SET, Amount, Preferences, StepWish
from motbot.domain.promise import Promise, PromiseState

SHORT_AFTER = 6
"""So many in a row went well: every second nudge is short."""
SILENT_AFTER = 12
"""So many in a row went well: only what is high or critical still brings a nudge of its own."""
BACK_FOR = 2
"""For those who want fewer: after a slip so many have to go well before it is quiet again."""
TOLD = 8
"""Of how many of the last ones an agent is told."""
_CONFIRMED = frozenset({CloseReason.CONFIRMED_BY_CUSTOMER, CloseReason.CONFIRMED_BY_AGENT})


class Level(StrEnum):
    """How much of a nudge is left."""

    FULL = "full"
    SHORT = "short"
    """Down to a line, with the rest behind a button."""
    SILENT = "silent"
    """None, unless it is pressing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one moment, or one promise, went at a step."""

    step: NudgeKind
    at: datetime
    well: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """How far the nudges of one step have faded for one agent."""

    step: NudgeKind
    in_a_row: int
    """How many of the newest went well without one between that did not."""
    well: int
    """Of the last eight at most."""
    of: int
    short_after: int
    """None of this matters to those who want more: nothing fades for them."""
    silent_after: int
    never: bool = False

    @property
    def has_faded(self) -> bool:
        """Whether any nudge of this step is less than it was."""
        return not self.never and self.in_a_row >= self.short_after

    def level(self, urgency: Urgency) -> Level:
        """How much of the next nudge is left; what is high or critical is always whole."""
        if not self.has_faded or urgency.rank >= Urgency.HIGH.rank:
            return Level.FULL
        if self.in_a_row >= self.silent_after:
            return Level.SILENT
        return Level.SHORT if (self.in_a_row - self.short_after) % 2 == 0 else Level.FULL

    @property
    def reason(self) -> Faded:
        """What the agent is told of it."""
        return Faded(step=self.step, well=self.well, of=self.of)


def fading(step: NudgeKind, outcomes: Iterable[Outcome], preferences: Preferences = NOTHING_SET) -> Fading:
    """How far a step has faded, from everything that is known of how it went; the order does not matter."""
    wish = preferences.wish(step)
    counted = sorted((one for one in outcomes if one.step is step and _counts(one, wish)), key=lambda one: one.at)
    told = counted[-TOLD:]
    slips = [place for place, one in enumerate(counted) if not one.well]
    in_a_row = len(counted) - (slips[-1] + 1 if slips else 0)
    fewer = wish.amount is Amount.FEWER
    at_once = BACK_FOR if slips else 0
    return Fading(
        step=step,
        in_a_row=in_a_row,
        well=sum(one.well for one in told),
        of=len(told),
        short_after=at_once if fewer else SHORT_AFTER,
        silent_after=at_once if fewer else SILENT_AFTER,
        never=wish.amount is Amount.MORE,
    )


def outcomes_of(moments: Iterable[Moment], promises: Iterable[Promise] = ()) -> tuple[Outcome, ...]:
    """How an agent's moments and promises went, as far as they say; what is still open says nothing."""
    found = [
        outcome
        for moment in moments
        for outcome in (_explored(moment), _offered(moment), _confirmed(moment))
        if outcome is not None
    ]
    found += [outcome for promise in promises if (outcome := _kept(promise)) is not None]
    return tuple(found)


def _counts(outcome: Outcome, wish: StepWish) -> bool:
    """Whether it came after the agent brought the nudges back."""
    return wish.afresh_at is None or outcome.at > wish.afresh_at


def _explored(moment: Moment) -> Outcome | None:
    """Well: a decisive fact was missing, and the agent asked for it before offering anything."""
    if moment.asked_first is None:
        return None
    return Outcome(step=NudgeKind.EXPLORE, at=moment.opened_at, well=moment.asked_first)


def _offered(moment: Moment) -> Outcome | None:
    """Well: the agent's own words, without our draft, left nothing open that the customer had asked for."""
    if moment.own_words is None or moment.assessment.missing_fact or not moment.is_answered:
        return None
    return Outcome(step=NudgeKind.OFFER, at=moment.opened_at, well=moment.own_words and not moment.unanswered)


def _confirmed(moment: Moment) -> Outcome | None:
    """Well: confirmed before we asked for it. An agent who asked for our question by Done says nothing either way."""
    if moment.stage is not Stage.CLOSED or moment.closed_at is None:
        return None
    if moment.close_reason is CloseReason.UNCONFIRMED:
        return Outcome(step=NudgeKind.CONFIRM, at=moment.closed_at, well=False)
    if moment.close_reason not in _CONFIRMED or moment.done_at is not None:
        return None
    unasked = moment.confirm_count == 0 or moment.confirm_left
    return Outcome(step=NudgeKind.CONFIRM, at=moment.closed_at, well=unasked)


def _kept(promise: Promise) -> Outcome | None:
    """Well: kept in time. One that was called off early was honest, and says nothing of keeping."""
    if promise.broken_at is not None:
        return Outcome(step=NudgeKind.PROMISE, at=promise.broken_at, well=False)
    if promise.state is PromiseState.KEPT and promise.tracked_at is not None and promise.ended_at is not None:
        return Outcome(step=NudgeKind.PROMISE, at=promise.ended_at, well=True)
    return None


def all_fadings(outcomes: Sequence[Outcome], preferences: Preferences) -> tuple[Fading, ...]:
    """Every step, in the method's order."""
    return tuple(fading(step, outcomes, preferences) for step in NudgeKind)
