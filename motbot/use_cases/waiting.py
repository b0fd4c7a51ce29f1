"""Moves what waits for the end of somebody's silence to another time, each row in a commit of its own.

Rows that are locked together would have to be locked in the order that everybody keeps; one alone crosses nobody.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from motbot.domain.moment import Moment
from motbot.domain.nudge import Whisper, WhisperState
from motbot.domain.policy import Pace
from motbot.ports.store import Store


async def move_whispers(store: Store, *, team: str, to: str, waits_for: Collection[datetime], until: datetime) -> None:
    """Messages to a person that wait for one of these times are sent at another one.

    Only the times that silence and quiet hours end at are given: what waits for Slack waits for another.
    """
    async with store.begin() as tx:
        waiting = [one.id for one in await tx.whispers.all_to(team, to) if _waits(one, waits_for)]
    for whisper in waiting:
        async with store.begin() as tx:
            row = await tx.whispers.get(whisper)
            if row is not None and _waits(row, waits_for):
                await tx.whispers.save(replace(row, wake_at=until, not_before=until))


async def move_moments(store: Store, *, team: str, waits_for: datetime, until: datetime, pace: Pace) -> None:
    """Moments that wait for this time are looked at sooner; one that waits for something else will wait again."""
    async with store.begin() as tx:
        waiting = [one.id for one in await tx.moments.waking_at(team, waits_for)]
    for number in waiting:
        async with store.begin() as tx:
            moment = await tx.moments.get(number)
            if moment is not None and moment.is_open and moment.wake_at == waits_for:
                await tx.moments.save(_sooner(moment, waits_for, until).armed(pace))


def _waits(whisper: Whisper, times: Collection[datetime]) -> bool:
    """Whether nobody has tried to send it yet, because it was held back until one of these times."""
    return whisper.state is WhisperState.NEW and not whisper.attempts and not whisper.ts and whisper.wake_at in times


def _sooner(moment: Moment, waits_for: datetime, until: datetime) -> Moment:
    return replace(
        moment,
        nudge_at=until if moment.nudge_at == waits_for else moment.nudge_at,
        confirm_at=until if moment.confirm_at == waits_for else moment.confirm_at,
    )
