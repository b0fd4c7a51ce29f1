"""Promises as one person sees them, each linked to our words that state it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import tzinfo

from motbot.domain.nudge import Place, PromiseItem, Whisper
from motbot.domain.promise import Promise
from motbot.domain.shown_promises import item_of
from motbot.ports.store import Transaction


async def promise_items(
    tx: Transaction, promises: Iterable[Promise], *, zone: tzinfo, channel_name: str
) -> tuple[PromiseItem, ...]:
    """Promises of one channel as somebody in that zone sees them."""
    return tuple([item_of(one, zone=zone, place=await _place(tx, one), channel_name=channel_name) for one in promises])


async def unshown(tx: Transaction, whisper: Whisper, shown: Collection[int]) -> Sequence[Promise]:
    """The open promises of a message's person that it is about, but has no room for; the soonest due first, unlocked.

    What was handed over meanwhile is told to somebody else.
    """
    left = {*whisper.promises} - {*shown}
    if not left:
        return ()
    return [one for one in await tx.promises.look_up(whisper.team, agent=whisper.to) if one.id in left]


async def _place(tx: Transaction, promise: Promise) -> Place:
    """Our newest words that state it."""
    ts = promise.lines[-1]
    line = await tx.lines.get(promise.team, promise.channel, ts)
    thread_ts = line.thread_ts if line else ""
    return Place(channel=promise.channel, ts=ts, thread_ts="" if thread_ts == ts else thread_ts)
