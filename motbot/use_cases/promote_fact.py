"""Makes facts of a channel of what was typed on a card: a lead keeps them, an agent proposes them to the leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from motbot.domain.channel_knowledge import (
    FACTS_AT_MOST,
    KnowledgeChange,
    KnowledgeSource,
    ProposedFacts,
    fact_key,
    facts_in,
    laid_at,
    length_of,
    new_facts,
    with_facts,
)
from motbot.domain.for_today import words_of_today
from motbot.domain.kept_facts import KeptAsFact
from motbot.domain.knowledge_page import Kept, Promoting, Unkept
from motbot.domain.language import Language
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.someones_details import details_in
from motbot.ports.clock import Clock
from motbot.ports.knowledge import Checks
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.edit_knowledge import Editing, EditKnowledge
from motbot.use_cases.lapse_proposals import CardsOfFacts
from motbot.use_cases.show_card import ShowCard
from motbot.use_cases.show_knowledge import WAITS_FOR, ShowKnowledge
from motbot.use_cases.who_leads import WhoLeads

PROPOSALS_AT_MOST = 20
"""That wait for the leads of one channel."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnCard:
    """What a person has typed on a card of theirs, and whose request it was about."""

    person: Person
    moment: int
    policy: ChannelPolicy
    language: Language
    typed: tuple[str, ...]
    customer: tuple[str, ...]
    """What the customer is called."""
    is_lead: bool


class PromoteFact:
    """Whoever may not (any more) changes nothing. What may be a customer's own is pointed out before it is kept."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        who_leads: WhoLeads,
        showing: ShowKnowledge,
        edit: EditKnowledge,
        checks: Checks,
    ) -> None:
        """Take the ports and the steps; the directory tells of channels as the config has them."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._who_leads = who_leads
        self._showing = showing
        self._edit = edit
        self._checks = checks
        self._show_card = ShowCard(store=store, directory=directory)
        self._cards = CardsOfFacts(clock=clock)

    async def open(self, *, user: str, moment: int) -> Promoting | None:
        """What there is to be kept of a card; None where it is not theirs. Raises SlackRateLimited, SlackUnclear."""
        card = await self._card(user, moment)
        if card is None:
            return None
        async with self._store.begin() as tx:
            newest = await tx.knowledge.newest(self._who_leads.team, card.policy.id)
        facts = new_facts(laid_at(card.policy, newest, self._clock.now()), card.typed)
        has_lead = bool(card.policy.leads)
        return Promoting(
            channel=card.policy.id,
            channel_name=card.policy.name or card.policy.id,
            language=card.language,
            facts=facts,
            details=details_in(facts, card.customer),
            of_today=words_of_today(facts),
            is_lead=card.is_lead,
            moment=moment,
            why_not=Unkept.EMPTY if not facts else None if has_lead else Unkept.NOBODY_LEADS,
        )

    async def __call__(self, *, user: str, moment: int, typed: str, seen: Sequence[str] = ()) -> Kept:
        """Keep or propose the facts, one a line; `seen` are words that the person was shown and leaves in.

        Raises likewise.
        """
        card = await self._card(user, moment)
        if card is None:
            return Kept(why_not=Unkept.NOT_YOUR_CARD)
        facts = facts_in(typed)
        if (why_not := self._fault(facts)) is not None:
            return Kept(why_not=why_not)
        if (unseen := _unseen(details_in(facts, card.customer), words_of_today(facts), seen)) is not None:
            return unseen
        if card.is_lead:
            return await self._keep(user, card.policy.id, facts, moment=moment)
        return await self._propose(card, facts)

    async def open_proposed(self, *, user: str, proposal: int) -> Promoting | None:
        """What an agent has proposed; None where it is decided, or not theirs to decide. Raises likewise."""
        proposed = await self._proposed(proposal)
        leading = await self._who_leads(user, proposed.channel) if proposed else None
        if proposed is None or leading is None:
            return None
        return Promoting(
            channel=proposed.channel,
            channel_name=leading.policy.name or proposed.channel,
            language=leading.language,
            facts=proposed.facts,
            details=proposed.details,
            of_today=words_of_today(proposed.facts),
            is_lead=True,
            proposal=proposal,
            by=proposed.by,
        )

    async def accept(self, *, user: str, proposal: int, typed: str, seen: Sequence[str] = ()) -> Kept:
        """Keep what was proposed, as the lead words it. Raises likewise."""
        proposed = await self._proposed(proposal)
        leading = await self._who_leads(user, proposed.channel) if proposed else None
        if proposed is None or leading is None:
            return Kept(why_not=Unkept.GONE if proposed is None else Unkept.NOT_YOURS)
        facts = facts_in(typed)
        if (why_not := self._fault(facts)) is not None:
            return Kept(why_not=why_not)
        if (unseen := _unseen(details_in(facts, proposed.details), words_of_today(facts), seen)) is not None:
            return unseen
        return await self._keep(user, proposed.channel, facts, moment=proposed.moment, proposed=proposed)

    async def decline(self, *, user: str, proposal: int) -> Kept:
        """Let it go: nothing of it is kept, and nobody is told who says so. Raises likewise."""
        proposed = await self._proposed(proposal)
        if proposed is None:
            return Kept(why_not=Unkept.GONE)

        async def edit(editing: Editing) -> None:
            await editing.tx.knowledge.drop(proposal)
            await self._cards.not_kept(editing.tx, proposed)

        return await self._edit.keep(user, proposed.channel, edit)

    def _fault(self, facts: Sequence[str]) -> Unkept | None:
        if not facts:
            return Unkept.EMPTY
        if length_of(facts) > FACTS_AT_MOST:
            return Unkept.TOO_LONG
        return Unkept.SECRET if any(map(self._checks.holds_secret, facts)) else None

    async def _keep(
        self, user: str, channel: str, facts: Sequence[str], *, moment: int, proposed: ProposedFacts | None = None
    ) -> Kept:
        """Add facts to what holds then; a proposal that somebody else has decided meanwhile adds nothing.

        What was proposed was told when it was proposed: "this morning" is the morning of that day. What is over and
        told again takes the place of what was told before.
        """
        proposal = proposed.id if proposed else 0
        at = proposed.at if proposed else self._clock.now()

        async def edit(editing: Editing) -> KnowledgeChange | Kept | None:
            if proposal and await editing.tx.knowledge.proposal(proposal) is None:
                return Kept(why_not=Unkept.GONE)
            more = new_facts(editing.leading.policy, facts)
            known = set(map(fact_key, more))
            held = [one for one in editing.facts if one not in editing.over or fact_key(one) not in known]
            wanted = with_facts(held, more)
            if length_of(wanted) > FACTS_AT_MOST:
                return Kept(why_not=Unkept.TOO_LONG)
            await editing.tx.knowledge.drop(proposal)
            await self._noted(editing.tx, moment, by=user)
            if len(wanted) == len(held):
                return None
            told = dict.fromkeys(wanted[len(held) :], at)
            return self._edit.change(editing, facts=wanted, source=KnowledgeSource.PROMOTED, told=told)

        return await self._edit.keep(user, channel, edit)

    async def _propose(self, card: _OnCard, facts: tuple[str, ...]) -> Kept:
        """Let the leads decide; what waits already does not wait twice."""
        if not card.policy.leads:
            return Kept(why_not=Unkept.NOBODY_LEADS)
        team, now = self._who_leads.team, self._clock.now()
        proposed = ProposedFacts(
            team=team,
            channel=card.policy.id,
            by=card.person.id,
            at=now,
            facts=facts,
            details=details_in(facts, card.customer),
            moment=card.moment,
        )
        async with self._store.begin(durable=True) as tx:
            await tx.knowledge.take_turn()
            newest = await tx.knowledge.newest(team, card.policy.id)
            more = new_facts(laid_at(card.policy, newest, now), facts)
            if not more:
                return Kept(why_not=Unkept.EMPTY, is_proposal=True)
            waiting = await self._showing.waiting(tx, card.policy.id)
            if len(waiting) >= PROPOSALS_AT_MOST:
                return Kept(why_not=Unkept.TOO_MANY, is_proposal=True)
            known = {fact_key(fact) for one in waiting for fact in one.facts}
            if fresh := tuple(fact for fact in more if fact_key(fact) not in known):
                await tx.knowledge.propose(replace(proposed, facts=fresh))
            await self._noted(tx, card.moment, by=card.person.id, is_proposal=True)
        log.info("knowledge.proposed", channel=proposed.channel, facts=len(facts))
        return Kept(is_proposal=True)

    async def _noted(self, tx: Transaction, moment: int, *, by: str, is_proposal: bool = False) -> None:
        """Let the card say what became of its notes, and offer it no more; a request that is gone has no card."""
        found = await tx.moments.get(moment) if moment else None
        if found is None or found.team != self._who_leads.team:
            return
        await self._cards.say(tx, found, KeptAsFact(by=by, notes=len(found.known), is_proposal=is_proposal))

    async def _proposed(self, proposal: int) -> ProposedFacts | None:
        async with self._store.begin() as tx:
            found = await tx.knowledge.proposal(proposal)
        is_ours = found is not None and found.team == self._who_leads.team
        return found if is_ours and found is not None and found.at > self._clock.now() - WAITS_FOR else None

    async def _card(self, user: str, moment: int) -> _OnCard | None:
        """A card that somebody was given and may still see, with what was typed on it."""
        card = await self._show_card(moment, user)
        policy = await self._directory.channel(card.place.channel) if card is not None else None
        if card is None or policy is None:
            return None
        async with self._store.begin() as tx:
            found = await tx.moments.get(moment)
        if found is None or found.channel != policy.id:
            return None
        typed = facts_in("\n".join(found.known))
        return _OnCard(
            person=await self._directory.person(user),
            moment=moment,
            policy=policy,
            language=card.language,
            typed=typed,
            customer=await self._called(found.customer),
            is_lead=await self._who_leads(user, policy.id) is not None,
        )

    async def _called(self, account: str) -> tuple[str, ...]:
        """What a customer is called: by their profile, or by the help-desk bridge that speaks for them."""
        _, is_bridged, name = account.partition(":")
        if is_bridged:
            return (name,)
        person = await self._directory.person(account)
        return (*person.names, person.name)


def _unseen(details: tuple[str, ...], of_today: tuple[str, ...], seen: Sequence[str]) -> Kept | None:
    """What is to be looked at once more before the facts are kept; None where all of it was."""
    if set(details) - set(seen):
        return Kept(why_not=Unkept.DETAILS, details=details, of_today=of_today)
    return Kept(why_not=Unkept.TODAY, details=details, of_today=of_today) if set(of_today) - set(seen) else None
