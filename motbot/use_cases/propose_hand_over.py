"""Takes an agent's "can you take this?" for what it is: whoever is asked gets the request's story, and can take it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from motbot.domain.asides import asks_to_take
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.events import Posted
from motbot.domain.hand_over import story_of
from motbot.domain.moment import Moment
from motbot.domain.nudge import Nudge, Prompt, PromptPurpose
from motbot.domain.people import Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.audience import Audience
from motbot.use_cases.handing_over import asker
from motbot.use_cases.nudging import Nudging
from motbot.use_cases.picture import picture_of
from motbot.use_cases.who_spoke import Spoken

TAKERS_AT_MOST = 20
ONE_BREATH = timedelta(minutes=10)
"""A link and a mention within it ask once; asked again later, a colleague is reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A request that somebody is asked to take, and where it stands."""

    policy: ChannelPolicy
    """Of the request's channel."""
    ts: str
    """A message of its conversation."""
    audience: Audience
    """Those who are asked."""


class ProposeHandOver:
    """Two ways to ask: a link to the request in another watched channel, or a mention of somebody in its own thread.

    Only who answers in a channel can give its requests away, and only agents of a watched channel are asked, who are
    members of the request's channel now: whoever may not read it hears nothing of it.
    """

    def __init__(self, *, store: Store, directory: Directory, clock: Clock, nudging: Nudging) -> None:
        """Take the ports, and who writes messages."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._nudging = nudging

    async def __call__(self, spoken: Spoken) -> None:
        """Ask in a commit of its own; said twice to the same effect it is done once."""
        event = spoken.event
        if not isinstance(event, Posted) or spoken.person is None or not spoken.person.may_be_nudged:
            return
        try:
            proposed = [*await self._linked(event, spoken), *await self._mentioned(event, spoken)]
        except (SlackRateLimited, SlackUnclear):
            return  # Slack does not say who may read it: then nobody is asked
        for one in proposed:
            async with self._store.begin() as tx:
                await self._ask(tx, one, event)

    async def _linked(self, event: Posted, spoken: Spoken) -> list[Proposed]:
        """Requests of other watched channels that the message links to: for the agents where it was posted."""
        found = []
        for channel, ts in event.links:
            policy = await self._directory.channel(channel) if channel != event.channel else None
            if policy is None or not _gives_away(spoken.account, policy):
                continue
            here = spoken.policy.agents
            named = [one for one in event.mentions if one in here]
            found += await self._to(policy, ts, (named or sorted(here)), by=spoken.account)
        return found

    async def _mentioned(self, event: Posted, spoken: Spoken) -> list[Proposed]:
        """Agents of a watched channel who are called by an agent in the request's own conversation."""
        if spoken.side is not Side.AGENT or not event.mentions or not asks_to_take(event.text):
            return []
        called = [one for one in event.mentions if one != spoken.account]
        agents = set(spoken.policy.agents)
        for channel in await self._directory.watched() if called else ():
            policy = await self._directory.channel(channel)
            agents |= policy.agents if policy else set()
        return await self._to(
            spoken.policy, event.thread_ts, [one for one in called if one in agents], by=spoken.account
        )

    async def _to(self, policy: ChannelPolicy, ts: str, takers: Iterable[str], *, by: str) -> list[Proposed]:
        """The proposal to those who may read it; nothing where there are none."""
        members = await self._directory.members(policy.id) if ts else frozenset()
        asked = [one for one in takers if one in members and one != by][:TAKERS_AT_MOST]
        if not asked:
            return []
        everybody = await self._nudging.audience(policy, *asked)
        people = {one: everybody.people[one] for one in asked if everybody.people[one].may_be_nudged}
        return [Proposed(policy=policy, ts=ts, audience=Audience(people=people))]

    async def _ask(self, tx: Transaction, proposed: Proposed, event: Posted) -> None:
        """One message to each, with the story; whoever has it already is not asked."""
        moment = await self._moment(tx, proposed, event.team)
        conversation = await tx.conversations.get(moment.conversation) if moment else None
        moment = await tx.moments.get(moment.id) if moment else None
        if moment is None or conversation is None or not moment.is_open:
            return
        promises = await tx.promises.of_conversation(conversation.id)
        now = self._clock.now()
        picture = await picture_of(tx, conversation, policy=proposed.policy, now=now, focus=moment.focus)
        whispers = await tx.whispers.of_moment(moment.id)
        recent = [one for one in whispers if not one.withdrawn and now - one.created_at < ONE_BREATH]
        asked = {one.to for one in recent if _asks(one.nudge, event.author.user)}
        for person in proposed.audience.people.values():
            if person.id == moment.agent or person.id in asked:
                continue
            story = story_of(moment, picture.lines, promises, giver=event.author.user, zone=zone_of(person))
            count = int(float(event.ts))
            await self._nudging.prompt(tx, moment, PromptPurpose.PROPOSAL, picture, person, count=count, story=story)

    async def _moment(self, tx: Transaction, proposed: Proposed, team: str) -> Moment | None:
        """The newest moment of the message's conversation, read without a lock."""
        line = await tx.lines.get(team, proposed.policy.id, proposed.ts)
        if line is None or not line.conversation:
            return None
        moments = await tx.moments.of_conversation(line.conversation)
        return moments[-1] if moments else None


def _gives_away(account: str, policy: ChannelPolicy) -> bool:
    return account in policy.agents or account in policy.on_duty or account in policy.leads


def _asks(nudge: Nudge, giver: str) -> bool:
    """Whether a message still waits for its reader to take over what this person gives away."""
    return isinstance(nudge, Prompt) and not nudge.settled and asker(nudge) == giver
