"""Gives somebody silence for a while, and takes it back: what waits for its end moves with it."""

from datetime import datetime

import structlog

from motbot.domain.cards import language_for
from motbot.domain.errors import BadInput
from motbot.domain.language import Language
from motbot.domain.mute_span import mute_end
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits, Pace
from motbot.domain.routing import zone_of
from motbot.domain.silence import NotSilenced, Silence
from motbot.domain.urgency import end_of_quiet
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.waiting import move_moments, move_whispers

log = structlog.get_logger()


class Mute:
    """Nobody but the person learns of it: others are told of an urgent moment as of any that nobody has taken."""

    def __init__(self, *, store: Store, directory: Directory, clock: Clock, limits: Limits, pace: Pace) -> None:
        """Take the ports, and the quiet hours that hold back whatever silence does."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._limits = limits
        self._pace = pace

    async def __call__(self, *, user: str, typed: str, channel: str = "") -> Silence:
        """Be silent for as long as was typed; nothing typed stands for the rest of their day.

        `channel` is where it was typed: its language and its clock count where Slack tells none of the person's.

        Raises StorageUnavailable: nothing was changed, or not all that waits was moved.
        """
        person, policy = await self._who(user, channel)
        if refused := _refused(person):
            return Silence(language=_language(person, policy), refused=refused)
        zone = zone_of(person, otherwise=policy.zone if policy else "UTC")
        try:
            until = mute_end(typed, now=self._clock.now(), zone=zone)
        except BadInput:
            return Silence(language=_language(person, policy), zone=zone.key, refused=NotSilenced.NONSENSE)
        was = await self._set(person, until)
        log.info("mute.set")
        return Silence(language=_language(person, policy), zone=zone.key, until=until, was=was)

    async def lift(self, *, user: str, channel: str = "") -> Silence:
        """Be silent no more: what has waited for that comes now, or once quiet hours are over. Raises likewise."""
        person, policy = await self._who(user, channel)
        if refused := _refused(person):
            return Silence(language=_language(person, policy), refused=refused)
        was = await self._set(person, None)
        log.info("mute.lifted")
        zone = zone_of(person, otherwise=policy.zone if policy else "UTC")
        return Silence(language=_language(person, policy), zone=zone.key, was=was)

    async def pressed(self, *, user: str) -> Silence:
        """What a press on a card's Mute comes to: it is taken in like every other press, and told at once."""
        person, policy = await self._who(user, "")
        if refused := _refused(person):
            return Silence(language=_language(person, policy), refused=refused)
        async with self._store.singly() as tx:
            before = await tx.people.muted_until(self._directory.team, person.id)
        zone = zone_of(person)
        until = max(one for one in (mute_end("", now=self._clock.now(), zone=zone), before) if one is not None)
        return Silence(language=_language(person, policy), zone=zone.key, until=until, was=before)

    async def _who(self, user: str, channel: str) -> tuple[Person, ChannelPolicy | None]:
        return await self._directory.person(user), await self._directory.channel(channel) if channel else None

    async def _set(self, person: Person, until: datetime | None) -> datetime | None:
        """Keep it, and let what waits follow; gives until when there was silence before, where there was."""
        team, now = self._directory.team, self._clock.now()
        async with self._store.begin(durable=True) as tx:
            before = await tx.people.muted_until(team, person.id)
            await tx.people.mute(team, person.id, until)
        was = before if before is not None and before > now else None
        quiet = end_of_quiet(now, zone_of(person), limits_of(person, self._limits))
        free = max(one for one in (until, quiet, now) if one is not None)
        waits_for = {one for one in (was, quiet) if one is not None}
        await move_whispers(self._store, team=team, to=person.id, waits_for=waits_for, until=free)
        if was is not None and (until is None or until < was):
            await move_moments(self._store, team=team, waits_for=was, until=until or now, pace=self._pace)
        return was


def _refused(person: Person) -> NotSilenced | None:
    if person.kind is PersonKind.UNKNOWN:
        return NotSilenced.NOT_NOW
    return None if person.may_be_nudged else NotSilenced.NOT_A_MEMBER


def _language(person: Person, policy: ChannelPolicy | None) -> Language:
    return language_for(person, policy.language if policy else Language.EN)
