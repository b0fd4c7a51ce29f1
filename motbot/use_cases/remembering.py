"""Remembers what a customer has asked before: for a coach, for the reader of a card, and to know a repeated request."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.memory import Memory
from motbot.domain.moment import Moment
from motbot.domain.remembering import Met, memory_of, repeated
from motbot.domain.retention import Kind, Retention
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.picture import Picture


class Remembering:
    """A customer is the same account in the same team. A name behind a help-desk bridge may be two people's: no memory.

    A coach is told what was said in the same channel alone, since its draft may be read by everybody there. The reader
    of a card is told more only of channels in which they answer the same customer as an agent.
    """

    def __init__(
        self, *, store: Store, directory: Directory, clock: Clock, retention: Retention, is_on: bool = True
    ) -> None:
        """Take the ports, how long requests are kept, and whether anything is to be remembered at all."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._retention = retention
        self._is_on = is_on

    async def told(self, tx: Transaction, picture: Picture) -> Picture:
        """The picture with what a coach may know of the customer in focus."""
        lines = picture.view.focus_lines
        if not lines:
            return picture
        moment = picture.moment.id if picture.moment else 0
        here = {picture.conversation.channel}
        met = await self._met(tx, picture.conversation.team, lines[-1].author, channels=here, but=moment)
        repeats = picture.moment.repeats if picture.moment and picture.moment.is_open else 0
        memory = memory_of(met, channels=here, repeats=repeats, zone=picture.view.zone, now=self._clock.now())
        return replace(picture, view=replace(picture.view, memory=memory)) if memory else picture

    async def repeats(self, tx: Transaction, moment: Moment, words: str) -> int:
        """The earlier request that a new one is about again, in these words; 0 where there is none."""
        met = await self._met(tx, moment.team, moment.customer, channels={moment.channel}, but=moment.id)
        return repeated(moment, words, met)

    async def for_reader(
        self, tx: Transaction, moment: Moment, *, channels: Collection[str], zone: tzinfo
    ) -> Memory | None:
        """What the reader of a moment's card may be told, who answers in these channels too."""
        theirs = {moment.channel, *channels}
        met = await self._met(tx, moment.team, moment.customer, channels=theirs, but=moment.id)
        return memory_of(met, channels=theirs, repeats=moment.repeats, zone=zone, now=self._clock.now())

    async def rooms(self, customer: str, *, beside: str) -> dict[str, frozenset[str]]:
        """The agents of each other watched channel in which the customer has asked; look up before a transaction.

        A channel of which Slack does not tell just now is left out.
        """
        if not self._may_remember(customer):
            return {}
        async with self._store.singly() as tx:
            asked_in = await tx.customers.channels(self._directory.team, customer, since=self._since())
        rooms: dict[str, frozenset[str]] = {}
        for channel in sorted({*asked_in} - {beside}):
            try:
                policy = await self._directory.channel(channel)
            except (SlackRateLimited, SlackUnclear):
                continue
            if policy is not None:
                rooms[channel] = policy.agents
        return rooms

    async def _met(
        self, tx: Transaction, team: str, customer: str, *, channels: Collection[str], but: int = 0
    ) -> Sequence[Met]:
        """Their earlier requests in these channels, within what is kept; those made elsewhere are not even read."""
        if not self._may_remember(customer):
            return ()
        return await tx.customers.met(team, customer, since=self._since(), but=but, channels=channels)

    def _may_remember(self, customer: str) -> bool:
        return self._is_on and customer != "" and ":" not in customer

    def _since(self) -> datetime:
        """From when on requests are remembered, to the minute: what is asked twice in a transaction is read once."""
        since = self._retention.gone_before(Kind.MOMENT, self._clock.now()).astimezone(UTC)
        return since.replace(second=0, microsecond=0)
