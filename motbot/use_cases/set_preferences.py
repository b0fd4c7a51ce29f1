"""Keeps what somebody sets for themselves, and lets what waits for the end of their quiet hours follow."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import structlog

from motbot.domain.errors import SlackUnclear
from motbot.domain.nudge import NudgeKind
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import Limits, Pace
from motbot.domain.preferences import Preferences, StepWish
from motbot.domain.routing import zone_of
from motbot.domain.urgency import end_of_quiet
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.waiting import move_moments, move_whispers

log = structlog.get_logger()


class Remembering(Protocol):
    """Remembers what people have set, and has to be told of a change."""

    def forget_preferences(self, user: str = "") -> None:
        """Drop what is remembered of them."""
        ...


class SetPreferences:
    """Only a full member of our workspace has any; nobody sets them for anybody else."""

    def __init__(
        self, *, store: Store, directory: Directory, clock: Clock, limits: Limits, pace: Pace, remembering: Remembering
    ) -> None:
        """Take the ports, the config's quiet hours, and who remembers what people have set."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._limits = limits
        self._pace = pace
        self._remembering = remembering

    async def __call__(self, *, user: str, wanted: Preferences) -> bool:
        """Keep all that stands in the settings; when nudges were brought back stays. False: they have none.

        Raises:
            SlackUnclear: Slack does not say just now who it is.
            StorageUnavailable: nothing was kept.
        """

        def keeping(known: Preferences) -> Preferences:
            changed = wanted
            for step in NudgeKind:
                wish = replace(wanted.wish(step), afresh_at=known.wish(step).afresh_at)
                changed = changed.wishing(step, wish)
            return changed

        return await self._change(user, keeping)

    async def bring_back(self, *, user: str, step: NudgeKind) -> bool:
        """Let the nudges of a step come whole again: what went well until now counts no more. Raises likewise."""
        now = self._clock.now()
        return await self._change(user, lambda known: known.wishing(step, StepWish(afresh_at=now)))

    async def _change(self, user: str, change: Callable[[Preferences], Preferences]) -> bool:
        person = await self._directory.person(user)
        if person.kind is PersonKind.UNKNOWN:
            raise SlackUnclear("Slack does not say just now whose settings these are")
        if not person.may_be_nudged:
            return False
        team = self._directory.team
        async with self._store.begin(durable=True) as tx:
            known = await tx.preferences.get(team, user)
            changed = change(known)
            await tx.preferences.save(team, user, changed)
        self._remembering.forget_preferences(user)
        log.info("preferences.set")
        await self._move(replace(person, preferences=known), replace(person, preferences=changed))
        return True

    async def _move(self, before: Person, after: Person) -> None:
        """What waits for the end of quiet hours waits for their new end, or for nothing."""
        now, team, zone = self._clock.now(), self._directory.team, zone_of(after)
        old, new = (end_of_quiet(now, zone, limits_of(one, self._limits)) for one in (before, after))
        if old is None or old == new:
            return
        async with self._store.begin() as tx:
            muted = await tx.people.muted_until(team, after.id)
        until = max(one for one in (new, muted, now) if one is not None)
        await move_whispers(self._store, team=team, to=after.id, waits_for={old}, until=until)
        if until < old:
            await move_moments(self._store, team=team, waits_for=old, until=until, pace=self._pace)
