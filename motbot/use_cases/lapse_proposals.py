"""Lets go of facts that an agent has proposed and nobody has decided on for a month, and lets their cards say so."""

from dataclasses import replace

import structlog

from motbot.domain.channel_knowledge import ProposedFacts
from motbot.domain.kept_facts import KeptAsFact
from motbot.domain.moment import Moment
from motbot.ports.clock import Clock
from motbot.ports.store import Store, Transaction
from motbot.use_cases.show_knowledge import WAITS_FOR
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()


class CardsOfFacts:
    """What cards say of facts that were made of their notes."""

    def __init__(self, *, clock: Clock) -> None:
        """Take the clock."""
        self._clock = clock
        self._whispering = Whispering(clock=clock)

    async def say(self, tx: Transaction, moment: Moment, kept: KeptAsFact) -> None:
        """Let the card say what became of its notes."""
        saved = await tx.moments.save(replace(moment, kept=kept, version=moment.version + 1))
        await self._whispering.refresh(tx, saved)

    async def not_kept(self, tx: Transaction, proposed: ProposedFacts) -> None:
        """Let the card no longer say that it waits for a lead, unless more of what was typed on it does."""
        found = await tx.moments.get(proposed.moment) if proposed.moment else None
        if found is None or found.team != proposed.team or found.kept is None or not found.kept.is_proposal:
            return
        since = self._clock.now() - WAITS_FOR
        waiting = await tx.knowledge.proposals(proposed.team, proposed.channel, since=since)
        if not any(one.moment == found.id for one in waiting):
            await self.say(tx, found, replace(found.kept, is_proposal=False, is_declined=True))


class LapseProposals:
    """Anybody may repeat it; each proposal goes in a commit of its own."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._clock = clock
        self._cards = CardsOfFacts(clock=clock)

    async def __call__(self) -> None:
        """Drop those that have waited too long; one that is decided meanwhile is left alone."""
        async with self._store.begin() as tx:
            old = await tx.knowledge.undecided(before=self._clock.now() - WAITS_FOR)
        for one in old:
            async with self._store.begin() as tx:
                await tx.knowledge.take_turn()
                if await tx.knowledge.proposal(one.id) is not None:
                    await tx.knowledge.drop(one.id)
                    await self._cards.not_kept(tx, one)
        if old:
            log.info("knowledge.lapsed", proposals=len(old))
