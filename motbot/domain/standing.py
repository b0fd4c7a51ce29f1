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
    """Whether something that was promised in it, with a time, had still to come then and nothing shows that it had."""
    return any(
        one.moment == moment.id and one.is_open and one.due is not None and at < one.due and one.evidence is None
        for one in promises
    )
