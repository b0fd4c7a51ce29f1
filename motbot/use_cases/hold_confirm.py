"""Holds Confirm back while something that was promised is still to be done, and lets it go with the last of it."""

from collections.abc import Sequence

from motbot.domain.moment import Moment
from motbot.domain.policy import Pace
from motbot.domain.promise import Promise
from motbot.ports.clock import Clock
from motbot.ports.store import Transaction
from motbot.use_cases.whispering import Whispering


class HoldConfirm:
    """Used by every use case that changes promises, in its transaction, with the moment and its promises locked."""

    def __init__(self, *, clock: Clock, pace: Pace, whispering: Whispering) -> None:
        """Take what it decides with."""
        self._clock = clock
        self._pace = pace
        self._whispering = whispering

    async def __call__(
        self, tx: Transaction, moment: Moment, *, before: Sequence[Promise], after: Sequence[Promise], kept: bool
    ) -> Moment:
        """Let a moment go on when its promises have changed; `kept` says how the last of them ended.

        Gives the moment back as it is stored.
        """
        waited, waits = moment.waits_for(before), moment.waits_for(after)
        if waited and not waits:
            now = moment.released(kept=kept, at=self._clock.now(), rest=self._pace.confirm_after)
        elif waits and not waited:
            now = moment.resumed()
        else:
            return moment
        if now == moment:
            return moment
        saved = await tx.moments.save(now.armed(self._pace))
        await self._whispering.refresh(tx, saved)
        return saved
