"""Lists promises for the person who asks: their own, and for a channel's lead what is late there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from motbot.domain.cards import language_for
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.nudge import PromiseItem
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.promise_list import PromiseList, late_promise, ranked
from motbot.domain.routing import zone_of
from motbot.domain.shown_promises import by_due
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.promise_items import promise_items

ENDED_FOR = timedelta(days=7)
"""How long a promise that is over stays in its agent's list."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The channels that the person may see now."""

    channels: dict[str, ChannelPolicy]
    is_whole: bool

    def only(self, promises: Iterable[Promise]) -> tuple[Promise, ...]:
        """What lies in them."""
        return tuple(one for one in promises if one.channel in self.channels)


class ListPromises:
    """Reads; whoever asks sees what lies in channels they are a member of now, and nothing else."""

    def __init__(self, *, store: Store, directory: Directory, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._directory = directory
        self._clock = clock

    async def __call__(self, *, user: str, channel: str = "") -> PromiseList:
        """List them; `channel` is where a command was typed."""
        person = await self._directory.person(user)
        policy = await self._directory.channel(channel) if channel else None
        language = language_for(person, policy.language if policy else Language.EN)
        if not person.may_be_nudged:
            return PromiseList(language=language)
        team = self._directory.team
        since = self._clock.now() - ENDED_FOR
        leads = policy is not None and person.id in policy.leads
        async with self._store.begin() as tx:
            mine = await tx.promises.look_up(team, agent=person.id, ended_since=since)
            here = await tx.promises.look_up(team, channel=channel) if leads else ()
        seen = await self._seen(person, {*(one.channel for one in mine), *([channel] if leads else [])})
        mine, late = seen.only(mine), [one for one in seen.only(here) if _is_late(one)]
        ended = sorted((one for one in mine if not one.is_open), key=_ended_at, reverse=True)
        async with self._store.begin() as tx:
            moments = {one: await tx.moments.get(one) for one in sorted({one.moment for one in late if one.moment})}
            items = {one.promise: one for one in await self._items(tx, (*mine, *late), person, seen)}
        return PromiseList(
            mine_open=by_due(items[one.id] for one in mine if one.is_open),
            mine_ended=tuple(items[one.id] for one in ended),
            late_here=ranked(late_promise(items[one.id], one, moments.get(one.moment)) for one in late),
            leads=_named(policy) if policy is not None and leads and channel in seen.channels else "",
            language=language,
            zone=zone_of(person, otherwise=policy.zone if policy else "UTC").key,
            is_whole=seen.is_whole,
        )

    async def _seen(self, person: Person, channels: Iterable[str]) -> Seen:
        """Which of the channels the person is in; one that Slack does not tell about now is not shown."""
        found: dict[str, ChannelPolicy] = {}
        whole = True
        for channel in sorted(channels):
            try:
                policy = await self._directory.channel(channel)
                if policy is not None and person.id in await self._directory.members(channel):
                    found[channel] = policy
            except (SlackRateLimited, SlackUnclear) as error:
                log.warning("promises.channel_unknown", channel=channel, error=type(error).__name__)
                whole = False
        return Seen(channels=found, is_whole=whole)

    async def _items(
        self, tx: Transaction, promises: Sequence[Promise], person: Person, seen: Seen
    ) -> list[PromiseItem]:
        """Promises as this person sees them."""
        items: list[PromiseItem] = []
        for promise in promises:
            policy = seen.channels[promise.channel]
            zone = zone_of(person, otherwise=policy.zone)
            name = _named(policy)
            items += await promise_items(tx, (promise,), zone=zone, channel_name=name)
        return items


def _is_late(promise: Promise) -> bool:
    """Whether its time is over, and our own words do not show that it was done before."""
    return promise.state is PromiseState.BROKEN and not promise.shown_in_time()


def _named(policy: ChannelPolicy) -> str:
    return policy.name or policy.id


def _ended_at(promise: Promise) -> float:
    return promise.ended_at.timestamp() if promise.ended_at else 0.0
