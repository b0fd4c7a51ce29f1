"""A talk whose channel's leads set what is known there, with the use cases for it."""

from dataclasses import replace

from motbot.domain.events import Act, Acted
from motbot.domain.knowledge_page import KnowledgePage
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.nudge import Card
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.settings.typed_limits import ConfigChecks
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.edit_knowledge import EditKnowledge
from motbot.use_cases.know_channels import KnowingDirectory
from motbot.use_cases.lapse_proposals import LapseProposals
from motbot.use_cases.promote_fact import PromoteFact
from motbot.use_cases.show_knowledge import ShowKnowledge
from motbot.use_cases.who_leads import WhoLeads
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, LEAD, PEOPLE, POLICY, SOON, SUPPORT, TEAM, Talk

SECOND = "U6"
"""Another lead."""
REFUND = PromiseLimit(kind=LimitKind.AUTHORITY, words=("refund*",), rule="Refunds need a lead.", above=500.0)
KNOWING = replace(POLICY, leads=(LEAD, SECOND), facts="Support hours: 9 to 18.", limits=(REFUND,))
ELSEWHERE = ChannelPolicy(id="C9", name="elsewhere", agents=frozenset({BEN}), leads=(BEN,), facts="Another fact.")
EVERYBODY = (*PEOPLE, Person(id=SECOND, team=TEAM, kind=PersonKind.MEMBER, name="Sam", locale="zh-CN"))


class Known:
    """One channel and what its leads and agents do about it."""

    def __init__(self, database: Database, store: PostgresStore) -> None:
        self.talk = Talk(database, store, policy=KNOWING, people=EVERYBODY)
        self.directory = self.talk.directory
        self.directory.watch(ELSEWHERE)
        self.store, clock = store, self.talk.clock
        who_leads = WhoLeads(directory=self.directory)
        self.laid = KnowingDirectory(directory=self.directory, store=store, clock=clock)
        self.show = ShowKnowledge(store=store, who_leads=who_leads, clock=clock)
        self.edit = EditKnowledge(
            store=store,
            clock=clock,
            who_leads=who_leads,
            showing=self.show,
            checks=ConfigChecks(),
            told=self.laid.look,
        )
        self.promote = PromoteFact(
            store=store,
            directory=self.directory,
            clock=clock,
            who_leads=who_leads,
            showing=self.show,
            edit=self.edit,
            checks=ConfigChecks(),
        )
        self.lapse = LapseProposals(store=store, clock=clock)

    async def page(self, user: str = LEAD, channel: str = SUPPORT) -> KnowledgePage:
        """What a lead is shown."""
        found = await self.show(user=user, channel=channel)
        assert found is not None
        return found

    async def policy(self, channel: str = SUPPORT) -> ChannelPolicy:
        """How the channel works for whoever coaches there."""
        found = await self.laid.channel(channel)
        assert found is not None
        return found

    async def sets(self, *facts: str, user: str = LEAD, base: int | None = None) -> KnowledgePage:
        """Let a lead set the facts, on top of what holds."""
        shown = (await self.page()).version if base is None else base
        kept = await self.edit.facts(user=user, channel=SUPPORT, base=shown, typed="\n".join(facts))
        assert kept.why_not is None, kept
        assert kept.page is not None
        return kept.page

    async def a_card_says(self, note: str, *, user: str = ALICE) -> int:
        """Let a customer ask and an agent type what our side knows on the card; gives the moment."""
        moment = await self.talk.moment(await self._asked())
        await self.notes(moment.id, note, user=user)
        return moment.id

    async def notes(self, moment: int, note: str, *, user: str = ALICE) -> None:
        """Let an agent type what our side knows on the card."""
        await self.talk.hears(
            Acted(team=TEAM, user=user, act=Act.EDITED, moment=moment, note=note, at=self.talk.clock.now())
        )

    async def card(self, user: str) -> Card:
        """The card that somebody has."""
        await self.talk.rests()
        return next(one.nudge for one in self.talk.seen_by(user) if isinstance(one.nudge, Card))

    async def _asked(self) -> str:
        """A customer asks, and the agent on duty gets a card."""
        said = await self.talk.says(CARLA, FAILS)
        await self.talk.passes(SOON)
        return said
