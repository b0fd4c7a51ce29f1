"""Stores what a lead sets for their channel: facts, limits, or an earlier state; nothing another lead wrote is lost."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import structlog

from motbot.domain.channel_knowledge import (
    FACTS_AT_MOST,
    LIMITS_AT_MOST,
    KnowledgeChange,
    KnowledgeSource,
    difference,
    facts_in,
    facts_over,
    length_of,
    limit_mark,
    new_facts,
    together,
    with_facts,
)
from motbot.domain.for_today import words_of_today
from motbot.domain.knowledge_page import Kept, Unkept
from motbot.domain.limits import PromiseLimit
from motbot.domain.policy import ChannelPolicy
from motbot.domain.typed_limit import BadLimit, TypedLimit
from motbot.ports.clock import Clock
from motbot.ports.knowledge import Checks
from motbot.ports.store import Store, Transaction
from motbot.use_cases.show_knowledge import ShowKnowledge
from motbot.use_cases.who_leads import Leading, WhoLeads

log = structlog.get_logger()

NOTHING_TOLD: Mapping[str, datetime | None] = MappingProxyType({})
Told = Callable[[], Awaitable[None]]
"""Puts in force at once, in this process, what was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """One change under way, in the transaction that stores it and in which nobody else changes anything."""

    tx: Transaction
    leading: Leading
    newest: KnowledgeChange | None
    """What holds now."""
    over: frozenset[str] = frozenset()
    """Its facts that are over: told again, they hold from then on."""

    @property
    def facts(self) -> tuple[str, ...]:
        """What holds now, beside the config."""
        return self.newest.facts if self.newest else ()

    @property
    def limits(self) -> tuple[PromiseLimit, ...]:
        """Likewise."""
        return self.newest.limits if self.newest else ()

    @property
    def version(self) -> int:
        """The id of what holds now; 0 where nothing was ever set."""
        return self.newest.id if self.newest else 0


Edit = Callable[[Editing], Awaitable[KnowledgeChange | Kept | None]]
"""Makes the change that is to be stored; None where there is nothing to change, or what is to be said instead."""


class EditKnowledge:
    """Whoever does not lead the channel when it is stored changes nothing, and learns nothing of it."""

    def __init__(
        self, *, store: Store, clock: Clock, who_leads: WhoLeads, showing: ShowKnowledge, checks: Checks, told: Told
    ) -> None:
        """Take the ports and the steps."""
        self._store = store
        self._clock = clock
        self._who_leads = who_leads
        self._showing = showing
        self._checks = checks
        self._told = told

    async def facts(self, *, user: str, channel: str, base: int, typed: str, seen: Sequence[str] = ()) -> Kept:
        """Store the facts, one a line; `base` is the id of the change that the window showed, 0 for none.

        What is new, or over and told again, and true today alone is pointed out once before it is stored; `seen` are
        the words that were.

        Where another lead has changed them meanwhile nothing is stored: both people's facts together are given back
        to be looked at. Raises SlackRateLimited and SlackUnclear.
        """
        mine = facts_in(typed)

        async def edit(editing: Editing) -> KnowledgeChange | Kept | None:
            began = await self._state(editing, base) or self._nothing(editing)
            policy = editing.leading.policy
            shown = new_facts(policy, editing.facts)
            # What the config says as well is not in the window, and holds again once the config says it no more.
            wanted = with_facts([one for one in editing.facts if one not in shown], mine)
            if editing.facts != began.facts:
                both = together(began.facts, wanted, editing.facts)
                meanwhile = difference(replace(began, limits=editing.limits), editing.newest)
                return Kept(why_not=Unkept.MEANWHILE, facts=new_facts(policy, both), meanwhile=meanwhile)
            if length_of(wanted) > FACTS_AT_MOST:
                return Kept(why_not=Unkept.TOO_LONG)
            again = {one: self._clock.now() for one in mine if one in editing.over}
            of_today = words_of_today(one for one in mine if one in again or one not in shown)
            if set(of_today) - set(seen):
                return Kept(why_not=Unkept.TODAY, facts=mine, of_today=of_today)
            return None if mine == shown and not again else self.change(editing, facts=wanted, told=again)

        return await self.keep(user, channel, edit, typed=typed)

    async def limit(self, *, user: str, channel: str, mark: str, typed: TypedLimit) -> Kept:
        """Store a limit; `mark` is that of the one it takes the place of, empty for a new one. Raises likewise."""
        try:
            made = self._checks.limit(typed)
        except BadLimit as bad:
            leads = await self._who_leads(user, channel) is not None
            return Kept(why_not=Unkept.BAD_LIMIT, faults=bad.faults) if leads else Kept(why_not=Unkept.NOT_YOURS)

        async def edit(editing: Editing) -> KnowledgeChange | Kept | None:
            limits = {limit_mark(one): one for one in editing.limits}
            if mark and mark not in limits:
                return Kept(why_not=Unkept.GONE)
            if not mark and len(limits) >= LIMITS_AT_MOST:
                return Kept(why_not=Unkept.TOO_MANY)
            put = [made if limit_mark(one) == mark else one for one in editing.limits]
            wanted = {limit_mark(one): one for one in (*put, *(() if mark else (made,)))}
            kept = tuple(wanted.values())
            return None if kept == editing.limits else self.change(editing, limits=kept)

        return await self.keep(user, channel, edit)

    async def drop_limit(self, *, user: str, channel: str, mark: str) -> Kept:
        """Take a limit away; one that is gone already is fine. Raises likewise."""

        async def edit(editing: Editing) -> KnowledgeChange | Kept | None:
            kept = tuple(one for one in editing.limits if limit_mark(one) != mark)
            return None if kept == editing.limits else self.change(editing, limits=kept)

        return await self.keep(user, channel, edit)

    async def bring_back(self, *, user: str, channel: str, change: int, base: int) -> Kept:
        """Put an earlier state in force again; 0 is the one before anything was set. Raises likewise."""

        async def edit(editing: Editing) -> KnowledgeChange | Kept | None:
            if editing.version != base:
                return Kept(why_not=Unkept.GONE)
            earlier = await self._state(editing, change)
            if earlier is None:
                return Kept(why_not=Unkept.GONE)
            if difference(editing.newest, earlier).is_empty:
                return None
            source = KnowledgeSource.BROUGHT_BACK
            told = earlier.told | (editing.newest.told if editing.newest else {})
            return self.change(editing, facts=earlier.facts, limits=earlier.limits, source=source, told=told)

        return await self.keep(user, channel, edit)

    async def keep(self, user: str, channel: str, edit: Edit, *, typed: str = "") -> Kept:
        """Make a change where this person leads the channel now, and put it in force. Raises likewise."""
        leading = await self._who_leads(user, channel)
        if leading is None:
            return Kept(why_not=Unkept.NOT_YOURS)
        if self._checks.holds_secret(typed):
            return Kept(why_not=Unkept.SECRET)
        async with self._store.begin(durable=True) as tx:
            await tx.knowledge.take_turn()
            newest = await tx.knowledge.newest(self._who_leads.team, channel)
            made = await edit(Editing(tx=tx, leading=leading, newest=newest, over=self.over(leading.policy, newest)))
            if isinstance(made, KnowledgeChange):
                made = await tx.knowledge.add(made)
            page = await self._showing.page(tx, leading)
        if isinstance(made, Kept):
            return replace(made, page=page)
        if made is not None:
            log.info("knowledge.changed", channel=channel, facts=len(made.facts), limits=len(made.limits))
            await self._told()
        return Kept(page=page)

    def over(self, policy: ChannelPolicy, change: KnowledgeChange | None) -> frozenset[str]:
        """The facts of a channel that are over now."""
        return facts_over(change, zone=ZoneInfo(policy.zone), at=self._clock.now())

    def change(
        self,
        editing: Editing,
        *,
        facts: Sequence[str] | None = None,
        limits: tuple[PromiseLimit, ...] | None = None,
        source: KnowledgeSource = KnowledgeSource.LEAD,
        told: Mapping[str, datetime | None] = NOTHING_TOLD,
    ) -> KnowledgeChange:
        """What is to be stored; what is not given stays as it is. `told` says of new facts when they were told."""
        kept, now = editing.facts if facts is None else tuple(facts), self._clock.now()
        known = {**(editing.newest.told if editing.newest else {}), **told}
        return KnowledgeChange(
            team=self._who_leads.team,
            channel=editing.leading.policy.id,
            by=editing.leading.person.id,
            at=now,
            facts=kept,
            since=tuple(known.get(fact, now) for fact in kept),
            limits=editing.limits if limits is None else limits,
            source=source,
        )

    async def _state(self, editing: Editing, change: int) -> KnowledgeChange | None:
        """A state of this channel: that before anything was set for 0; None where the change is another channel's."""
        if not change:
            return self._nothing(editing)
        found, nothing = await editing.tx.knowledge.get(change), self._nothing(editing)
        is_here = found is not None and (found.team, found.channel) == (nothing.team, nothing.channel)
        return found if is_here else None

    def _nothing(self, editing: Editing) -> KnowledgeChange:
        """The state before anything was set."""
        channel = editing.leading.policy.id
        return KnowledgeChange(team=self._who_leads.team, channel=channel, by="", at=self._clock.now())
