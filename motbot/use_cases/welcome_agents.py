"""Greets every agent once in private: whoever answers in a watched channel now, and whoever comes to do so later."""

from datetime import timedelta

import structlog

from motbot.domain.cards import language_for
from motbot.domain.errors import SlackUnclear
from motbot.domain.expectation import Urgency
from motbot.domain.nudge import Whisper
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits
from motbot.domain.retention import Retention
from motbot.domain.welcome import Welcome
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.holding_back import not_before
from motbot.use_cases.standing_in import placed
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()

WELCOME_JOB = Job(kind=JobKind.WELCOME, subject=0, lock="welcome")


def welcome_key(user: str) -> str:
    """The one welcome of a person."""
    return f"welcome:{user}"


async def answers_somewhere(directory: Directory, user: str) -> bool:
    """Whether they are an agent of a watched channel that they are in now.

    Raises:
        SlackRateLimited: ask again later.
        SlackUnclear: likewise.
    """
    for channel in await directory.watched():
        policy = await directory.channel(channel)
        if policy is not None and user in policy.agents and user in await directory.members(channel):
            return True
    return False


class WelcomeAgents:
    """Run as often as anybody likes, in whichever process: that somebody is welcomed is one commit with the message."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        whispering: Whispering,
        limits: Limits,
        retention: Retention,
    ) -> None:
        """Take the ports, the quiet hours, and how long what is kept."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._whispering = whispering
        self._limits = limits
        self._retention = retention

    async def __call__(self, _subject: int) -> None:
        """Welcome whoever has not been.

        Raises:
            SlackRateLimited: Slack does not say of every channel just now; whoever was found is welcomed.
            SlackUnclear: likewise, of a channel or a person.
        """
        unknown = False
        for channel in await self._directory.watched():
            policy = await self._directory.channel(channel)
            if policy is None:
                continue
            for account in sorted(policy.agents & await self._directory.members(channel)):
                person = placed(await self._directory.person(account), policy)
                unknown |= person.kind is PersonKind.UNKNOWN
                if person.may_be_nudged:
                    await self._welcome(person, policy)
        if unknown:
            raise SlackUnclear("Slack does not say just now who some agents are: they are welcomed later")

    async def _welcome(self, person: Person, policy: ChannelPolicy) -> None:
        """Note it and write the message; whoever has asked for silence is welcomed once that is over."""
        team, now, kept = self._directory.team, self._clock.now(), self._retention
        async with self._store.begin(durable=True) as tx:
            if await tx.preferences.welcomed_at(team, person.id) is not None:
                return
            until = await not_before(tx, team=team, person=person, urgency=Urgency.NONE, now=now, limits=self._limits)
            if not await tx.preferences.welcome(team, person.id, now):
                return
            nudge = Welcome(
                language=language_for(person, policy.language),
                events_days=_days(kept.raw_events),
                moments_days=_days(kept.moments),
                sheets_days=_days(kept.sheets),
            )
            key = welcome_key(person.id)
            await self._whispering.put(
                tx, Whisper(key=key, team=team, to=person.id, moment=0, nudge=nudge, created_at=now, wake_at=until)
            )
        log.info("agent.welcomed")


def _days(span: timedelta) -> int:
    """Whole days, at least one: less would promise what a daily sweep cannot keep."""
    return max(1, -(-span // timedelta(days=1)))
