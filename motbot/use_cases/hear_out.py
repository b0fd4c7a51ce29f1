"""Hears a customer's words that ask for nothing new: they confirm the outcome, take the request back, or stir it."""

from collections.abc import Sequence
from datetime import datetime

from motbot.domain.drafting import awaits_draft
from motbot.domain.expectation import Signal
from motbot.domain.moment import CloseReason, Moment
from motbot.domain.policy import Pace
from motbot.domain.standing import is_awaited
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Transaction
from motbot.use_cases.take_back import TakeBack
from motbot.use_cases.whispering import Whispering


class HearOut:
    """Called in the transaction that decides about the words, with the open moment locked."""

    def __init__(self, *, clock: Clock, pace: Pace, take_back: TakeBack, whispering: Whispering) -> None:
        """Take what it decides with."""
        self._clock = clock
        self._pace = pace
        self._take_back = take_back
        self._whispering = whispering

    async def __call__(
        self, tx: Transaction, moment: Moment, *, heard: Sequence[str], at: datetime, signals: Sequence[Signal]
    ) -> None:
        """Let the moment hear the words `heard` (their `ts`), written at `at`.

        Thanks for a promise are no thanks for what it promises: while something dated is still to come, the outcome
        stays to be confirmed.
        """
        edited_away = set(moment.focus) <= set(heard)
        if Signal.CONFIRMED_BY_CUSTOMER in signals and (moment.is_answered or edited_away):
            promises = await tx.promises.of_conversation(moment.conversation)
            if edited_away or not is_awaited(moment, promises, at):
                closed = moment.closed(reason=CloseReason.CONFIRMED_BY_CUSTOMER, at=self._clock.now())
                await self._whispering.refresh(tx, await tx.moments.save(closed.armed(self._pace)))
                return
        if edited_away:
            await self._take_back.request(tx, moment)
            return
        stirred = await tx.moments.save(moment.stirred(at=at, rest=self._pace.confirm_after).armed(self._pace))
        is_edited = bool(set(moment.focus) & set(heard))
        if is_edited and stirred.nudged_at is not None and awaits_draft(stirred):
            await tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=stirred.id))
