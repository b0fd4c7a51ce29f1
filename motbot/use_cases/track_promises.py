"""Turns what our side has said into promises: found, dated in code, brought together with those that are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog

from motbot.domain.due import Resolved
from motbot.domain.handled import handled
from motbot.domain.keeping import reminder_at
from motbot.domain.moment import Moment
from motbot.domain.nudge import WhisperState
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person
from motbot.domain.policy import Keeping, Limits, Pace
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.promised import Statement, resolved
from motbot.domain.reading import FoundPromise, ReadReply, Strength
from motbot.domain.restating import merged
from motbot.domain.routing import zone_of
from motbot.domain.standing import standing
from motbot.ports.clock import Clock
from motbot.ports.due_times import DueTimes
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.adopt_promises import adopt_promises
from motbot.use_cases.answerable import agent_of, answering_for
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.noting import Noting
from motbot.use_cases.reading_replies import ReadingReplies, Unread
from motbot.use_cases.standing_in import placed, reach
from motbot.use_cases.whispering import Whispering, card_key

OURSELVES = frozenset({"", "i", "me", "myself", "we", "us", "our team", "我", "本人", "我们", "咱们", "我方", "我这边"})
"""Who a coach names where the speaker promises for themselves or for all of us."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Everything that is known once the coach has answered."""

    unread: Unread
    read: ReadReply
    agents: Mapping[str, Person]
    """Everybody who may be asked or reminded, by account."""
    stand_ins: Mapping[str, Person]
    """Who is asked instead of those who cannot be told any more, by their account."""


class TrackPromises:
    """Runs without a lock, since it waits for the coach; what it decides is decided under the row locks.

    They are taken in one order everywhere: conversation, moment, promises, messages.
    """

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        reading: ReadingReplies,
        due_times: DueTimes,
        noting: Noting,
        hold_confirm: HoldConfirm,
        whispering: Whispering,
        pace: Pace,
        limits: Limits,
        keeping: Keeping,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._reading = reading
        self._due_times = due_times
        self._noting = noting
        self._hold_confirm = hold_confirm
        self._whispering = whispering
        self._pace = pace
        self._limits = limits
        self._keeping = keeping

    async def __call__(self, conversation_id: int) -> None:
        """Read what our side has said in a conversation since it was read last."""
        unread = await self._reading.look(conversation_id)
        if unread is None:
            return
        read = await self._reading.read(unread)
        heard = await self._heard(unread, read)
        async with self._store.begin() as tx:
            await self._decide(tx, heard)

    async def _heard(self, unread: Unread, read: ReadReply) -> Heard:
        """Look up everybody who may have to be asked or reminded."""
        policy = unread.picture.policy
        agents, stand_ins = {}, {}
        for account in {*(agent_of(one, unread) for one in unread.ours), *(one.agent for one in unread.promised)} - {
            ""
        }:
            agents[account] = placed(await self._directory.person(account), policy)
            told = (await reach(self._directory, policy, policy.id, account)).person
            if told is not None and told.id != account:
                stand_ins[account] = told
        agents |= {one.id: one for one in stand_ins.values()}
        return Heard(unread=unread, read=read, agents=agents, stand_ins=stand_ins)

    async def _decide(self, tx: Transaction, heard: Heard) -> None:
        """Turn the reading into state, in one commit; lines that have changed meanwhile are left to be read anew."""
        picture = heard.unread.picture
        conversation = await tx.conversations.get(picture.conversation.id)
        if conversation is None:
            return
        moment = await tx.moments.last_in(conversation.id)
        known = await tx.promises.of_conversation(conversation.id)
        fresh = await self._fresh(tx, heard)
        if heard.read.reading.left_from:
            await tx.arm(Job(kind=JobKind.TRACK_PROMISES, subject=conversation.id))
        if not any(one.line.side.is_ours for one in fresh.values()):
            return
        adopted = await adopt_promises(tx, moment) if moment is not None else known
        saved = await self._merge(tx, heard, moment, adopted, fresh)
        texts = {ts: one.line.text for ts, one in fresh.items()}
        await tx.lines.mark_read(conversation.team, conversation.channel, texts)
        if moment is not None and moment.is_open:
            after = {one.id: one for one in (*adopted, *saved)}.values()
            moment = await self._follow(tx, heard, moment, before=known, after=tuple(after))
        # Whoever is told something new is locked before what is there already.
        await self._ask(tx, heard, moment, saved, before=known)
        for one in saved:
            await self._whispering.refresh_promise(tx, one)
        if moment is not None:
            await self._whispering.refresh(tx, moment)

    async def _fresh(self, tx: Transaction, heard: Heard) -> dict[str, StoredLine]:
        """The lines that are as they were read, and that nobody else has read meanwhile; not what is left for later."""
        unread, left_from = heard.unread, heard.read.reading.left_from
        stored = {one.line.ts: one for one in await tx.lines.of_conversation(unread.picture.conversation.id)}
        taken = (one.line.ts for one in unread.lines if not left_from or one.line.ts < left_from)
        now = {ts: stored.get(ts) for ts in taken}
        as_read = {one.line.ts: one.line.text for one in unread.lines}
        return {ts: one for ts, one in now.items() if one and not one.read and one.line.text == as_read[ts]}

    async def _merge(
        self,
        tx: Transaction,
        heard: Heard,
        moment: Moment | None,
        known: Sequence[Promise],
        fresh: Mapping[str, StoredLine],
    ) -> list[Promise]:
        """Bring the statements together with what is known; gives what is new or has changed, stored."""
        now, reading = self._clock.now(), heard.read.reading
        changed = merged(
            known,
            [self._statement(heard, one, fresh[one.source], moment) for one in reading.promises if one.source in fresh],
            read={ts: one.line.text for ts, one in fresh.items() if one.line.side.is_ours},
            evidence=[one for one in reading.evidence if one.source in fresh],
            at=now,
            remind=lambda agent, due: self._reminder(heard, agent, due),
        )
        before = {one.id: one for one in known}
        nobodys = [one for one in known if not one.agent and one.is_open and one.id not in {new.id for new in changed}]
        owned = [self._owned(heard, one, moment) for one in (*changed, *nobodys)]
        wanted = [self._at_once(heard, one, before.get(one.id)) for one in owned if one != before.get(one.id)]
        saved = [await tx.promises.save(one.armed(self._keeping)) for one in wanted]
        log.info(
            "promises.read",
            conversation=heard.unread.picture.conversation.id,
            coach=heard.read.provenance.coach,
            found=len(reading.promises),
            new=sum(1 for one in changed if not one.id),
            changed=sum(1 for one in changed if one.id),
        )
        return saved

    def _statement(self, heard: Heard, found: FoundPromise, stored: StoredLine, moment: Moment | None) -> Statement:
        """What a line promises, with its time as code reads it: on its speaker's clock, from when it was written."""
        picture = heard.unread.picture
        zone = heard.unread.zone(stored.line.author)
        if zone != picture.view.zone:
            found = replace(found, due_guess=None)  # read on another clock: no more than a guess about the zone
        return resolved(
            found,
            stored.line,
            time=self._time(found, stored, heard) if found.due_words else None,
            team=stored.team,
            channel=stored.channel,
            conversation=picture.conversation.id,
            moment=moment.id if moment and _serves(stored, moment) else 0,
            agent=agent_of(stored, heard.unread),
            provenance=heard.read.provenance,
            limits=picture.policy.limits,
        )

    def _time(self, found: FoundPromise, stored: StoredLine, heard: Heard) -> Resolved:
        return self._due_times.resolve(
            found.due_words,
            said_at=stored.line.at,
            zone=heard.unread.zone(stored.line.author),
            their_zone=heard.unread.their_zone,
        )

    def _owned(self, heard: Heard, promise: Promise, moment: Moment | None) -> Promise:
        """With somebody who can be asked about it; what is tracked is handed over when it is next to be told of."""
        if not promise.is_open or (promise.agent and promise.is_tracked):
            return promise
        agent = promise.agent or answering_for(heard.unread, moment)
        stand_in = heard.stand_ins.get(agent)
        return replace(promise, agent=stand_in.id if stand_in else agent)

    def _at_once(self, heard: Heard, promise: Promise, before: Promise | None) -> Promise:
        """Track what can be tracked without asking, where the channel wants that: new, or only now with a time.

        What somebody has stopped from being tracked has had its time before, and is left alone.
        """
        known_time = before is not None and before.due is not None and before.doubt is None
        plain = promise.strength is Strength.FIRM and promise.who.strip().casefold() in OURSELVES
        own = promise.said_by == promise.agent
        if not heard.unread.picture.policy.track_at_once or known_time or not plain or not own:
            return promise
        now = self._clock.now()
        if promise.due is None or promise.due.astimezone(UTC) <= now:
            return promise
        return promise.tracked(at=now, remind_at=self._reminder(heard, promise.agent, promise.due), at_once=True)

    def _reminder(self, heard: Heard, agent: str, due: datetime) -> datetime | None:
        """When the agent is reminded of what is due then."""
        person = heard.agents.get(agent)
        zone = zone_of(person) if person else heard.unread.picture.view.zone
        own, now = limits_of(person, self._limits) if person else self._limits, self._clock.now()
        return reminder_at(due, since=now, zone=zone, keeping=self._keeping, limits=own)

    async def _follow(
        self, tx: Transaction, heard: Heard, moment: Moment, *, before: Sequence[Promise], after: Sequence[Promise]
    ) -> Moment:
        """The moment stands where its promises stand, and knows what our answer leaves open."""
        moment = await self._hold_confirm(tx, moment, before=before, after=after, kept=False)
        changed = standing(moment, after)
        picture, left = heard.unread.picture, heard.read.reading.unanswered
        is_seen = picture.moment is not None and picture.moment.id == moment.id
        if is_seen and heard.unread.ours[-1].line.ts > max(moment.focus, default=""):
            changed = handled(changed, picture.lines, after, unanswered=left, limits=picture.policy.limits)
        return moment if changed == moment else await tx.moments.save(changed.armed(self._pace))

    async def _ask(
        self,
        tx: Transaction,
        heard: Heard,
        moment: Moment | None,
        saved: Sequence[Promise],
        *,
        before: Sequence[Promise],
    ) -> None:
        """Whoever has no card that shows a promise is asked about it in a message, once."""
        known = {one.id: one for one in before}
        worth = [one for one in saved if self._is_worth_asking(one, known.get(one.id))]
        groups: dict[tuple[str, int], list[Promise]] = {}
        for one in worth:
            if not await self._is_on_card(tx, one, moment):
                groups.setdefault((one.agent, one.moment), []).append(one)
        picture = replace(heard.unread.picture, moment=moment)
        for (agent, _), promises in groups.items():
            if agent in heard.agents:
                await self._noting.ask(tx, promises, picture, heard.agents[agent])

    def _is_worth_asking(self, promise: Promise, before: Promise | None) -> bool:
        """Whether there is anything to decide: it is new or has become clearer, not vague, and not past.

        A vague word alone is worth a line on a card, but no message of its own.
        """
        clearer = before is None or (before.due, before.doubt, before.strength) != (
            promise.due,
            promise.doubt,
            promise.strength,
        )
        if not clearer or not promise.is_open or promise.strength is Strength.VAGUE:
            return False
        if promise.state is not PromiseState.MADE and not promise.at_once:
            return False
        if promise.due is not None:
            return promise.due.astimezone(UTC) > self._clock.now()
        return self._clock.now() - promise.made_at <= self._pace.expire_after

    async def _is_on_card(self, tx: Transaction, promise: Promise, moment: Moment | None) -> bool:
        """Whether the agent has the card of the moment it serves, or will have it in a minute."""
        if moment is None or promise.moment != moment.id:
            return False
        card = await tx.whispers.by_key(card_key(moment.id, promise.agent), moment=moment.id)
        return card is not None and not card.withdrawn and card.state is not WhisperState.REFUSED


def _serves(stored: StoredLine, moment: Moment) -> bool:
    """Whether words answer a moment: it is open, and they came after the first of what it is about."""
    return moment.is_open and stored.line.ts > min(moment.focus, default="")
