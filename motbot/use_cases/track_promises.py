"""Turns what our side has said into promises: found, dated in code, brought together with those that are known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from motbot.domain.handled import handled
from motbot.domain.moment import Moment
from motbot.domain.nudge import WhisperState
from motbot.domain.policy import Pace
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.reading import ReadReply, Strength
from motbot.domain.standing import standing
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.adopt_promises import adopt_promises
from motbot.use_cases.answerable import agent_of
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.merge_statements import Heard, MergeStatements
from motbot.use_cases.noting import Noting
from motbot.use_cases.reading_replies import ReadingReplies, Unread
from motbot.use_cases.standing_in import placed, reach
from motbot.use_cases.whispering import Whispering, card_key


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
        merge_statements: MergeStatements,
        noting: Noting,
        hold_confirm: HoldConfirm,
        whispering: Whispering,
        pace: Pace,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._reading = reading
        self._merge_statements = merge_statements
        self._noting = noting
        self._hold_confirm = hold_confirm
        self._whispering = whispering
        self._pace = pace

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
        saved = await self._merge_statements(tx, heard, moment, adopted, fresh)
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
