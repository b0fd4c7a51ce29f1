"""Gives a moment the promises that were waiting for it, and its agent those that were nobody's."""

from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.ports.store import Transaction


async def adopt_promises(tx: Transaction, moment: Moment) -> Sequence[Promise]:
    """Let an open moment have what our side promised after its first words, before anybody knew of it.

    Call it with the conversation and the moment locked, and before any message is.

    Returns:
        Every promise of the conversation as it stands now, locked.
    """
    first = min(moment.focus, default="")
    known = await tx.promises.of_conversation(moment.conversation)
    if not moment.is_open:
        return known
    return [
        await _changed(tx, replace(one, moment=moment.id))
        if one.is_open and not one.moment and min(one.lines, default="") > first
        else one
        for one in known
    ]


async def give_to_agent(tx: Transaction, moment: Moment, agent: str) -> Sequence[Promise]:
    """Let whoever answers for a moment answer for what was promised in it and was nobody's; gives those, locked."""
    known = await tx.promises.of_conversation(moment.conversation)
    mine = [one for one in known if one.is_open and not one.agent and one.moment == moment.id]
    return [await _changed(tx, replace(one, agent=agent)) for one in mine]


async def _changed(tx: Transaction, promise: Promise) -> Promise:
    return await tx.promises.save(replace(promise, version=promise.version + 1))
