"""Does what a person says about a promise: track it, it is kept, it will be later, it cannot be done, it was none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from motbot.domain.beyond import beyond
from motbot.domain.errors import BadInput
from motbot.domain.events import Act, Acted
from motbot.domain.keeping import reminder_at
from motbot.domain.limits import PromiseLimit
from motbot.domain.moment import Moment
from motbot.domain.nudge import PromiseItem
from motbot.domain.own_limits import limits_of
from motbot.domain.policy import Keeping, Limits
from motbot.domain.promise import Beyond, Mending, Promise, PromiseState, Withdrawn
from motbot.domain.routing import zone_named
from motbot.domain.wall_times import instant_of
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import Feedback
from motbot.ports.store import Transaction
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.whispering import Whispering
from motbot.use_cases.who_may import Acting

REASON_AT_MOST = 500

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One act on one promise, with everything it is decided by."""

    promise: Promise
    zone: str
    """Of the clock that the person reads; empty where nobody says."""
    limits: tuple[PromiseLimit, ...]
    """Of the channel."""
    quiet: Limits
    """With the person's own quiet hours."""
    value: str
    reason: str
    now: datetime
    done_at: datetime
    """When it was done, if it was: our words that show it may be older than the click."""


class AnswerPromise:
    """Called in the transaction that takes the click in; only who was told of a promise may say anything about it."""

    def __init__(
        self,
        *,
        clock: Clock,
        limits: Limits,
        keeping: Keeping,
        whispering: Whispering,
        hold_confirm: HoldConfirm,
    ) -> None:
        """Take what it decides with."""
        self._clock = clock
        self._limits = limits
        self._keeping = keeping
        self._grace = keeping.late_after
        self._whispering = whispering
        self._hold_confirm = hold_confirm

    async def __call__(self, tx: Transaction, event: Acted, acting: Acting) -> None:
        """A button of a promise was pressed, or one of its modals sent."""
        effects: dict[Act, Callable[[Answer], Promise]] = {
            Act.TRACK: self._track,
            Act.UNTRACK: lambda answer: answer.promise.untracked(),
            Act.FIXED: self._fixed,
            Act.NOT_A_PROMISE: lambda answer: answer.promise.over(why=Withdrawn.NOT_A_PROMISE, at=answer.now),
            Act.KEPT: lambda answer: answer.promise.kept(at=answer.done_at, grace=self._grace),
            Act.MOVED: self._moved,
            Act.CANNOT: self._cannot,
            Act.TAKE_OVER: lambda answer: answer.promise.taken_over(by=event.user),
        }
        moment, promises = await self._locked(tx, event)
        promise = next((one for one in promises if one.id == event.promise), None)
        if promise is None or promise.team != event.team:
            return
        shown = await self._whispering.has_shown(tx, promise, event.user)
        if promise.agent != event.user and shown is None:
            return
        await self._note(tx, event, promise)
        effect = effects.get(event.act)
        if effect is None:
            return
        now = self._clock.now()
        answer = Answer(
            promise=promise,
            zone=_zone(event, acting, shown),
            limits=acting.policy.limits if acting.policy else (),
            quiet=limits_of(acting.person, self._limits),
            value=event.value,
            reason=event.note.strip()[:REASON_AT_MOST],
            now=now,
            done_at=await self._done_at(tx, promise, now),
        )
        changed = effect(answer)
        if changed.is_tracked and not changed.agent:
            changed = replace(changed, agent=event.user)
        if changed != promise:
            await self._keep(tx, moment, promises, changed)

    async def _locked(self, tx: Transaction, event: Acted) -> tuple[Moment | None, Sequence[Promise]]:
        """The promise's moment and all promises of its conversation, locked in the order that everybody keeps.

        A message about several promises names one moment, so where the promise belongs is looked up first, unlocked.
        """
        mine = await tx.promises.look_up(event.team, agent=event.user)
        known = next((one for one in mine if one.id == event.promise), None)
        if known is not None:
            await tx.conversations.get(known.conversation)
            moment = await tx.moments.get(known.moment) if known.moment else None
            return moment, await tx.promises.of_conversation(known.conversation)
        moment = await tx.moments.get(event.moment) if event.moment else None
        if moment is None or moment.team != event.team:
            return None, ()
        promises = await tx.promises.of_conversation(moment.conversation)
        own = next((one.moment for one in promises if one.id == event.promise), 0)
        return (moment if own == moment.id else None), promises

    async def _note(self, tx: Transaction, event: Acted, promise: Promise) -> None:
        """Keep what the person did, with what had found the promise."""
        await tx.people.add_feedback(
            Feedback(
                team=event.team,
                user=event.user,
                moment=promise.moment,
                act=event.act,
                value=event.value,
                note=event.note,
                provenance=promise.provenance,
                at=event.at,
            )
        )

    async def _done_at(self, tx: Transaction, promise: Promise, now: datetime) -> datetime:
        """When our words showed that it was done, if any did; else now, when the agent says so."""
        if promise.evidence is None:
            return now
        line = await tx.lines.get(promise.team, promise.channel, promise.evidence.source)
        return min(now, line.line.at) if line and line.line.at >= promise.made_at else now

    async def _keep(
        self, tx: Transaction, moment: Moment | None, promises: Sequence[Promise], changed: Promise
    ) -> None:
        """Store what an act has changed; the moment and every message that shows the promise follow."""
        saved = await tx.promises.save(changed.armed(self._keeping))
        if saved.mending is not None and saved.draft is None:
            await tx.arm(Job(kind=JobKind.MEND_PROMISE, subject=saved.id))
        after = [saved if one.id == saved.id else one for one in promises]
        if moment is not None:
            kept = saved.state is PromiseState.KEPT
            await self._hold_confirm(tx, moment, before=promises, after=after, kept=kept)
        await self._whispering.refresh_promise(tx, saved)

    def _track(self, answer: Answer) -> Promise:
        """Remind me of it."""
        promise = answer.promise
        remind_at = self._remind_at(promise.due, answer) if promise.due else None
        return promise.tracked(at=answer.now, remind_at=remind_at)

    def _fixed(self, answer: Answer) -> Promise:
        """This is when it is due."""
        due = _chosen(answer)
        if due is None:
            return answer.promise
        fixed = answer.promise.fixed(due=due, at=answer.now, remind_at=self._remind_at(due, answer))
        return fixed if fixed == answer.promise else _within(fixed, answer.limits)

    def _moved(self, answer: Answer) -> Promise:
        """It will be later, and the customer is to hear of it."""
        due = _chosen(answer)
        if due is None:
            return answer.promise
        remind_at = self._remind_at(due, answer)
        moved = answer.promise.moved(due=due, at=answer.now, remind_at=remind_at, by_hand=True, grace=self._grace)
        if moved == answer.promise:
            return moved
        return _within(replace(moved, mending=Mending.MOVE, reason=answer.reason), answer.limits)

    def _cannot(self, answer: Answer) -> Promise:
        """It cannot be done, and the customer is to hear of it early."""
        if not answer.promise.is_open:
            return answer.promise
        over = answer.promise.as_told().over(why=Withdrawn.CANNOT, at=answer.now, grace=self._grace)
        return replace(over, mending=Mending.CANNOT, reason=answer.reason, draft=None)

    def _remind_at(self, due: datetime, answer: Answer) -> datetime | None:
        """When to remind of it, outside the person's quiet hours where that can be."""
        zone = zone_named(answer.zone)
        return reminder_at(due, since=answer.now, zone=zone, keeping=self._keeping, limits=answer.quiet)


def _within(promise: Promise, limits: Sequence[PromiseLimit]) -> Promise:
    """The same promise, no longer too soon, or only now, by the time that holds; what its words are too much of stays.

    The time is counted from when it was promised.
    """
    timed = tuple(one for one in limits if one.sooner_than is not None)
    before = {Beyond(kind=one.kind, rule=one.rule, instead=one.instead) for one in timed}
    text = f"{promise.words}\n{promise.what}"
    now = beyond(text, due=promise.due, said_at=promise.made_at, limits=timed)
    stays = (one for one in promise.beyond if one not in before)
    return replace(promise, beyond=tuple(dict.fromkeys((*stays, *now))))


def _zone(event: Acted, acting: Acting, shown: PromiseItem | None) -> str:
    """The clock that the person read: that of the window, else their own, the message's or the channel's."""
    rest = (shown.zone if shown else "", acting.policy.zone if acting.policy else "")
    return next((one for one in (event.zone, acting.person.zone, *rest) if one), "")


def _chosen(answer: Answer) -> datetime | None:
    """The chosen time, where it is one that is still to come; the modal has refused everything else already."""
    if not answer.zone:
        log.warning("promise.zone_unknown", promise=answer.promise.id)
        return None
    try:
        due = instant_of(answer.value, zone_named(answer.zone))
    except BadInput:
        return None
    return due if due > answer.now else None
