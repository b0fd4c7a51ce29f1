"""Shows a lead what our side knows in their channels: from the config, set in Slack, proposed; and who has set it."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog

from motbot.domain.channel_knowledge import (
    KnowledgeChange,
    ProposedFacts,
    difference,
    facts_in,
    facts_over,
    new_facts,
    new_limits,
)
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.knowledge_page import KnowledgeHistory, KnowledgePage, PastChange
from motbot.domain.language import Language
from motbot.ports.clock import Clock
from motbot.ports.store import Store, Transaction
from motbot.use_cases.who_leads import Leading, WhoLeads

WAITS_FOR = timedelta(days=30)
"""How long a proposal waits for a lead before it is gone."""
CHANGES_AT_MOST = 25

log = structlog.get_logger()


class ShowKnowledge:
    """Reads; changes nothing."""

    def __init__(self, *, store: Store, who_leads: WhoLeads, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._who_leads = who_leads
        self._clock = clock

    async def __call__(self, *, user: str, channel: str) -> KnowledgePage | None:
        """What a channel knows; None for whoever does not lead it. Raises SlackRateLimited and SlackUnclear."""
        leading = await self._who_leads(user, channel)
        if leading is None:
            return None
        async with self._store.begin() as tx:
            return await self.page(tx, leading)

    async def led_by(self, *, user: str) -> Sequence[KnowledgePage]:
        """Every channel that a person leads now, by their names as everywhere in the tab.

        One that Slack does not tell about just now is left out.
        """
        led: list[Leading] = []
        for channel in await self._who_leads.watched():
            try:
                leading = await self._who_leads(user, channel)
            except (SlackRateLimited, SlackUnclear) as error:
                log.warning("knowledge.channel_unknown", channel=channel, error=type(error).__name__)
                continue
            if leading is not None:
                led.append(leading)
        if not led:
            return ()
        async with self._store.begin() as tx:
            pages = [await self.page(tx, leading) for leading in led]
        return sorted(pages, key=lambda page: page.channel_name.casefold())

    async def history(self, *, user: str, channel: str) -> KnowledgeHistory | None:
        """Who has changed what; None for whoever does not lead the channel. Raises likewise."""
        leading = await self._who_leads(user, channel)
        if leading is None:
            return None
        async with self._store.begin() as tx:
            page = await self.page(tx, leading)
            found = await tx.knowledge.history(self._who_leads.team, channel, at_most=CHANGES_AT_MOST + 1)
        befores: tuple[KnowledgeChange | None, ...] = (*found[1:], None)
        changes = tuple(
            PastChange(
                id=one.id,
                by=one.by,
                at=one.at,
                source=one.source,
                difference=difference(before, one),
                is_newest=one.id == page.version,
            )
            for one, before in zip(found, befores, strict=True)
        )
        return KnowledgeHistory(page=page, changes=changes[:CHANGES_AT_MOST], is_cut=len(found) > CHANGES_AT_MOST)

    async def language(self, user: str) -> Language:
        """In which language whoever is turned away is told so."""
        return await self._who_leads.language(user)

    async def page(self, tx: Transaction, leading: Leading) -> KnowledgePage:
        """What a channel knows, for one of its leads."""
        team, policy = self._who_leads.team, leading.policy
        newest = await tx.knowledge.newest(team, policy.id)
        return KnowledgePage(
            channel=policy.id,
            channel_name=policy.name or policy.id,
            language=leading.language,
            zone=leading.zone,
            config_facts=facts_in(policy.facts),
            over=facts_over(newest, zone=ZoneInfo(policy.zone), at=self._clock.now()),
            facts=new_facts(policy, newest.facts) if newest else (),
            config_limits=policy.limits,
            limits=new_limits(policy, newest.limits) if newest else (),
            version=newest.id if newest else 0,
            by=newest.by if newest else "",
            at=newest.at if newest else None,
            proposed=await self.waiting(tx, policy.id),
        )

    async def waiting(self, tx: Transaction, channel: str) -> tuple[ProposedFacts, ...]:
        """What is proposed for a channel and not too old, the oldest first."""
        since = self._clock.now() - WAITS_FOR
        return tuple(await tx.knowledge.proposals(self._who_leads.team, channel, since=since))
