"""Tells people of promises in short new messages: whether to track them, that they fall due, that their time is over.

What one person is told within a minute, or while a message to them still waits to be sent, is one message.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motbot.domain.cards import language_for
from motbot.domain.expectation import Urgency
from motbot.domain.moment import Moment
from motbot.domain.notes import note_for, with_more
from motbot.domain.nudge import Faded, NotePurpose, NudgeKind, PromiseItem, PromiseNote, Whisper, WhisperState
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy, Keeping, Limits
from motbot.domain.promise import Promise
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.store import Transaction
from motbot.use_cases.holding_back import not_before
from motbot.use_cases.picture import Picture
from motbot.use_cases.promise_items import unshown
from motbot.use_cases.standing_in import placed
from motbot.use_cases.thinning import left_of
from motbot.use_cases.whispering import Whispering

A_DAY = timedelta(hours=24)


def note_key(purpose: NotePurpose, promise: Promise, agent: str) -> str:
    """The message that says one thing of one promise, as it falls due now, to one person."""
    due = int(promise.due.timestamp()) if promise.due else 0
    return f"note:{purpose}:{promise.id}:{due}:{agent}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told what of which promises; all are of one channel, and of one moment or none."""

    purpose: NotePurpose
    promises: Sequence[Promise]
    person: Person
    policy: ChannelPolicy
    moment: Moment | None

    @property
    def team(self) -> str:
        """Our workspace."""
        return self.promises[0].team

    @property
    def urgency(self) -> Urgency:
        """How pressing the moment is that they serve."""
        return self.moment.assessment.urgency if self.moment and self.moment.is_open else Urgency.NONE


class Noting:
    """Used by every use case that may have to tell somebody of a promise.

    Its verbs lock the person who is told, and then their messages: call them before `Whispering.refresh_promise`.
    """

    def __init__(self, *, clock: Clock, limits: Limits, keeping: Keeping, whispering: Whispering) -> None:
        """Take what it decides with."""
        self._clock = clock
        self._limits = limits
        self._keeping = keeping
        self._whispering = whispering

    async def ask(self, tx: Transaction, promises: Sequence[Promise], picture: Picture, person: Person) -> None:
        """Show promises that no card shows: are they to be tracked? Each is shown to a person once.

        Over the daily cap nothing is said; the list of promises has them all the same.
        """
        if not promises or not person.may_be_nudged:
            return
        last = await tx.whispers.last_note_to(promises[0].team, person.id)
        new = [one for one in promises if one.is_open and not await self._knows(tx, one, person)]
        if not new:
            return
        moment = picture.moment if picture.moment and picture.moment.id == new[0].moment else None
        person = placed(person, picture.policy)
        told = Told(purpose=NotePurpose.ASK, promises=new, person=person, policy=picture.policy, moment=moment)
        if told.urgency is Urgency.CRITICAL or not await self._has_enough(tx, told):
            await self._tell(tx, told, last)

    async def remind(
        self, tx: Transaction, promise: Promise, *, person: Person, policy: ChannelPolicy, moment: Moment | None
    ) -> None:
        """A tracked promise falls due soon. What the agent has accepted to be reminded of counts against no cap."""
        await self._once(tx, NotePurpose.REMINDER, promise, person=person, policy=policy, moment=moment)

    async def look_kept(
        self, tx: Transaction, promise: Promise, *, person: Person, policy: ChannelPolicy, moment: Moment | None
    ) -> None:
        """The time of a tracked promise has passed, and our own words look as if it was kept: was it?

        A reminder that showed those words has asked that already, and silently says so.
        """
        if await self._has_asked(tx, promise, person):
            return
        await self._once(tx, NotePurpose.LOOKS_KEPT, promise, person=person, policy=policy, moment=moment)

    async def late(
        self, tx: Transaction, promise: Promise, *, person: Person, policy: ChannelPolicy, moment: Moment | None
    ) -> None:
        """The time of a tracked promise has passed."""
        await self._once(tx, NotePurpose.LATE, promise, person=person, policy=policy, moment=moment)

    async def _once(
        self,
        tx: Transaction,
        purpose: NotePurpose,
        promise: Promise,
        *,
        person: Person,
        policy: ChannelPolicy,
        moment: Moment | None,
    ) -> None:
        """Say one thing of one promise, unless it has been said."""
        if not person.may_be_nudged:
            return
        last = await tx.whispers.last_note_to(promise.team, person.id)
        known = await tx.whispers.by_key(note_key(purpose, promise, person.id))
        if known is None or (known.withdrawn and not known.ts):
            told = Told(purpose=purpose, promises=(promise,), person=person, policy=policy, moment=moment)
            await self._tell(tx, told, last)

    async def _knows(self, tx: Transaction, promise: Promise, person: Person) -> bool:
        """Whether a message to this person has shown the promise already."""
        notes = await tx.whispers.of_promise(promise.id)
        return any(one.to == person.id and not one.withdrawn for one in notes)

    async def _has_asked(self, tx: Transaction, promise: Promise, person: Person) -> bool:
        """Whether a reminder of this due time came after the words that look as if it was kept."""
        shown_at = float(promise.evidence.source) if promise.evidence else 0.0
        return any(
            isinstance(one.nudge, PromiseNote)
            and one.nudge.purpose is NotePurpose.REMINDER
            and (one.to, one.withdrawn, bool(one.ts)) == (person.id, False, True)
            and one.created_at.timestamp() >= shown_at
            and any(item.promise == promise.id and item.due == promise.due for item in one.nudge.items)
            for one in await tx.whispers.of_promise(promise.id)
        )

    async def _has_enough(self, tx: Transaction, told: Told) -> bool:
        """Whether the person has been given as many messages as a day may bring."""
        since = self._clock.now() - A_DAY
        return await tx.whispers.count_to(told.team, told.person.id, since) >= self._limits.daily_cap

    async def _tell(self, tx: Transaction, told: Told, last: Whisper | None) -> None:
        """Let their newest message take it in, or write a new one."""
        items = await self._whispering.items(
            tx, told.promises, zone=zone_of(told.person), channel_name=told.policy.name or told.policy.id
        )
        until = await not_before(
            tx,
            team=told.team,
            person=told.person,
            urgency=told.urgency,
            now=self._clock.now(),
            limits=self._limits,
            # Its hour was chosen around quiet hours; what is left inside them would come after the due time.
            awaited=told.purpose is NotePurpose.REMINDER,
        )
        if last is not None and isinstance(last.nudge, PromiseNote) and self._takes_more(last):
            await self._add(tx, told, last, note=last.nudge, items=items, until=until)
        else:
            await self._begin(tx, told, items, until)

    async def _faded(self, tx: Transaction, told: Told) -> Faded | None:
        """Why the question is a short one; what a promise itself needs is never less than whole."""
        if told.purpose is not NotePurpose.ASK:
            return None
        left = await left_of(
            tx,
            team=told.team,
            person=told.person,
            step=NudgeKind.PROMISE,
            urgency=told.urgency,
            now=self._clock.now(),
        )
        return left.faded

    def _takes_more(self, last: Whisper) -> bool:
        """Whether the newest message to a person has not gone out yet, or only just."""
        if last.withdrawn or last.state is WhisperState.REFUSED:
            return False
        # Once it was tried Slack may show it, whatever we know: what it takes in later would go unnoticed.
        newest = max(last.created_at, last.sent_at or last.tried_at or last.created_at)
        return last.tried_at is None or self._clock.now() - newest < self._keeping.merge_within

    async def _add(
        self,
        tx: Transaction,
        told: Told,
        last: Whisper,
        *,
        note: PromiseNote,
        items: Sequence[PromiseItem],
        until: datetime | None,
    ) -> None:
        """Let a message take more in; one that nobody has tried to send yet is as new as what it says."""
        shown = {*(one.promise for one in note.items), *(one.promise for one in items)}
        hidden = await unshown(tx, last, shown)
        promises = tuple(dict.fromkeys((*last.promises, *(one.id for one in told.promises))))
        moment = told.promises[0].moment
        fuller = replace(
            last,
            nudge=with_more(note, told.purpose, items, moment=moment, count=len(shown) + len(hidden)),
            promises=promises,
            version=last.version + 1,
        )
        if last.tried_at is None:
            # What Slack itself has put off is not tried sooner.
            wake_at = last.wake_at if last.attempts else (until if last.wake_at else None)
            fuller = replace(fuller, created_at=self._clock.now(), not_before=until, wake_at=wake_at)
        await self._whispering.put(tx, fuller)

    async def _begin(self, tx: Transaction, told: Told, items: Sequence[PromiseItem], until: datetime | None) -> None:
        """Write a new message, or the one that was taken away before it had gone out."""
        first = told.promises[0]
        card = await self._whispering.place_of_card(tx, first.moment, told.person.id) if first.moment else None
        language = language_for(told.person, told.policy.language)
        key = note_key(told.purpose, first, told.person.id)
        note = note_for(told.purpose, items, language=language, moment=first.moment, card=card)
        known = await tx.whispers.by_key(key)
        fresh = Whisper(
            key=key,
            team=told.team,
            to=told.person.id,
            moment=0,
            promises=tuple(one.id for one in told.promises),
            nudge=replace(note, faded=await self._faded(tx, told)),
            created_at=self._clock.now(),
            not_before=until,
            wake_at=until,
        )
        if known is None:
            await self._whispering.put(tx, fresh)
            return
        again = replace(known, promises=fresh.promises, nudge=fresh.nudge, withdrawn=False, version=known.version + 1)
        await self._whispering.put(tx, replace(again, created_at=fresh.created_at, not_before=until, wake_at=until))
