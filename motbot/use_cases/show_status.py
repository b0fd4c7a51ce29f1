"""Tells somebody how things stand for them; whoever leads or trains a channel, also how the bot itself is doing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from motbot.domain.access import is_lead
from motbot.domain.cards import language_for
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import Limits
from motbot.domain.promise import Promise
from motbot.domain.routing import zone_of
from motbot.domain.status import Desk, Status
from motbot.domain.urgency import end_of_quiet
from motbot.domain.wall_times import instant_of
from motbot.ports.clock import Clock
from motbot.ports.condition import Condition
from motbot.ports.slack import Directory
from motbot.ports.store import Store

log = structlog.get_logger()

_A_DAY = timedelta(hours=24)


class ShowStatus:
    """Reads. Numbers count all channels, also those that somebody has left: they hold no words of them."""

    def __init__(
        self, *, store: Store, directory: Directory, clock: Clock, limits: Limits, condition: Condition, has_model: bool
    ) -> None:
        """Take the ports, the quiet hours, and whether a model coaches."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._limits = limits
        self._condition = condition
        self._has_model = has_model

    async def __call__(self, *, user: str) -> Status:
        """Count it; for anybody but a full member of our team there is nothing.

        Raises:
            SlackUnclear: Slack does not say just now who asks.
            StorageUnavailable: the database does not answer just now.
        """
        person = await self._directory.person(user)
        if person.kind is PersonKind.UNKNOWN:
            raise SlackUnclear("Slack does not say just now who asks how things stand")
        language, zone = language_for(person, Language.EN), zone_of(person)
        if not person.may_be_nudged:
            return Status(language=language, zone=zone.key, is_member=False)
        now, team, limits = self._clock.now(), self._directory.team, limits_of(person, self._limits)
        async with self._store.begin() as tx:
            muted = await tx.people.muted_until(team, user)
            moments = await tx.moments.of_agent(team, user, now)
            promises = await tx.promises.look_up(team, agent=user)
            messages = await tx.whispers.count_to(team, user, now - _A_DAY)
        tracked = [one for one in promises if one.is_open and one.is_tracked]
        return Status(
            language=language,
            zone=zone.key,
            muted_until=muted if muted is not None and muted > now else None,
            moments_open=sum(one.is_open for one in moments),
            promises_open=len(tracked),
            promises_today=len(_due_today(tracked, now, zone)),
            promises_late=sum(one.due is not None and one.due <= now for one in tracked),
            messages=messages,
            messages_at_most=self._limits.daily_cap,
            quiet_from=limits.quiet_from,
            quiet_to=limits.quiet_to,
            is_quiet=end_of_quiet(now, zone, limits) is not None,
            has_model=self._has_model,
            desk=await self._desk(person),
        )

    async def _desk(self, person: Person) -> Desk | None:
        """For those who lead, train or administer a channel that they are in now."""
        channels = [one for one in await self._directory.watched() if await self._is_theirs(person, one)]
        if not channels:
            return None
        async with self._store.begin() as tx:
            standings = (await tx.prompts.standings()).values()
        return Desk(
            channels=len(channels),
            model_answers=await self._condition.model_answers() if self._has_model else None,
            prompts_live=len(standings) if self._has_model else 0,
            prompts_on_trial=sum(bool(one.trial) for one in standings) if self._has_model else 0,
            jobs=await self._condition.jobs(),
        )

    async def _is_theirs(self, person: Person, channel: str) -> bool:
        """Whether they lead it and are in it; not while Slack does not say."""
        try:
            policy = await self._directory.channel(channel)
            return (
                policy is not None
                and is_lead(person.id, policy)
                and person.id in await self._directory.members(channel)
            )
        except (SlackRateLimited, SlackUnclear) as error:
            log.warning("status.channel_unknown", channel=channel, error=type(error).__name__)
            return False


def _due_today(promises: Sequence[Promise], now: datetime, zone: ZoneInfo) -> list[Promise]:
    """Those whose time comes before the person's day is over."""
    midnight = instant_of(f"{now.astimezone(zone).date() + timedelta(days=1)}T00:00", zone)
    return [one for one in promises if one.due is not None and now < one.due < midnight]
