"""Gathers what somebody's Home tab holds: as an agent, as a lead, as a trainer; of channels they are in now alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from motbot.domain.cards import language_for, place_of
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.expectation import Signal
from motbot.domain.home_page import HomePage, LedChannel, LivePrompt, NextStep, OpenMoment
from motbot.domain.language import Language
from motbot.domain.moment import Moment, Stage
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.routing import zone_of
from motbot.domain.safe_text import excerpt
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.list_promises import ListPromises
from motbot.use_cases.list_sheets import ListSheets
from motbot.use_cases.thinning import fadings_of

WORDS_AT_MOST = 120
LISTED_AT_MOST = 40
"""More open moments than this are not looked up: the tab cuts the list far below."""
LATE_SINCE = timedelta(days=7)
"""How far back a lead is told of late replies."""

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class _Rooms:
    """The watched channels that somebody is in now, and what they are there."""

    mine: dict[str, ChannelPolicy] = field(default_factory=dict)
    is_whole: bool = True

    def led_by(self, user: str) -> list[ChannelPolicy]:
        """Those they lead, by their names."""
        led = (one for one in self.mine.values() if user in one.leads)
        return sorted(led, key=lambda one: (one.name or one.id).casefold())


class ShowHome:
    """Reads; whoever has no role gets a page that says nothing of anybody."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        list_promises: ListPromises,
        list_sheets: ListSheets,
        limits: Limits,
        language: Language = Language.EN,
    ) -> None:
        """Take the ports, what lists promises and sheets, the config's quiet hours, and its language."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._list_promises = list_promises
        self._list_sheets = list_sheets
        self._limits = limits
        self._language = language

    async def __call__(self, *, user: str) -> HomePage:
        """Gather it.

        Raises:
            SlackUnclear: Slack does not say just now who asks.
            StorageUnavailable: the database does not answer just now.
        """
        person = await self._directory.person(user)
        if person.kind is PersonKind.UNKNOWN:
            raise SlackUnclear("Slack does not say just now whose Home tab it is")
        rooms = await self._rooms(person) if person.may_be_nudged else _Rooms()
        first = next(iter(rooms.mine.values()), None)
        language = language_for(person, first.language if first else self._language)
        if not person.may_be_nudged:
            return HomePage(language=language, is_member=False)
        zone, limits = zone_of(person, otherwise=first.zone if first else "UTC"), limits_of(person, self._limits)
        is_trainer = any(user in one.trainers for one in rooms.mine.values())
        administers = any(user in one.admins for one in rooms.mine.values())
        promises, sheets = await self._list_promises(user=user), await self._list_sheets(user=user)
        async with self._store.begin() as tx:
            moments = await self._moments(tx, person, rooms)
            fadings = await fadings_of(tx, team=self._directory.team, person=person, now=self._clock.now())
            prompts = await _prompts(tx) if is_trainer else ()
        return HomePage(
            language=language,
            zone=zone.key,
            is_agent=any(user in one.agents for one in rooms.mine.values()) or bool(moments),
            is_trainer=is_trainer,
            may_announce=administers or bool(rooms.led_by(user)),
            moments=moments,
            promises=promises,
            sheets=sheets,
            fadings=fadings,
            preferences=person.preferences,
            quiet_from=limits.quiet_from,
            quiet_to=limits.quiet_to,
            usual_from=self._limits.quiet_from,
            usual_to=self._limits.quiet_to,
            led=tuple([await self._led(one, user) for one in rooms.led_by(user)]),
            prompts=prompts,
            is_whole=rooms.is_whole and promises.is_whole,
        )

    async def _rooms(self, person: Person) -> _Rooms:
        """The channels they are in; one that Slack does not tell about now is not looked at."""
        found = _Rooms()
        for channel in await self._directory.watched():
            try:
                policy = await self._directory.channel(channel)
                if policy is not None and person.id in await self._directory.members(channel):
                    found.mine[channel] = policy
            except (SlackRateLimited, SlackUnclear) as error:
                log.warning("home.channel_unknown", channel=channel, error=type(error).__name__)
                found.is_whole = False
        return found

    async def _moments(self, tx: Transaction, person: Person, rooms: _Rooms) -> tuple[OpenMoment, ...]:
        """Their own open ones, the most pressing first, and among these the soonest."""
        now = self._clock.now()
        theirs = await tx.moments.of_agent(self._directory.team, person.id, now)
        here = [one for one in theirs if one.is_open and one.channel in rooms.mine]
        ranked = sorted(here, key=lambda one: _rank(one, now))[:LISTED_AT_MOST]
        return tuple([await _open_moment(tx, one, person, rooms.mine[one.channel]) for one in ranked])

    async def _led(self, policy: ChannelPolicy, user: str) -> LedChannel:
        """One channel in figures, and what is late in it."""
        now = self._clock.now()
        async with self._store.begin() as tx:
            by_stage = await tx.moments.open_by_stage(self._directory.team, policy.id)
            late_replies = await tx.moments.answered_late(
                self._directory.team, policy.id, since=now - LATE_SINCE, now=now
            )
        late = (await self._list_promises(user=user, channel=policy.id)).late_here
        name = policy.name or policy.id
        return LedChannel(channel_name=name, by_stage=by_stage, late_replies=late_replies, late=late)


def _rank(moment: Moment, now: datetime) -> tuple[bool, int, float]:
    """What waits for an answer first, then by urgency, then by when a reply is due."""
    reply_by = moment.assessment.reply_by
    until = (reply_by - now).total_seconds() if reply_by else float("inf")
    return moment.is_answered, -moment.assessment.urgency.rank, until


async def _open_moment(tx: Transaction, moment: Moment, person: Person, policy: ChannelPolicy) -> OpenMoment:
    place = place_of(moment)
    stored = await tx.lines.get(moment.team, moment.channel, place.ts)
    reply_by = moment.assessment.reply_by
    return OpenMoment(
        place=place_of(moment, thread_ts=stored.thread_ts if stored else ""),
        channel_name=policy.name or policy.id,
        words=excerpt(stored.line.text, WORDS_AT_MOST) if stored and not stored.removed else "",
        stage=moment.stage,
        step=_next_step(moment),
        urgency=moment.assessment.urgency,
        reply_by=reply_by.astimezone(zone_of(person, otherwise=policy.zone))
        if reply_by and not moment.is_answered
        else None,
        is_overdue=moment.is_overdue,
        is_unsolved=Signal.NOT_QUITE in moment.assessment.signals,
    )


def _next_step(moment: Moment) -> NextStep:
    match moment.stage:
        case Stage.EXPLORING:
            return NextStep.ASK if moment.assessment.missing_fact else NextStep.ANSWER
        case Stage.ACTING:
            return NextStep.KEEP if moment.done_at is None else NextStep.CONFIRM
        case Stage.CONFIRMING:
            return NextStep.HEAR
        case _:
            return NextStep.COMPLETE if moment.unanswered else NextStep.CONFIRM


async def _prompts(tx: Transaction) -> tuple[LivePrompt, ...]:
    """The live prompt of each task, and one on trial behind it."""
    found: list[LivePrompt] = []
    for standing in sorted((await tx.prompts.standings()).values(), key=lambda one: one.task):
        for number in (standing.live, standing.trial):
            prompt = await tx.prompts.get(number) if number else None
            if prompt is not None:
                found.append(_live(standing, prompt))
    return tuple(found)


def _live(standing: Standing, prompt: PublishedPrompt) -> LivePrompt:
    return LivePrompt(
        task=standing.task,
        version=prompt.version or prompt.variant,
        digest=prompt.digest,
        since=prompt.at,
        by=prompt.by,
        is_trial=prompt.id == standing.trial,
        share=standing.share,
        figures=prompt.figures,
    )
