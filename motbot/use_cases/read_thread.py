"""Reads a conversation for its review: what stands in Slack now, who said it, and what is known of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from motbot.domain.errors import SlackRefused, SlackUnclear
from motbot.domain.events import Posted
from motbot.domain.expectation import Expectation
from motbot.domain.known_then import KnownThen
from motbot.domain.message import ChannelKind, ConversationView, Line
from motbot.domain.people import Person, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Promise
from motbot.domain.review import ReviewedLine
from motbot.domain.routing import zone_named
from motbot.domain.shown_promises import NEVER_WERE
from motbot.domain.unnamed import Unnamed, unnamed
from motbot.ports.clock import Clock
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory, Threads
from motbot.ports.store import Store
from motbot.use_cases.knowing_then import known_then
from motbot.use_cases.known_of_thread import Known
from motbot.use_cases.reviewing import reviewed_lines
from motbot.use_cases.who_spoke import who_spoke

ROOTS_AT_MOST = 20
"""How many threads of a conversation at a channel's root are read anew; of more, only those known to have replies."""
ROOTS_AT_ONCE = 3
MENTIONED_AT_MOST = 50
"""Whose names are looked up although they have said nothing."""
_PROGRAMS = frozenset({Side.BOT, Side.OURSELVES})


class PointedAt(Protocol):
    """A message that somebody has pointed at: a review of its conversation, or a wish to be coached on it."""

    @property
    def team(self) -> str:
        """Our workspace."""
        ...

    @property
    def channel(self) -> str:
        """Where it stands."""
        ...

    @property
    def ts(self) -> str:
        """Its stamp."""
        ...

    @property
    def thread_ts(self) -> str:
        """The thread it stands in; empty at the channel's root, or where that is not known."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A conversation with everything its review rests on."""

    view: ConversationView
    threads: Mapping[str, str]
    """The thread that each message stands in, by `ts`; empty at the channel's root."""
    names: Mapping[str, Sequence[str]]
    agents: tuple[str, ...]
    """The accounts of the agents who speak in it."""
    conversation: int
    """0 where the store does not know it."""
    expectations: tuple[Expectation, ...]
    promises: tuple[Promise, ...]
    then: tuple[KnownThen, ...] = ()
    """What our side knew at each contact, where the store can tell."""

    @property
    def lines(self) -> tuple[ReviewedLine, ...]:
        """What was said, as a sheet shows it."""
        return reviewed_lines(self.view.lines, self.threads)

    def unnamed(self) -> Unnamed:
        """As a reviewer is shown it."""
        return unnamed(
            self.view, names=self.names, expectations=self.expectations, promises=self.promises, then=self.then
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A message, and what Slack says of whoever wrote it."""

    line: Line
    thread_ts: str
    names: tuple[str, ...]
    is_person: bool
    """A Slack account wrote it, and no help-desk bridge."""

    @property
    def is_agent(self) -> bool:
        """Whether one of our agents wrote it, who can be told of it."""
        return self.is_person and self.line.side is Side.AGENT


class ReadThread:
    """Reads; changes nothing."""

    def __init__(self, *, store: Store | None, directory: Directory, threads: Threads, clock: Clock) -> None:
        """Take the ports; without a store nothing is known but what stands in Slack now."""
        self._store = store
        self._directory = directory
        self._threads = threads
        self._clock = clock

    async def __call__(self, pointed: PointedAt, policy: ChannelPolicy, *, joins: int = 0) -> Thread:
        """Everything that was said in the thread that was pointed at, and in the others of its conversation.

        Args:
            pointed: the message.
            policy: of its channel.
            joins: the conversation that it goes on with, where the store may not know it yet.

        Raises:
            SlackRateLimited: ask again later.
            SlackUnclear: likewise; also while Slack does not say who one of our agents is.
            SlackRefused: there is no such thread, or we may not see it.
        """
        known = await self._known(pointed, joins)
        said = await self._said(pointed, policy, known)
        mentioned = await self._mentioned(said)
        named = {one.line.author: one.names for one in said} | {one.id: _names(one) for one in mentioned}
        view = self._view(policy, known, said, mentioned)
        inside = {line.ts for line in view.lines}
        return Thread(
            view=view,
            threads={one.line.ts: one.thread_ts for one in said},
            names=named,
            agents=tuple(dict.fromkeys(one.line.author for one in said if one.is_agent)),
            conversation=known.conversation,
            expectations=tuple({one.mark: one for one in known.expectations if one.source in inside}.values()),
            promises=tuple(one for one in known.promises if one.withdrawn not in NEVER_WERE),
            then=await self._then(pointed, policy, known, view),
        )

    async def _then(
        self, pointed: PointedAt, policy: ChannelPolicy, known: Known, view: ConversationView
    ) -> tuple[KnownThen, ...]:
        """What our side knew at each contact; nothing without a store."""
        if self._store is None:
            return ()
        async with self._store.begin() as tx:
            return await known_then(tx, policy, view.lines, team=pointed.team, moments=known.moments)

    async def _known(self, pointed: PointedAt, joins: int) -> Known:
        """Read what the store holds, in one short transaction."""
        if self._store is None:
            return Known()
        async with self._store.begin() as tx:
            line = await tx.lines.get(pointed.team, pointed.channel, pointed.ts)
            if line is None and pointed.thread_ts:
                line = await tx.lines.get(pointed.team, pointed.channel, pointed.thread_ts)
            conversation = line.conversation if line else joins
            if not conversation:
                return Known()
            return Known(
                conversation=conversation,
                lines=tuple(await tx.lines.of_conversation(conversation)),
                moments=tuple(await tx.moments.of_conversation(conversation)),
                promises=tuple(await tx.promises.of_conversation(conversation)),
                verdicts=tuple(await tx.verdicts.of_conversation(conversation)),
            )

    async def _said(self, pointed: PointedAt, policy: ChannelPolicy, known: Known) -> tuple[_Said, ...]:
        """Every message of the customer's side and ours, oldest first, each once."""
        root = pointed.thread_ts or known.root_of(pointed.ts) or pointed.ts
        posts = {one.ts: one for one in await self._threads.read(pointed.channel, root)}
        found = posts[pointed.ts].thread_ts if pointed.ts in posts else ""
        others = dict.fromkeys((*known.roots, *((found,) if found else ())))
        others.pop(root, None)
        read = [one for one in others if len(others) <= ROOTS_AT_MOST or one in known.replied_to or one == found]
        posts |= {one.ts: one for one in await self._read_also(pointed.channel, read)}
        left = {one.line.ts: one for one in known.lines if one.line.ts in others and one.line.ts not in read}
        called = {(one.line.ts, one.line.text): one.line.addressed for one in known.lines}
        said = [await self._heard(posts[ts], policy, called) for ts in posts if not posts[ts].author.is_ourselves]
        said += [await self._kept(one) for ts, one in left.items() if ts not in posts and not one.removed]
        told = (one for one in said if one.line.side not in _PROGRAMS and (one.line.text or one.line.files))
        return tuple(sorted(told, key=lambda one: one.line.ts))

    async def _read_also(self, channel: str, roots: Sequence[str]) -> list[Posted]:
        """The other threads of a conversation; one that is not there any more is no part of it."""
        turns = asyncio.Semaphore(ROOTS_AT_ONCE)

        async def read(root: str) -> Sequence[Posted]:
            async with turns:
                try:
                    return await self._threads.read(channel, root)
                except SlackRefused:
                    return ()

        return [one for posts in await asyncio.gather(*map(read, roots)) for one in posts]

    async def _heard(
        self, post: Posted, policy: ChannelPolicy, called: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> _Said:
        """A message with whoever Slack says wrote it; `called` holds whom the same words were heard to call."""
        spoken = await who_spoke(self._directory, post, policy)
        if spoken.side is Side.UNKNOWN and spoken.account in policy.agents:
            raise SlackUnclear("Slack does not describe an agent just now: their words would count as a customer's")
        names = _names(spoken.person) if spoken.person else tuple(filter(None, (spoken.name,)))
        line = Line(
            ts=post.ts,
            at=post.at,
            side=spoken.side,
            author=spoken.account,
            text=spoken.text,
            addressed=spoken.event.mentions or called.get((post.ts, spoken.text), ()),
            files=post.files,
        )
        return _Said(line=line, thread_ts=_thread_of(post), names=names, is_person=spoken.person is not None)

    async def _kept(self, stored: StoredLine) -> _Said:
        """A message as the store holds it."""
        author, behind = stored.author, stored.line.author.partition(":")[2]
        is_person = bool(author.user) and stored.line.author == author.user
        person = await self._directory.person(author.user, team=author.team) if is_person else None
        names = _names(person) if person else tuple(filter(None, (author.username or behind,)))
        return _Said(line=stored.line, thread_ts=stored.thread_ts, names=names, is_person=person is not None)

    async def _mentioned(self, said: Sequence[_Said]) -> list[Person]:
        """Whoever is spoken of by a mention and has said nothing."""
        speaking = {one.line.author for one in said}
        accounts = dict.fromkeys(account for one in said for account in one.line.addressed if account not in speaking)
        return [await self._directory.person(account) for account in list(accounts)[:MENTIONED_AT_MOST]]

    def _view(
        self, policy: ChannelPolicy, known: Known, said: Sequence[_Said], mentioned: Sequence[Person]
    ) -> ConversationView:
        zone = zone_named(policy.zone)
        members = {one.id for one in mentioned if one.may_be_nudged}
        ours = members if policy.kind is ChannelKind.CUSTOMER else set()
        return ConversationView(
            lines=tuple(one.line for one in said),
            focus=(),
            now=self._clock.now().astimezone(zone),
            zone=zone,
            channel_kind=policy.kind,
            facts=policy.facts,
            known=tuple(dict.fromkeys(fact for one in known.moments for fact in one.known)),
            default_language=policy.language,
            limits=policy.limits,
            channel=policy.id,
            mentions_ours=policy.agents | {*policy.on_duty, *policy.leads} | ours,
        )


def _thread_of(post: Posted) -> str:
    """The thread a message stands in; the root of one stands in none."""
    return "" if post.thread_ts == post.ts else post.thread_ts


def _names(person: Person) -> tuple[str, ...]:
    return person.names or ((person.name,) if person.name else ())
