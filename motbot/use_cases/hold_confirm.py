"""Holds Confirm back while something that was promised is still to be done, and lets it go with the last of it."""

from collections.abc import Sequence

from motbot.domain.moment import Moment
from motbot.domain.policy import Pace
from motbot.domain.promise import Promise
from motbot.domain.standing import standing
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
        # What only looked kept held nothing back, but when its agent says that it was, that is news all the same.
        told = kept and any(one.is_tracked and one.moment == moment.id for one in before)
        if not waits and (waited or told):
            now = moment.released(kept=kept, at=self._clock.now(), rest=self._pace.confirm_after)
        elif waits and not waited:
            now = moment.resumed()
        else:
            now = moment
        if waits or not kept:
            now = standing(now, after)
        if now == moment:
            return moment
        saved = await tx.moments.save(now.armed(self._pace))
        await self._whispering.refresh(tx, saved)
        return saved
