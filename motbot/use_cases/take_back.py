"""Takes back what is taken back, or what we may no longer speak of: words, moments, promises and their messages."""

from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.conversation import Conversation, Look
from motbot.domain.customer_words import words_of
from motbot.domain.drafting import awaits_draft
from motbot.domain.events import ChannelChanged, Deleted
from motbot.domain.message import Line
from motbot.domain.moment import CloseReason, Moment
from motbot.domain.people import Side
from motbot.domain.policy import Keeping, Pace
from motbot.domain.promise import Promise, PromiseState, Withdrawn
from motbot.domain.restating import merged
from motbot.domain.standing import standing
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import StoredLine
from motbot.ports.store import Transaction
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.unquoting import unquote
from motbot.use_cases.whispering import Whispering


class TakeBack:
    """Called in the transaction that takes the event in."""

    def __init__(
        self, *, clock: Clock, pace: Pace, keeping: Keeping, hold_confirm: HoldConfirm, whispering: Whispering
    ) -> None:
        """Take what it decides with."""
        self._clock = clock
        self._pace = pace
        self._keeping = keeping
        self._hold_confirm = hold_confirm
        self._whispering = whispering

    async def message(self, tx: Transaction, event: Deleted) -> None:
        """A message was taken back: its text goes, and with the last of a moment's words the moment and its card.

        A promise of ours goes with the last message that states it.
        """
        known = await tx.lines.get(event.team, event.channel, event.ts)
        if known is None:
            blank = Line(ts=event.ts, at=event.at, side=Side.UNKNOWN, author="", text="")
            await tx.lines.put(
                StoredLine(team=event.team, channel=event.channel, conversation=0, line=blank, removed=True)
            )
            return
        conversation = await tx.conversations.get(known.conversation)  # locked before its lines, as everywhere
        await tx.lines.remove(event.team, event.channel, event.ts)
        if conversation is None:
            return
        left = {one.line.ts: one for one in await tx.lines.of_conversation(conversation.id) if one.line.text}
        asked = (Side.CUSTOMER, Side.UNKNOWN)
        pending = [one for one in left.values() if one.line.side in asked and not one.verdict]
        changed = replace(conversation, version=conversation.version + 1)
        await tx.conversations.save(changed if pending else changed.judged())
        moment = await self._moment_of(tx, conversation, known)
        if moment is not None and event.ts in moment.focus:
            await self._words(tx, moment, event.ts, left)
        elif known.line.side.is_ours:
            await self._promises(tx, conversation, moment, event.ts)
        await unquote(tx, self._whispering, team=event.team, conversation=conversation.id, line=known.line)

    async def old_words(self, tx: Transaction, known: StoredLine) -> None:
        """A message was changed: its old words stand nowhere any more."""
        where = known.conversation
        await unquote(tx, self._whispering, team=known.team, conversation=where, line=known.line)

    async def request(self, tx: Transaction, moment: Moment) -> None:
        """The customer has edited the request away; its messages stay and say so."""
        await self._whispering.refresh(tx, await self._request_is_gone(tx, moment))

    async def channel(self, tx: Transaction, event: ChannelChanged) -> None:
        """We are out of a channel: its moments and promises end, and nothing more is judged, read or said."""
        since = event.at - self._pace.expire_after
        for conversation in await tx.conversations.recent(event.team, event.channel, since):
            await tx.conversations.save(conversation.judged().seen_to((Look.READ,)))
        for moment in await tx.moments.open_in_channel(event.team, event.channel):
            await self._end(tx, moment, CloseReason.CHANNEL_GONE)
        promises = await tx.promises.open_in_channel(event.team, event.channel)
        await self._over(tx, promises, Withdrawn.CHANNEL_GONE)

    async def _moment_of(self, tx: Transaction, conversation: Conversation, line: StoredLine) -> Moment | None:
        """The moment a line was judged into: an older one than the conversation's newest, perhaps."""
        verdict = await tx.verdicts.get(line.verdict) if line.verdict else None
        judged = await tx.moments.get(verdict.moment) if verdict and verdict.moment else None
        return judged or await tx.moments.last_in(conversation.id)

    async def _words(self, tx: Transaction, moment: Moment, ts: str, left: dict[str, StoredLine]) -> None:
        """See what is left of a moment without these words."""
        if not left.keys() & set(moment.focus):
            await self._request_is_gone(tx, moment)
            for whisper in await tx.whispers.of_moment(moment.id):
                await self._whispering.withdraw(tx, whisper)
            return
        saved = await tx.moments.save(_without(moment, ts).armed(self._pace))
        if saved.nudged_at is not None and awaits_draft(saved):
            await tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=saved.id))
        lines = tuple(one.line for one in left.values())
        await self._whispering.refresh(tx, saved, words=words_of(saved, lines))

    async def _request_is_gone(self, tx: Transaction, moment: Moment) -> Moment:
        """Close a moment whose words are gone; what was promised for it, and nobody tracks, nobody needs."""
        closed = await self._end(tx, moment, CloseReason.DELETED)
        made = [one for one in await tx.promises.of_conversation(moment.conversation) if _was_offered(one, moment)]
        await self._over(tx, made, Withdrawn.TAKEN_BACK)
        return closed

    async def _promises(self, tx: Transaction, conversation: Conversation, moment: Moment | None, ts: str) -> None:
        """Words of ours are gone: what no other message states is not promised any more."""
        known, at = await tx.promises.of_conversation(conversation.id), self._clock.now()
        changed = merged(known, (), read={}, gone={ts}, at=at, remind=lambda _agent, _due: None)
        saved = [await tx.promises.save(one.armed(self._keeping)) for one in changed]
        if moment is not None and saved:
            now = tuple({one.id: one for one in (*known, *saved)}.values())
            moment = await self._hold_confirm(tx, moment, before=known, after=now, kept=False)
            stands = await tx.moments.save(standing(moment, now).armed(self._pace))
            await self._whispering.refresh(tx, stands)
        for one in saved:
            await self._whispering.refresh_promise(tx, one)

    async def _over(self, tx: Transaction, promises: Sequence[Promise], why: Withdrawn) -> None:
        """Nobody waits for these any more, and what shows them says so."""
        now = self._clock.now()
        saved = [await tx.promises.save(one.over(why=why, at=now).armed(self._keeping)) for one in promises]
        for one in saved:
            await self._whispering.refresh_promise(tx, one)

    async def _end(self, tx: Transaction, moment: Moment, reason: CloseReason) -> Moment:
        """Close a moment, with all its timers."""
        return await tx.moments.save(moment.closed(reason=reason, at=self._clock.now()).armed(self._pace))


def _was_offered(promise: Promise, moment: Moment) -> bool:
    """Whether it was made for a moment and nobody has said that it is to be tracked: then nobody needs it any more."""
    return promise.moment == moment.id and promise.is_open and promise.state is PromiseState.MADE


def _without(moment: Moment, ts: str) -> Moment:
    """What is left of a moment when some of its words are taken back: what rested on them, and the draft, go too."""
    found = moment.assessment
    return replace(
        moment,
        focus=tuple(one for one in moment.focus if one != ts),
        assessment=replace(found, expectations=tuple(one for one in found.expectations if one.source != ts)),
        expected=tuple(one for one in moment.expected if one.source != ts),
        draft=None,
        draft_provenance=None,
    )
