"""Forgets somebody: what they said, what was said of them, what was sent to them; again and again without harm."""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import structlog

from motbot.domain.errors import Refused, Retryable
from motbot.domain.events import Deleted
from motbot.domain.forgotten import Forgotten, Found, PostedMessage, Spoken, Whom
from motbot.domain.moment import CloseReason, Moment
from motbot.domain.policy import Keeping, Pace
from motbot.domain.promise import Promise, Withdrawn
from motbot.ports.clock import Clock
from motbot.ports.forgetting import Forgetting, Patience
from motbot.ports.slack import Messenger
from motbot.ports.store import Store, Transaction
from motbot.use_cases.take_back import TakeBack

WORK_LOOKS = 100
LOOK_EVERY = 0.2
"""Seconds between two looks whether what was under way has ended."""

log = structlog.get_logger()


class Forget:
    """Ends what is open as if the words had been taken back, takes our messages away, and erases the rest."""

    def __init__(
        self,
        *,
        store: Store,
        forgetting: Forgetting,
        patiently: Patience,
        messenger: Messenger | None,
        take_back: TakeBack,
        clock: Clock,
        pace: Pace,
        keeping: Keeping,
        looks: int = WORK_LOOKS,
    ) -> None:
        """Take the ports; without a messenger the running bot takes our messages away.

        Every step is taken `patiently`: nobody comes again for what a bot that runs has in hand just now. `looks` is
        how often at most it is looked whether what was under way has ended, before that is told.
        """
        self._store = store
        self._forgetting = forgetting
        self._patiently = patiently
        self._messenger = messenger
        self._take_back = take_back
        self._clock = clock
        self._pace = pace
        self._keeping = keeping
        self._looks = looks

    async def find(self, whom: Whom) -> Found:
        """What is held of them."""
        return await self._patiently(partial(self._forgetting.find, whom))

    async def __call__(self, whom: Whom) -> Forgotten:
        """Forget them; what was under way meanwhile is waited for, and erased too.

        A job that began before may write of them what it had read: so everything is done once more when those have
        ended, and a job that began later finds nothing.
        """
        done = await self._once(whom, await self.find(whom))
        before = await self._forgetting.at_work()
        for _ in range(self._looks):
            if not before:
                break
            await asyncio.sleep(LOOK_EVERY)
            before &= await self._forgetting.at_work()
        again = await self._once(whom, await self.find(whom))
        together = Counter(done.counts) + Counter(again.counts)
        whole = replace(
            done,
            accounts=max(done.accounts, again.accounts),
            counts=dict(together),
            left=await self._forgetting.left_to_bot(),
            unreached=(*done.unreached, *again.unreached),
            threads=tuple(dict.fromkeys((*done.threads, *again.threads))),
            at_work=len(before),
        )
        log.info(
            "forget.done", accounts=whole.accounts, left=whole.left, unreached=len(whole.unreached), **whole.counts
        )
        return whole

    async def _once(self, whom: Whom, found: Found) -> Forgotten:
        for spoken in found.conversations:
            await self._patiently(partial(self._end, spoken, found.accounts))
        posted = await self._patiently(partial(self._forgetting.hide_messages, found))
        taken, unreached = await self._take_away(posted)
        counts: Counter[str] = Counter({"messages": taken})
        for spoken in found.conversations:
            counts.update(await self._patiently(partial(self._forgetting.clear, spoken, found.accounts)))
        counts.update(await self._patiently(partial(self._forgetting.erase_rest, whom, found.accounts)))
        return Forgotten(
            accounts=len(found.accounts),
            counts={name: count for name, count in counts.items() if count},
            unreached=tuple(unreached),
            threads=found.threads,
        )

    async def _end(self, spoken: Spoken, accounts: Collection[str]) -> None:
        """Take their words back, and end or free what rests on them, in one commit."""
        async with self._store.begin(durable=True) as tx:
            await self._end_in(tx, spoken, accounts)

    async def _end_in(self, tx: Transaction, spoken: Spoken, accounts: Collection[str]) -> None:
        conversation = await tx.conversations.get(spoken.conversation)
        if conversation is None:
            return
        for stored in await tx.lines.of_conversation(conversation.id):
            if stored.line.author in accounts and not stored.removed:
                at, ts = self._clock.now(), stored.line.ts
                await self._take_back.message(tx, Deleted(team=stored.team, channel=stored.channel, ts=ts, at=at))
        for one in await tx.moments.of_conversation(conversation.id):
            moment = await tx.moments.get(one.id) if one.is_open else None
            if moment is not None:
                await self._moment(tx, moment, spoken, accounts)
        for promise in await tx.promises.of_conversation(conversation.id):
            if promise.is_open and (spoken.is_theirs or accounts_in(promise, accounts)):
                over = promise.over(why=Withdrawn.TAKEN_BACK, at=self._clock.now())
                await tx.promises.save(over.armed(self._keeping))

    async def _moment(self, tx: Transaction, moment: Moment, spoken: Spoken, accounts: Collection[str]) -> None:
        """A request of theirs is over; one that they answered looks for somebody else."""
        if spoken.is_theirs or moment.customer in accounts:
            closed = moment.closed(reason=CloseReason.DELETED, at=self._clock.now())
            await tx.moments.save(closed.armed(self._pace))
        elif moment.agent in accounts:
            nudge_at = None if moment.is_answered else self._clock.now()
            await tx.moments.save(replace(moment, agent="", taken=False, nudge_at=nudge_at).armed(self._pace))

    async def _take_away(self, posted: Sequence[PostedMessage]) -> tuple[int, list[PostedMessage]]:
        """Delete messages in Slack, as long as it goes on; gives how many, and those it will never let go."""
        taken, unreached = 0, list[PostedMessage]()
        for place, message in enumerate(posted):
            if self._messenger is None:
                await self._leave_to_bot(posted)
                break
            try:
                await self._messenger.delete(place=message.place)
            except Retryable:
                await self._leave_to_bot(posted[place:])
                break
            except Refused:
                unreached.append(message)
            else:
                taken += 1
            await self._patiently(partial(self._forgetting.drop_messages, [message.whisper]))
        return taken, unreached

    async def _leave_to_bot(self, posted: Sequence[PostedMessage]) -> None:
        await self._patiently(partial(self._forgetting.leave_to_bot, [one.whisper for one in posted]))


def accounts_in(promise: Promise, accounts: Collection[str]) -> bool:
    """Whether it is theirs."""
    return promise.agent in accounts or promise.said_by in accounts
