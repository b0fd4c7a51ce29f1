"""One customer request in a conversation, with its life: exploring, offered, acting, confirming, closed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motbot.domain.expectation import Assessment, Draft, Expectation, Provenance, Signal
from motbot.domain.expected import together
from motbot.domain.kept_facts import KeptAsFact
from motbot.domain.moment_states import CloseReason, Drafting, Due, Stage, Suppressed
from motbot.domain.policy import Pace
from motbot.domain.promise import Beyond, Promise
from motbot.domain.story import HandOver
from motbot.domain.typesetting import typeset

__all__ = ["CloseReason", "Drafting", "Due", "Moment", "Stage", "Suppressed"]

HAND_OVERS_AT_MOST = 20
REOPENS_WITHIN = timedelta(days=2)
UNSEEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A customer's request and everything decided about it. `id` is 0 until it is stored; all times are aware."""

    id: int = 0
    team: str
    channel: str
    conversation: int
    customer: str
    focus: tuple[str, ...]
    """`ts` of the words it stands for, the newest burst last."""
    assessment: Assessment
    provenance: Provenance
    expected: tuple[Expectation, ...] = ()
    """Everything expected since it was opened, the first wish first: what Confirm asks about."""
    stage: Stage = Stage.EXPLORING
    opened_at: datetime
    last_at: datetime
    """The last sign of life in it, from either side."""
    agent: str = ""
    """The account that is responsible; empty while it waits to be claimed."""
    taken: bool = False
    """The agent took it by hand: their card comes whatever the hour."""
    draft: Draft | None = None
    draft_provenance: Provenance | None = None
    drafting: Drafting = Drafting.AHEAD
    asked_first: bool | None = None
    """Whether its agent's newest answer to a request that lacked a decisive fact asked before it offered."""
    own_words: bool | None = None
    """Whether its agent's newest answer took nothing from our draft; None while it has not been read."""
    confirm_left: bool = False
    """The prompt to confirm was left out, since its agent does that well by themselves."""
    known: tuple[str, ...] = ()
    """What the agent added under "We know that ..."."""
    known_at: tuple[datetime, ...] = ()
    """When, in their order; empty in what was stored before anybody asked."""
    kept: KeptAsFact | None = None
    """What was made of it for the whole channel."""
    wrong: tuple[str, ...] = ()
    """Texts of expectations that the agent marked as wrong: they are not shown again."""
    unanswered: tuple[str, ...] = ()
    """Marks of the explicit expectations that our answer leaves open."""
    unsayable: tuple[Beyond, ...] = ()
    """Limits of what is never said that our answer, or before there is one the draft, goes beyond."""
    suppressed: Suppressed | None = None
    nudge_at: datetime | None = None
    """When a held-back card may go out."""
    nudged_at: datetime | None = None
    escalate_at: datetime | None = None
    later_at: datetime | None = None
    is_overdue: bool = False
    """The time to reply by has passed, and its messages say so."""
    answered_at: datetime | None = None
    """When our newest answer to it was given."""
    first_answered_at: datetime | None = None
    """When our first one was; None too in what was answered before anybody kept it."""
    done_at: datetime | None = None
    confirm_at: datetime | None = None
    confirm_asked_at: datetime | None = None
    confirm_count: int = 0
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    held_by: str = ""
    """The agent who has answered it, taken it or called it done; whoever comes after takes it over from them."""
    hand_overs: tuple[HandOver, ...] = ()
    """Every time it went over to another agent, oldest first."""
    repeats: int = 0
    """The customer's earlier moment that this one is about again; 0 where there is none."""
    version: int = 0
    wake_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.stage is not Stage.CLOSED

    @property
    def is_answered(self) -> bool:
        """Whether our side has answered the newest words."""
        return self.answered_at is not None

    def closed_lately(self, at: datetime) -> bool:
        """Whether words written then can still be about it, although it is over."""
        return self.closed_at is not None and at - self.closed_at <= REOPENS_WITHIN

    def rested_until(self, at: datetime) -> bool:
        """Whether it had been answered long before: then a silent update of its card would go unseen."""
        return self.answered_at is not None and at - self.answered_at >= UNSEEN_AFTER

    def times(self, pace: Pace) -> dict[Due, datetime]:
        """Every time at which this moment asks for something, as its state stands."""
        if not self.is_open:
            return {}
        wanted: dict[Due, datetime | None] = {
            Due.NUDGE: None if self.is_answered else self.nudge_at,
            Due.ESCALATE: None if self.is_answered or self.agent else self.escalate_at,
            Due.REMIND: self.later_at,
            Due.OVERDUE: self._overdue_at,
            Due.CONFIRM: self.confirm_at if self.stage in {Stage.OFFERED, Stage.ACTING} else None,
            Due.CLOSE: self.confirm_asked_at + pace.close_after
            if self.stage is Stage.CONFIRMING and self.confirm_asked_at
            else None,
        }
        return {due: at for due, at in wanted.items() if at is not None}

    @property
    def _overdue_at(self) -> datetime | None:
        """When what shows it has to say that the time to reply is over; None where nothing does, or it says so."""
        shown = self.nudged_at is not None and not self.is_answered and not self.is_overdue
        return self.assessment.reply_by if shown else None

    def due(self, now: datetime, pace: Pace) -> tuple[Due, ...]:
        """What this moment asks for now: the state decides, not the timer that woke us."""
        return tuple(due for due, at in self.times(pace).items() if at <= now)

    def armed(self, pace: Pace) -> "Moment":
        """The same moment with its wake-up put to the earliest of its times."""
        return replace(self, wake_at=min(self.times(pace).values(), default=None), version=self.version + 1)

    def asked_again(
        self, *, assessment: Assessment, provenance: Provenance, focus: tuple[str, ...], at: datetime
    ) -> "Moment":
        """The customer has gone on: newer words, judged anew, wait for an answer.

        The card turns to what is asked now; what was asked before stays expected until Confirm. Words the agent marked
        as wrong stay out of both.
        """
        wrong = set(map(typeset, self.wrong))
        kept = tuple(found for found in assessment.expectations if typeset(found.text) not in wrong)
        return replace(
            self._to_be_answered(at),
            assessment=replace(assessment, expectations=kept),
            expected=together(self.expected, kept),
            provenance=provenance,
            focus=(*(ts for ts in self.focus if ts not in focus), *focus),
            suppressed=None,
            closed_at=None,
            close_reason=None,
        )

    def answered(self, *, by: str, at: datetime, rest: timedelta, promised: bool) -> "Moment":
        """Our side has answered; `by` is empty for a colleague, who does not become responsible."""
        if not self.is_open:
            return self
        asked = self.stage is Stage.CONFIRMING
        stage = Stage.ACTING if promised else Stage.OFFERED
        return replace(
            self,
            agent=by or self.agent,
            held_by=self.held_by or by,
            taken=self.taken and by in {"", self.agent},
            stage=Stage.CONFIRMING if asked else stage,
            answered_at=max(self.answered_at or at, at),
            first_answered_at=self._first_answered(at),
            later_at=None,
            nudge_at=None,
            escalate_at=None,
            last_at=max(self.last_at, at),
            confirm_at=None if asked else max(self.last_at, at) + rest,
        )

    def _first_answered(self, at: datetime) -> datetime | None:
        """When it was answered first, now that there is an answer of that time too."""
        first = self.first_answered_at if self.is_answered else at
        return first and min(first, at)

    def stirred(self, *, at: datetime, rest: timedelta) -> "Moment":
        """Something was said that asks for nothing new: the rest before Confirm starts again."""
        last = max(self.last_at, at)
        confirm = last + rest if self.stage in {Stage.OFFERED, Stage.ACTING} else None
        return replace(self, last_at=last, confirm_at=confirm) if self.is_open else self

    def claimed(self, *, by: str) -> "Moment":
        """One agent has taken it."""
        if not self.is_open:
            return self
        return replace(self, agent=by, held_by=self.held_by or by, taken=True, escalate_at=None)

    def handed_over(self, *, at: datetime, is_known: bool = False) -> "Moment":
        """The same, with the hand-over noted where another agent answers for it now than the one who held it."""
        if not self.agent or self.held_by in {"", self.agent}:
            return self
        over = HandOver(giver=self.held_by, taker=self.agent, at=at, is_known=is_known)
        return replace(self, held_by=self.agent, hand_overs=(*self.hand_overs, over)[-HAND_OVERS_AT_MOST:])

    @property
    def to_be_told(self) -> HandOver | None:
        """The hand-over whose story its agent needs; None where they have held it before, and know it."""
        last = self.hand_overs[-1] if self.hand_overs else None
        if last is None or last.is_known or last.taker != self.agent or not self.is_open:
            return None
        return None if any(one.giver == self.agent for one in self.hand_overs) else last

    def done(self, *, by: str, at: datetime) -> "Moment":
        """The agent says that it is done: Confirm is due at once. What is promised in it is not kept by that."""
        if not self.is_open:
            return self
        return replace(
            self,
            agent=self.agent or by,
            held_by=self.held_by or by,
            stage=Stage.ACTING,
            done_at=at,
            answered_at=self.answered_at or at,
            first_answered_at=self._first_answered(at),
            later_at=None,
            nudge_at=None,
            escalate_at=None,
            confirm_at=at,
            last_at=max(self.last_at, at),
        )

    def waits_for(self, promises: Iterable[Promise]) -> bool:
        """Whether something promised in it is counted on and still to be done, as far as our own words show."""
        return any(one.moment == self.id and one.is_tracked and not one.looks_kept for one in promises)

    def resumed(self) -> "Moment":
        """More is promised after the agent had called it done: once that is kept they are asked again."""
        if self.stage is not Stage.CONFIRMING and (self.stage is not Stage.ACTING or self.done_at is None):
            return self
        return replace(self, stage=Stage.ACTING, done_at=None, confirm_asked_at=None, confirm_at=None)

    def released(self, *, kept: bool, at: datetime, rest: timedelta) -> "Moment":
        """Nothing that was promised is waited for any more: kept, Confirm is due at once, else after the usual rest.

        Nobody has said that everything is delivered, as Done does: quiet hours hold the question back.
        """
        if self.stage not in {Stage.OFFERED, Stage.ACTING}:
            return self
        last = max(self.last_at, at)
        stage = Stage.ACTING if kept else Stage.OFFERED
        return replace(self, stage=stage, last_at=last, confirm_at=at if kept else last + rest)

    def reopened(self, *, at: datetime) -> "Moment":
        """What was delivered does not do, says the agent: back to Explore, with no time to reply by as yet."""
        if not self.is_open:
            return self
        signals = tuple(dict.fromkeys((*self.assessment.signals, Signal.NOT_QUITE)))
        return replace(self._to_be_answered(at), assessment=replace(self.assessment, signals=signals, reply_by=None))

    def _to_be_answered(self, at: datetime) -> "Moment":
        """The same before any answer: what was drafted, said and asked since is of the past."""
        return replace(
            self,
            stage=Stage.EXPLORING,
            draft=None,
            draft_provenance=None,
            unanswered=(),
            unsayable=(),
            answered_at=None,
            first_answered_at=None,
            is_overdue=False,
            done_at=None,
            confirm_at=None,
            confirm_asked_at=None,
            last_at=max(self.last_at, at),
        )

    def confirm_prompted(self, *, at: datetime) -> "Moment":
        """The agent has been asked to confirm the outcome with the customer."""
        if not self.is_open:
            return self
        count = self.confirm_count + 1
        return replace(self, stage=Stage.CONFIRMING, confirm_asked_at=at, confirm_count=count, confirm_at=None)

    def closed(self, *, reason: CloseReason, at: datetime) -> "Moment":
        """It is over; every timer goes with it."""
        return replace(
            self,
            stage=Stage.CLOSED,
            closed_at=at,
            close_reason=reason,
            nudge_at=None,
            escalate_at=None,
            later_at=None,
            confirm_at=None,
            wake_at=None,
        )
