"""Writes the honest message for a promise that will not be kept as it was made, and adds it where it is shown."""

from dataclasses import replace
from datetime import datetime

import structlog

from motbot.domain.cards import language_for
from motbot.domain.checks import checked_draft
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Drafted
from motbot.domain.language import Language
from motbot.domain.moment import Moment
from motbot.domain.people import PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Mending, Promise
from motbot.domain.routing import zone_named, zone_of
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.asking import Asking
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.picture import Picture, picture_of
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()


class MendPromise:
    """Runs without a lock; the message is kept only while the promise still stands as it stood."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        asking: Asking,
        whispering: Whispering,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._coaching = coaching
        self._asking = asking
        self._whispering = whispering

    async def __call__(self, promise_id: int) -> None:
        """Write the message that one promise needs."""
        async with self._store.begin() as tx:
            promise = await tx.promises.get(promise_id)
        if promise is None or promise.mending is None or promise.draft is not None:
            return
        policy = await self._directory.channel(promise.channel)
        if policy is None:
            return
        picture, moment = await self._picture(promise, policy)
        if picture is None or not picture.view.lines:
            return
        due = await self._due(promise, moment, policy) if promise.mending is Mending.MOVE else None
        language = language_for(await self._directory.person(promise.agent), policy.language)
        drafted = await self._written(picture, promise, promise.mending, due, language)
        draft, _ = checked_draft(drafted.draft, picture.view)
        async with self._store.begin() as tx:
            await tx.conversations.get(promise.conversation)
            now = await tx.promises.get(promise_id)
            if now is None or now.draft is not None or _wanted(now) != _wanted(promise):
                return
            saved = await tx.promises.save(replace(now, draft=draft, version=now.version + 1))
            await self._whispering.refresh_promise(tx, saved)

    async def _picture(self, promise: Promise, policy: ChannelPolicy) -> tuple[Picture | None, Moment | None]:
        """The conversation, with what the promise answers in focus, and its moment."""
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(promise.conversation)
            if conversation is None:
                return None, None
            moment = await tx.moments.get(promise.moment) if promise.moment else None
            focus = moment.focus if moment else promise.lines
            return await picture_of(tx, conversation, policy=policy, now=self._clock.now(), focus=focus), moment

    async def _due(self, promise: Promise, moment: Moment | None, policy: ChannelPolicy) -> datetime | None:
        """The new time on the clock that the promise was first made on: the agent's, the customer's or the channel's.

        What is stored holds an offset alone, and the new time may lie behind a clock change.
        """
        if promise.due is None:
            return None
        agent = await self._directory.person(promise.agent)
        zones = [] if agent.kind is PersonKind.UNKNOWN else [zone_of(agent, otherwise=policy.zone)]
        if moment is not None and moment.customer:
            customer = await self._directory.person(moment.customer)
            zones += [] if customer.kind is PersonKind.UNKNOWN or not customer.zone else [zone_of(customer)]
        zones.append(zone_named(policy.zone))
        first = promise.moved_from[0] if promise.moved_from else promise.due
        same = (zone for zone in zones if first.astimezone(zone).utcoffset() == first.utcoffset())
        return promise.due.astimezone(next(same, zones[0]))

    async def _written(
        self, picture: Picture, promise: Promise, mending: Mending, due: datetime | None, language: Language
    ) -> Drafted:
        """The configured coach's words; the playbook's where the model cannot, or where nothing of them may be sent."""
        ask, view = self._asking.mend, picture.view
        coach = self._coaching.answering(picture.conversation.id).coach
        try:
            drafted = await ask(coach, view, promise, mending=mending, due=due, language=language)
        except (ModelUnavailable, ModelRefused) as error:
            log.warning("mend.without_model", promise=promise.id, error=type(error).__name__)
        else:
            if checked_draft(drafted.draft, view)[0].reply:
                return drafted
            log.warning("mend.emptied", promise=promise.id)
        return await ask(self._coaching.fallback, view, promise, mending=mending, due=due, language=language)


def _wanted(promise: Promise) -> tuple[object, ...]:
    """What a message says."""
    return promise.mending, promise.due, promise.reason
