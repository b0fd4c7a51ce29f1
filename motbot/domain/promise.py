"""What our side said it will do: who, what and by when; made, accepted, moved, kept, broken or withdrawn."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from motbot.domain.due import Doubt
from motbot.domain.expectation import Draft, Provenance
from motbot.domain.policy import Keeping
from motbot.domain.promise_states import TRACKED, Mending, PromiseDue, PromiseState, Withdrawn
from motbot.domain.reading import Beyond, Evidence, FoundPromise, Reading, ReadReply, Strength

__all__ = [
    "TRACKED",
    "Beyond",
    "Evidence",
    "FoundPromise",
    "Mending",
    "Promise",
    "PromiseDue",
    "PromiseState",
    "ReadReply",
    "Reading",
    "Strength",
    "Withdrawn",
]

_TAKEN_BACK = frozenset({Withdrawn.NOT_A_PROMISE, Withdrawn.CANNOT, Withdrawn.TAKEN_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise and everything decided about it. `id` is 0 until it is stored; all times are aware."""

    id: int = 0
    team: str
    channel: str
    conversation: int
    moment: int = 0
    """The moment it serves; 0 where our side promised something that nobody had asked for."""
    agent: str
    """The account that is asked, reminded and told: who said it, or for a colleague's words the moment's agent."""
    said_by: str
    given_by: str = ""
    """Who has handed it over to the agent; empty where nobody has."""
    lines: tuple[str, ...]
    """`ts` of every line that states it, the newest last."""
    who: str = ""
    what: str
    words: str
    """Verbatim, as it was said last."""
    strength: Strength
    condition: str = ""
    due: datetime | None = None
    """In the zone the words mean."""
    due_words: str = ""
    doubt: Doubt | None = None
    """Why the agent has to say when it is due."""
    due_guess: datetime | None = None
    """What a model read, where code read something else."""
    by_hand: bool = False
    """The agent set the time: no reading of words said before changes it."""
    by_hand_at: datetime | None = None
    moved_from: tuple[datetime, ...] = ()
    """Every due time before this one that the customer was told."""
    beyond: tuple[Beyond, ...] = ()
    needed_by: datetime | None = None
    """The customer's own hour, where ours pass over it; aware."""
    provenance: Provenance
    state: PromiseState = PromiseState.MADE
    made_at: datetime
    tracked_at: datetime | None = None
    at_once: bool = False
    """Tracked without a click, as the channel's config allows: then undoing it is offered."""
    remind_at: datetime | None = None
    reminded_for: datetime | None = None
    """The due time for which a reminder has been sent: one is enough."""
    reminded_before: tuple[datetime, ...] = ()
    """The due times before this one for which it was, in case one of them comes back."""
    told_late_for: datetime | None = None
    """The due time for which the agent has been told that it has passed."""
    asked_kept_for: datetime | None = None
    """The due time at which the agent has been asked whether it was kept, since words of ours look like it."""
    broken_at: datetime | None = None
    """The first due time that passed without the promise being kept or moved; it stays, whatever follows."""
    evidence: Evidence | None = None
    mending: Mending | None = None
    """The honest message that is wanted; written to `draft`."""
    reason: str = ""
    """Why it slips, in the agent's words: for the message."""
    draft: Draft | None = None
    kept_at: datetime | None = None
    ended_at: datetime | None = None
    withdrawn: Withdrawn | None = None
    version: int = 0
    wake_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.ended_at is None

    @property
    def taken_back_at(self) -> datetime | None:
        """When our side took it back; None where it only came to nothing."""
        return self.ended_at if self.withdrawn in _TAKEN_BACK else None

    @property
    def is_tracked(self) -> bool:
        """Whether somebody counts on being reminded of it."""
        return self.is_open and self.state in TRACKED

    @property
    def can_be_tracked(self) -> bool:
        """Whether one click is enough: its time is known beyond doubt."""
        return self.state is PromiseState.MADE and self.is_open and self.due is not None and self.doubt is None

    @property
    def looks_kept(self) -> bool:
        """Whether our words had shown in time that it is done: nobody waits for it, but its agent has yet to say so."""
        return self.is_tracked and self.evidence is not None and _same_or_none(self.due, self.asked_kept_for)

    @property
    def is_reminded(self) -> bool:
        """Whether a reminder has been sent for the time it is due now."""
        return self.due is not None and self._reminded(self.due)

    def shown_in_time(self, grace: timedelta = timedelta(0)) -> bool:
        """Whether our words that look as if it was kept were written before its time was over."""
        shown = _written_at(self.evidence.source) if self.evidence else None
        if shown is None or self.due is None or _after(self.made_at, shown):
            return False
        return not _after(shown, self.due.astimezone(UTC) + grace)

    def times(self, keeping: Keeping) -> dict[PromiseDue, datetime]:
        """Every time at which it asks for something, as its state stands; in UTC, where adding is real time."""
        if not self.is_open:
            return {}
        made, due = self.made_at.astimezone(UTC), self.due.astimezone(UTC) if self.due else None
        if not self.is_tracked:
            return {PromiseDue.LAPSE: max(made, due or made) + keeping.lapse_after}
        lapse = {PromiseDue.LAPSE: (due or made) + keeping.lapse_after}
        if due is None or self.looks_kept:
            return lapse
        if self.state is PromiseState.BROKEN:
            late = {PromiseDue.BREAK: due + keeping.late_after} if self.shown_in_time(keeping.late_after) else {}
            return lapse | late
        wanted = {PromiseDue.BREAK: due + keeping.late_after}
        if self.remind_at is not None and _after(due, self.remind_at) and not self._reminded(due):
            wanted[PromiseDue.REMIND] = self.remind_at.astimezone(UTC)
        return wanted

    def _reminded(self, due: datetime) -> bool:
        """Whether a reminder has been sent for this due time, however it has changed meanwhile."""
        return any(_same(due, told) for told in (self.reminded_for, *self.reminded_before))

    def asks_for(self, now: datetime, keeping: Keeping) -> PromiseDue | None:
        """What it asks for now, the weightiest alone: nobody is reminded of what is already over."""
        due = {one for one, at in self.times(keeping).items() if at <= now}
        return next((one for one in (PromiseDue.LAPSE, PromiseDue.BREAK, PromiseDue.REMIND) if one in due), None)

    def armed(self, keeping: Keeping) -> "Promise":
        """The same promise with its wake-up put to the earliest of its times."""
        return replace(self, wake_at=min(self.times(keeping).values(), default=None), version=self.version + 1)

    def tracked(self, *, at: datetime, remind_at: datetime | None, at_once: bool = False) -> "Promise":
        """The agent wants to be reminded of it; nothing happens without a time that is beyond doubt."""
        if not self.can_be_tracked:
            return self
        return replace(self, state=PromiseState.ACCEPTED, tracked_at=at, remind_at=remind_at, at_once=at_once)

    def fixed(self, *, due: datetime, at: datetime, remind_at: datetime | None) -> "Promise":
        """The agent has said when it is due, which also means: track it. A time that is over changes nothing."""
        if self.state is not PromiseState.MADE or not self.is_open or not _after(due, at):
            return self
        return self._due_at(due, by_hand_at=at).tracked(at=at, remind_at=remind_at)

    def taken_over(self, *, by: str) -> "Promise":
        """Another agent answers for it from now on; who said it stays."""
        return replace(self, agent=by, given_by=self.agent) if self.is_open and self.agent not in {"", by} else self

    def untracked(self) -> "Promise":
        """Tracking is undone: it stands as it was found."""
        if not self.is_tracked or self.state is PromiseState.BROKEN:
            return self
        made = replace(self, state=PromiseState.MADE, tracked_at=None, remind_at=None, at_once=False)
        return replace(made, mending=None, reason="", draft=None)

    def moved(
        self, *, due: datetime, at: datetime, remind_at: datetime | None, by_hand: bool, grace: timedelta = timedelta(0)
    ) -> "Promise":
        """Another time holds from now on; told after the old one, it was broken all the same.

        A time that is over, or the one it has, changes nothing. `grace` is `Keeping.late_after`, so for those below.
        """
        if not self.is_tracked or not _after(due, at) or _same(due, self.due):
            return self
        told = self.as_told()
        return replace(
            self._due_at(due, by_hand_at=at if by_hand else None),
            broken_at=self._broken_by(at, grace).broken_at,
            state=PromiseState.MOVED,
            moved_from=(*told.moved_from, *((told.due,) if told.due else ())),
            remind_at=remind_at,
            evidence=None,
            mending=self.mending if by_hand else None,
            draft=None,
        )

    def move_told(self) -> "Promise":
        """The customer has been told of the new time: no message is wanted any more."""
        return replace(self, mending=None, reason="", draft=None) if self.mending is Mending.MOVE else self

    def as_told(self) -> "Promise":
        """The same at the time that the customer knows: a move they have not been told of counts for nothing."""
        if self.mending is not Mending.MOVE or not self.moved_from:
            return self
        return replace(self, due=self.moved_from[-1], moved_from=self.moved_from[:-1])

    def broken(self, *, at: datetime) -> "Promise":
        """Its time has passed; before that, nothing happens."""
        if not self.is_tracked or self.due is None or _after(self.due, at):
            return self
        return replace(self, state=PromiseState.BROKEN, broken_at=self.broken_at or self.due)

    def asked_whether_kept(self) -> "Promise":
        """Its time has passed, and our words had shown before that it is done: not broken until that is denied."""
        if not self.is_tracked or self.due is None or self.evidence is None:
            return self
        state = PromiseState.MOVED if self.moved_from else PromiseState.ACCEPTED
        return replace(self._in_time(), state=state, asked_kept_for=self.due)

    def untold(self, due: datetime | None) -> "Promise":
        """A reminder for this due time was held back and will not be sent: should that time hold again, one will."""
        if due is None:
            return self
        before = tuple(one for one in self.reminded_before if not _same(one, due))
        told = None if _same(due, self.reminded_for) else self.reminded_for
        return replace(self, reminded_before=before, reminded_for=told)

    def kept(self, *, at: datetime, grace: timedelta = timedelta(0)) -> "Promise":
        """It is done; late where its time had passed, and no breach where it only turns out now that it had not."""
        if not self.is_open:
            return self
        in_time = self.due is not None and not _after(at, self.due.astimezone(UTC) + grace)
        before = self._in_time() if in_time else self._broken_by(at, grace)
        ended = replace(before, state=PromiseState.KEPT, kept_at=at, ended_at=at)
        return replace(ended, remind_at=None, mending=None, draft=None)

    def over(self, *, why: Withdrawn, at: datetime, grace: timedelta = timedelta(0)) -> "Promise":
        """It is not waited for any more. What was broken and only lapsed stays broken."""
        if not self.is_open:
            return self
        stays = why is Withdrawn.LAPSED and self.state is PromiseState.BROKEN
        state = PromiseState.BROKEN if stays else PromiseState.WITHDRAWN
        before = self if why is Withdrawn.LAPSED and self.looks_kept else self._broken_by(at, grace)
        ended = replace(before, state=state, withdrawn=why, ended_at=at, remind_at=None)
        return ended if why is Withdrawn.CANNOT else replace(ended, mending=None, draft=None)

    def _due_at(self, due: datetime, *, by_hand_at: datetime | None) -> "Promise":
        told = (self.reminded_for,) if self.reminded_for and self.reminded_for not in self.reminded_before else ()
        return replace(
            self,
            due=due,
            doubt=None,
            due_guess=None,
            by_hand=by_hand_at is not None,
            by_hand_at=by_hand_at,
            reminded_before=(*self.reminded_before, *told),
        )

    def _in_time(self) -> "Promise":
        """The same, its present due time not being the one that was missed."""
        return replace(self, broken_at=None) if _same_or_none(self.due, self.broken_at) else self

    def _broken_by(self, at: datetime, grace: timedelta) -> "Promise":
        """The same, with the breach noted where a tracked promise's time was over by then."""
        if not self.is_tracked or self.due is None or self.broken_at is not None:
            return self
        return replace(self, broken_at=self.due) if _after(at, self.due.astimezone(UTC) + grace) else self


def _after(one: datetime, other: datetime) -> bool:
    """Compared as instants: two times of one zone would be compared by their clocks, which go back once a year."""
    return one.astimezone(UTC) > other.astimezone(UTC)


def _written_at(ts: str) -> datetime | None:
    """When a message was written: Slack names it by that time, in seconds."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _same_or_none(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and _same(one, other)


def _same(one: datetime, other: datetime | None) -> bool:
    return other is not None and one.astimezone(UTC) == other.astimezone(UTC)
