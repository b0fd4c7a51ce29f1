"""Applies one stored event to the state: who spoke, to which conversation it belongs, and what must wake up."""

import structlog

from motbot.domain.called_colleagues import may_call_by_name
from motbot.domain.conversation import Conversation, conversation_for_root
from motbot.domain.errors import BadInput
from motbot.domain.events import (
    Acted,
    AppRemoved,
    ChannelChange,
    ChannelChanged,
    Deleted,
    Edited,
    Event,
    PersonChanged,
    Posted,
    Reacted,
    TokenRevoked,
)
from motbot.domain.grounding import folded
from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.domain.policy import ChannelPolicy, Pace
from motbot.ports.clock import Clock
from motbot.ports.coach import FirstLook
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory, Parse
from motbot.ports.store import Store, Transaction
from motbot.use_cases.answer_click import AnswerClick
from motbot.use_cases.leave import Leave
from motbot.use_cases.note_reply import NoteReply
from motbot.use_cases.propose_hand_over import ProposeHandOver
from motbot.use_cases.take_back import TakeBack
from motbot.use_cases.welcome_agents import WELCOME_JOB
from motbot.use_cases.who_may import who_acts
from motbot.use_cases.who_spoke import Spoken, called_by, who_spoke

log = structlog.get_logger()

_NOBODY = frozenset({Side.BOT, Side.OURSELVES})
"""Whose words open nothing and answer nothing."""


class TakeEvent:
    """Runs under the channel's job lock, so that what is said in a channel is taken in order."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        parse: Parse,
        first_look: FirstLook,
        clock: Clock,
        pace: Pace,
        note_reply: NoteReply,
        answer_click: AnswerClick,
        take_back: TakeBack,
        leave: Leave | None = None,
        welcomes: bool = False,
        propose_hand_over: ProposeHandOver | None = None,
    ) -> None:
        """Take the ports and the use cases that a customer's, an agent's, a click's or Slack's own event leads to."""
        self._store = store
        self._directory = directory
        self._parse = parse
        self._first_look = first_look
        self._clock = clock
        self._pace = pace
        self._note_reply = note_reply
        self._answer_click = answer_click
        self._take_back = take_back
        self._leave = leave
        self._welcomes = welcomes
        self._propose_hand_over = propose_hand_over

    async def __call__(self, inbox_id: int) -> None:
        """Take one inbox row in, exactly once: its effect and its end are one commit."""
        async with self._store.singly() as tx:
            row = await tx.inbox.get(inbox_id)
        if row is None or row.done:
            return
        if self._leave is not None and await self._leave.is_gone(row.team):
            await self._finish(inbox_id)
            return
        try:
            event = self._parse(row.body)
        except BadInput as bad:
            async with self._store.begin() as tx:
                await tx.inbox.set_aside(team=row.team, reason=str(bad), body=row.body, at=self._clock.now())
                await tx.inbox.finish(inbox_id, self._clock.now())
            log.warning("event.aside", inbox=inbox_id)
            return
        if isinstance(event, AppRemoved | TokenRevoked):
            await self._left(event)
        spoken = await self._who_spoke(event)
        acting = await who_acts(self._store, self._directory, event) if isinstance(event, Acted) else None
        policy = await self._directory.channel(event.channel) if isinstance(event, Reacted) else None
        if spoken is not None and self._propose_hand_over is not None:
            await self._propose_hand_over(spoken)
        async with self._store.begin() as tx:
            if not await tx.inbox.finish(inbox_id, self._clock.now()):
                return
            if isinstance(event, Acted):
                await self._answer_click.acted(tx, event, acting)
            else:
                await self._apply(tx, event, spoken, policy)

    async def _finish(self, inbox_id: int) -> None:
        """Nothing comes of it."""
        async with self._store.begin() as tx:
            await tx.inbox.finish(inbox_id, self._clock.now())

    async def _left(self, event: AppRemoved | TokenRevoked) -> None:
        """Slack says that we are out. A second time changes nothing: it is noted before the event counts as taken."""
        if self._leave is None:
            return
        if isinstance(event, AppRemoved):
            await self._leave.uninstalled(event.team)
        else:
            self._leave.revoked(event.team)

    async def _who_spoke(self, event: Event | None) -> Spoken | None:
        """Ask the directory about the author, for words in a watched channel."""
        if not isinstance(event, Posted | Edited) or (isinstance(event, Posted) and event.direct):
            return None
        policy = await self._directory.channel(event.channel)
        if policy is None or event.author.is_ourselves:
            return None
        spoken = await who_spoke(self._directory, event, policy)
        customers = await self._customers(event) if spoken.side.is_ours and may_call_by_name(spoken.text) else ()
        return await called_by(self._directory, spoken, customers)

    async def _customers(self, event: Posted | Edited) -> tuple[str, ...]:
        """Those who ask where something was said; at a channel's root, all who may be answered there."""
        since = event.at - self._pace.group_within
        async with self._store.begin() as tx:
            known = await tx.lines.get(event.team, event.channel, event.thread_ts or event.ts)
            heard = await tx.conversations.get(known.conversation) if known and known.conversation else None
            around = [heard] if heard else await tx.conversations.recent(event.team, event.channel, since)
            return tuple(dict.fromkeys(customer for one in around for customer in one.customers))

    async def _apply(
        self, tx: Transaction, event: Event | None, spoken: Spoken | None, policy: ChannelPolicy | None
    ) -> None:
        """Lead each kind of event to what it changes."""
        match event:
            case Posted() if spoken:
                await self._posted(tx, event, spoken)
            case Edited() if spoken:
                await self._edited(tx, event, spoken)
            case Deleted():
                await self._take_back.message(tx, event)
            case Reacted(added=True) if policy:
                await self._answer_click.reacted(tx, event, policy)
            case ChannelChanged(change=ChannelChange.LEFT | ChannelChange.RENUMBERED):
                self._directory.forget()
                await self._take_back.channel(tx, event)
            case PersonChanged():
                self._directory.forget(event.user)
                await self._may_be_new(tx, event)
            case _:
                pass

    async def _may_be_new(self, tx: Transaction, event: PersonChanged) -> None:
        """They may be an agent from now on: whoever has been welcomed is not looked at again."""
        if self._welcomes and not (event.user and await tx.preferences.welcomed_at(event.team, event.user)):
            await tx.arm(WELCOME_JOB)

    async def _posted(self, tx: Transaction, event: Posted, spoken: Spoken) -> None:
        """Somebody wrote: a message that is known already, or was taken back before it came, changes nothing."""
        if spoken.side in _NOBODY:
            return
        if await tx.lines.get(event.team, event.channel, event.ts) is not None:
            return
        await self._hear(tx, spoken, await self._conversation(tx, event, spoken))

    async def _edited(self, tx: Transaction, event: Edited, spoken: Spoken) -> None:
        """A text was changed: only other words count, and they replace the old ones."""
        known = await tx.lines.get(event.team, event.channel, event.ts)
        if known is None:
            first = Posted(
                team=event.team,
                channel=event.channel,
                ts=event.ts,
                thread_ts=event.thread_ts,
                author=event.author,
                text=event.text,
                at=event.at,
                mentions=event.mentions,
                metadata=event.metadata,
                parts=event.parts,
            )
            await self._posted(tx, first, spoken)
            return
        if known.removed:
            return
        if not spoken.is_named:
            spoken = spoken.said_by(known.line.author, known.line.side, known.author.username)
        if spoken.side in _NOBODY or folded(known.line.text) == folded(spoken.text):
            return
        conversation = await tx.conversations.get(known.conversation)
        if conversation is not None:
            await self._take_back.old_words(tx, known)
            await self._hear(tx, spoken, conversation, before=known.line)

    async def _hear(
        self, tx: Transaction, spoken: Spoken, conversation: Conversation, *, before: Line | None = None
    ) -> None:
        """Store the line, or its newer text, and let the conversation hear it."""
        event = spoken.event
        line = Line(
            ts=event.ts,
            at=before.at if before else event.at,
            side=spoken.side,
            author=spoken.account,
            text=spoken.text,
            edited=before is not None,
            addressed=event.mentions,
            files=before.files if before else event.files if isinstance(event, Posted) else 0,
        )
        ours = spoken.calls.difference(conversation.customers)
        aside = spoken.side.is_ours and self._note_reply.is_aside(line, ours)
        heard = await self._heard(tx, spoken, conversation, line, aside=aside)
        await tx.lines.put(
            StoredLine(
                team=event.team,
                channel=event.channel,
                conversation=heard.id,
                line=line,
                thread_ts=event.thread_ts,
                author=event.author,
            )
        )
        if spoken.side.is_ours and not aside:
            await self._note_reply(tx, heard.id, line)

    async def _heard(
        self, tx: Transaction, spoken: Spoken, conversation: Conversation, line: Line, *, aside: bool
    ) -> Conversation:
        """The conversation as it stands once it has heard the line, stored; one that begins gets its number so."""
        now = self._clock.now()
        if aside:
            return await tx.conversations.save(conversation.heard_aside(at=line.at).to_read(now=now, pace=self._pace))
        if spoken.side.is_ours:
            heard = conversation.heard_ours(author=spoken.account, side=spoken.side, at=line.at)
            if spoken.side is Side.AGENT:
                heard = heard.left_to_agent(now=now, pace=self._pace)
            return await tx.conversations.save(heard.to_read(now=now, pace=self._pace))
        if spoken.side is Side.UNKNOWN:
            return await tx.conversations.save(conversation.heard_unknown(at=line.at, now=now, pace=self._pace))
        heard = conversation.heard_customer(
            author=spoken.account,
            at=line.at,
            now=now,
            pace=self._pace,
            at_once=self._first_look.is_critical(spoken.text),
        )
        if heard.ready_at is None or heard.ready_at > now:
            return await tx.conversations.save(heard)
        saved = await tx.conversations.save(heard.coached_at(None))  # a burst that is over already needs no timer
        await tx.arm(Job(kind=JobKind.COACH_MOMENT, subject=saved.id))
        return saved

    async def _conversation(self, tx: Transaction, event: Posted, spoken: Spoken) -> Conversation:
        """The conversation a new message belongs to; a new one, not yet stored, where there is none."""
        found: Conversation | None = None
        root = event.thread_ts or event.ts
        if event.thread_ts:
            parent = await tx.lines.get(event.team, event.channel, event.thread_ts)
            if parent is not None and parent.conversation:
                found = await tx.conversations.get(parent.conversation)
            found = found or await tx.conversations.by_root(event.team, event.channel, root)
        else:
            recent = await tx.conversations.recent(event.team, event.channel, event.at - self._pace.group_within)
            # A reply that came before its root has opened the conversation already, and is no older than its root.
            found = next((one for one in recent if one.root_ts == root), None) or conversation_for_root(
                recent,
                author=spoken.account,
                side=spoken.side,
                at=event.at,
                mentions=event.mentions,
                pace=self._pace,
            )
        return found or Conversation(
            team=event.team, channel=event.channel, root_ts=root, opened_at=event.at, last_at=event.at
        )
