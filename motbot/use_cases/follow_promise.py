"""Does what a promise asks for once one of its times has come: reminds, says that it is late, lets it lapse."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from motbot.domain.keeping import reminder_at
from motbot.domain.moment import Moment
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy, Keeping, Limits
from motbot.domain.promise import Promise, PromiseDue, PromiseState, Withdrawn
from motbot.domain.routing import zone_of
from motbot.domain.urgency import end_of_quiet
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.noting import Noting
from motbot.use_cases.standing_in import UNKNOWN_AGAIN, UNWATCHED_AGAIN, reach
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """Who is told of a promise, looked up before the transaction."""

    policy: ChannelPolicy
    agent: str
    """Whose promise it was when this was looked up."""
    person: Person | None
    """The agent; where they have left, who stands in for them; None where nobody may be told."""


class FollowPromise:
    """Runs under the job lock of the promise's agent, so that what one person gets is merged in order."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        noting: Noting,
        whispering: Whispering,
        hold_confirm: HoldConfirm,
        limits: Limits,
        keeping: Keeping,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._noting = noting
        self._whispering = whispering
        self._hold_confirm = hold_confirm
        self._limits = limits
        self._keeping = keeping

    async def __call__(self, promise_id: int) -> None:
        """Look at one promise."""
        async with self._store.begin() as tx:
            promise = await tx.promises.get(promise_id)
        if promise is None or not promise.is_open:
            return
        reachable, pause = await self._reachable(promise)
        async with self._store.begin() as tx:
            # Locked in the one order that everybody keeps: conversation, moment, promises, messages.
            await tx.conversations.get(promise.conversation)
            moment = await tx.moments.get(promise.moment) if promise.moment else None
            known = await tx.promises.of_conversation(promise.conversation)
            now = next((one for one in known if one.id == promise_id), None)
            if now is None or not now.is_open:
                return
            if reachable is not None and reachable.agent != now.agent:
                reachable, pause = None, UNKNOWN_AGAIN  # it was handed over meanwhile
            changed = (await self._do(tx, self._handed_over(now, reachable), moment, reachable)).armed(self._keeping)
            if reachable is None and changed.is_open:  # its times are not forgotten, should somebody be there again
                changed = replace(changed, wake_at=self._clock.now() + pause)
            saved = await tx.promises.save(changed)
            if moment is not None:
                after = [saved if one.id == saved.id else one for one in known]
                await self._hold_confirm(tx, moment, before=known, after=after, kept=False)
            await self._whispering.refresh_promise(tx, saved)

    async def _do(
        self, tx: Transaction, promise: Promise, moment: Moment | None, reachable: Reachable | None
    ) -> Promise:
        """What it asks for now, the weightiest alone; gives it back, not yet stored."""
        now = self._clock.now()
        match promise.asks_for(now, self._keeping):
            case PromiseDue.LAPSE:
                return promise.over(why=Withdrawn.LAPSED, at=now)
            case PromiseDue.BREAK if promise.shown_in_time(self._keeping.late_after):
                return await self._look_kept(tx, promise, moment, reachable)
            case PromiseDue.BREAK:
                return await self._late(tx, promise.broken(at=now), moment, reachable)
            case PromiseDue.REMIND if reachable is not None:
                reminded = replace(promise, reminded_for=promise.due)
                if person := reachable.person:
                    await self._noting.remind(tx, reminded, person=person, policy=reachable.policy, moment=moment)
                return reminded
            case None if promise.state is PromiseState.BROKEN:  # whoever was to hear of it could not be reached
                return await self._late(tx, promise, moment, reachable)
            case _:
                return promise

    async def _late(
        self, tx: Transaction, promise: Promise, moment: Moment | None, reachable: Reachable | None
    ) -> Promise:
        """Say once, and quietly, that its time has passed."""
        if reachable is None or reachable.person is None or promise.told_late_for == promise.due:
            return promise
        await self._noting.late(tx, promise, person=reachable.person, policy=reachable.policy, moment=moment)
        return replace(promise, told_late_for=promise.due)

    async def _look_kept(
        self, tx: Transaction, promise: Promise, moment: Moment | None, reachable: Reachable | None
    ) -> Promise:
        """Ask whether it was kept, as our words say: once, and not where its agent was told already that it is late."""
        if reachable is None:
            return promise
        asked = promise.asked_whether_kept()
        if reachable.person and promise.told_late_for != promise.due:
            await self._noting.look_kept(tx, asked, person=reachable.person, policy=reachable.policy, moment=moment)
        return asked

    async def _reachable(self, promise: Promise) -> tuple[Reachable | None, timedelta]:
        """Who is told: the agent, or who stands in for them; None for "ask again", and after which time."""
        policy = await self._directory.channel(promise.channel)
        reached = await reach(self._directory, policy, promise.channel, promise.agent)
        if policy is None or reached.again is not None:
            return None, reached.again or UNWATCHED_AGAIN
        return Reachable(policy=policy, agent=promise.agent, person=reached.person), UNWATCHED_AGAIN

    def _handed_over(self, promise: Promise, reachable: Reachable | None) -> Promise:
        """Where its agent has left, whoever stands in for them answers for it from now on."""
        person = reachable.person if reachable else None
        if person is None or person.id == promise.agent or not promise.is_tracked:
            return promise
        log.info("promise.handed_over", promise=promise.id)
        return replace(promise, agent=person.id, remind_at=self._remind_at(promise, person))

    def _remind_at(self, promise: Promise, person: Person) -> datetime | None:
        """When a stand-in is reminded: not in their quiet hours, since they have promised nothing themselves."""
        now, limits = self._clock.now(), limits_of(person, self._limits)
        zone = zone_of(person)
        due_now = promise.remind_at is None or promise.remind_at <= now
        if promise.due is None or (due_now and end_of_quiet(now, zone, limits) is None):
            return promise.remind_at
        at = reminder_at(promise.due, since=now, zone=zone, keeping=self._keeping, limits=limits)
        return None if at is None or end_of_quiet(at, zone, limits) is not None else at
