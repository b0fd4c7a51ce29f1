"""At which step a moment stands, by what our side has promised in it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from motbot.domain.moment import Moment, Stage
from motbot.domain.promise import Promise


def standing(moment: Moment, promises: Iterable[Promise]) -> Moment:
    """An answered moment is acted on while one of its promises is open, and offered otherwise.

    So it is also for a promise that nobody tracks. The other steps stand, and so does what an agent said to be done.
    """
    if moment.stage not in {Stage.OFFERED, Stage.ACTING} or moment.done_at is not None:
        return moment
    promised = any(one.is_open and one.moment == moment.id for one in promises)
    return replace(moment, stage=Stage.ACTING if promised else Stage.OFFERED)


def is_awaited(moment: Moment, promises: Iterable[Promise], at: datetime) -> bool:
    """Whether something that was promised in it was still to come then: thanks for it say nothing of an outcome.

    What is tracked and late is still to come, whatever the hour; what nobody tracks is known to be until it falls due.
    What our own words show to be done is not.
    """
    return any(
        one.moment == moment.id
        and one.is_open
        and one.evidence is None
        and (one.is_tracked or (one.due is not None and at < one.due))
        for one in promises
    )
