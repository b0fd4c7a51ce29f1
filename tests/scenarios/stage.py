"""The whole bot on a stage: a local Slack, the real bot connected to it, one clock, and verbs to tell a story with."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

from motbot.app import open_motbot
from motbot.domain.events import Act
from motbot.domain.moment import Moment
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.ports.records import Feedback, Verdict
from motbot.replay.clock import JumpingClock
from motbot.running import Motbot
from motbot.slack.act_refs import MORE, SHOW_WHOLE, option_value
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring
from tests.scenarios.notes import Note, note_of
from tests.scenarios.town import OURS, SUPPORT

REST_WITHIN = 20.0
"""Wall seconds after which a bot that does not come to rest counts as stuck."""
SOON = timedelta(seconds=30)
"""Long enough for a burst to end and a card to be posted."""


class Stage:
    """One story; made by `open_stage`. Every verb that makes something happen waits until the bot has come to rest."""

    def __init__(
        self, *, workspace: Workspace, server: Server, clock: JumpingClock, wiring: Wiring, coaching: Coaching
    ) -> None:
        self.workspace = workspace
        self.server = server
        self.clock = clock
        self._wiring = wiring
        self.coaching = coaching
        self.rest_within = REST_WITHIN
        self._running = AsyncExitStack()
        self.bot: Motbot

    async def bot_starts(self) -> None:
        """Start the bot, on the database as it stands."""
        self.bot = await self._running.enter_async_context(open_motbot(self._wiring))
        if self._wiring.http_port is None:
            await self.bot.listening()

    @asynccontextmanager
    async def another_bot(self, *, listens: bool = False) -> AsyncIterator[Motbot]:
        """One more bot on the same database, which only works on jobs unless it is to listen too."""
        async with open_motbot(replace(self._wiring, listen=listens)) as bot:
            if listens:
                await bot.listening()
            yield bot

    async def bot_stops(self) -> None:
        """Stop the bot as SIGTERM does."""
        await self._running.aclose()

    async def says(self, user: str, text: str, *, to: str = SUPPORT, thread: str | None = None) -> str:
        """Let somebody write, and the bot take it in; no time passes. Gives the message's ts."""
        ts = self.workspace.post(user, to, text, thread_ts=thread)
        await self.rests()
        return ts

    async def asks(self, user: str, text: str, *, to: str = SUPPORT, thread: str | None = None) -> str:
        """Let somebody write, and time enough pass for a card."""
        ts = await self.says(user, text, to=to, thread=thread)
        await self.passes(SOON)
        return ts

    @contextmanager
    def deaf(self, channel: str = SUPPORT) -> Iterator[None]:
        """Let what happens inside reach the bot not at all, or only by `tells`."""
        members = self.workspace.conversation(channel).members
        bot = self.workspace.app.bot_user_id
        del members[bot]
        yield
        members[bot] = None

    def tells(self, user: str, ts: str, text: str, *, to: str = SUPPORT, thread: str = "") -> None:
        """Let Slack tell the bot of a message, whenever it was written."""
        message = self._message(user, ts, text)
        message |= {"thread_ts": thread} if thread else {}
        self.tells_event(message | {"channel": to, "channel_type": "channel", "event_ts": ts})

    def tells_of_edit(self, user: str, ts: str, text: str, *, to: str = SUPPORT) -> None:
        """Let Slack tell the bot that a message has other words now."""
        now = self.workspace.stamps.next()
        changed = {"type": "message", "subtype": "message_changed", "channel": to, "ts": now, "event_ts": now}
        self.tells_event(changed | {"message": self._message(user, ts, text)})

    def _message(self, user: str, ts: str, text: str) -> dict[str, object]:
        """A message as Slack writes it."""
        known = self.workspace.users.get(user)
        team = known.team_id if known else OURS
        return {"type": "message", "user": user, "team": team, "text": text, "ts": ts}

    def tells_event(self, event: Mapping[str, object]) -> None:
        """Let Slack tell the bot of an event."""
        self.workspace.send_raw(
            {
                "type": "event_callback",
                "team_id": OURS,
                "api_app_id": self.workspace.app.app_id,
                "authorizations": [{"team_id": OURS, "user_id": self.workspace.app.bot_user_id, "is_bot": True}],
                "event_id": self.workspace.next_id("EvLate"),
                "event_time": int(self.clock.now().timestamp()),
                "event": event,
            }
        )

    async def edits(self, user: str, ts: str, text: str, *, to: str = SUPPORT) -> None:
        """Let somebody change their message."""
        self.workspace.edit(user, to, ts, text)
        await self.rests()

    async def deletes(self, user: str, ts: str, *, to: str = SUPPORT) -> None:
        """Let somebody take their message back."""
        self.workspace.delete(user, to, ts)
        await self.rests()

    async def reacts(self, user: str, ts: str, emoji: str, *, to: str = SUPPORT) -> None:
        """Let somebody put an emoji on a message."""
        self.workspace.react(user, to, ts, emoji)
        await self.rests()

    async def presses(self, user: str, note: Note, act: Act) -> None:
        """Let somebody press a button of a private message."""
        await self.workspace.press(user, note.where, act.value)
        await self.rests()

    async def forges(self, user: str, note: Note, act: Act) -> None:
        """Let a press come in from somebody who cannot see the message."""
        action = {"type": "button", "action_id": act.value, "block_id": "b", "value": note.key.split(":")[1]}
        payload = {
            "type": "block_actions",
            "team": {"id": OURS},
            "user": {"id": user, "team_id": OURS},
            "api_app_id": self.workspace.app.app_id,
            "trigger_id": "forged",
            "container": {"type": "message", "channel_id": note.channel, "message_ts": note.ts},
            "actions": [action | {"action_ts": self.workspace.stamps.next()}],
        }
        await self.workspace.delivery.ask("interactive", payload)
        await self.rests()

    async def opens(self, user: str, note: Note, what: str) -> str:
        """Let somebody press a button or choose an option that opens a modal; gives the view's id."""
        before = len(self.workspace.views_of(user))
        await self._chooses(user, note, what)
        await self.until(lambda: len(self.workspace.views_of(user)) > before)
        return str(self.workspace.views_of(user)[-1]["id"])

    async def mutes(self, user: str, note: Note) -> None:
        """Let somebody choose Mute in a card's menu."""
        await self._chooses(user, note, Act.MUTE.value)
        await self.rests()

    async def submits(self, user: str, view: str, values: Mapping[str, object]) -> None:
        """Let somebody fill in and send a modal."""
        await self.workspace.submit_view(user, view, values)
        await self.rests()

    async def passes(self, time: timedelta) -> None:
        """Let time pass: every timer within it fires at its own moment."""
        await self.passes_until(self.clock.now() + time)

    async def passes_until(self, end: datetime) -> None:
        """Let time pass until an instant, likewise."""
        while (wake := await self.next_timer()) is not None and wake <= end:
            self.clock.jump(wake)
            await self.bot.wake()
        self.clock.jump(end)
        await self.bot.wake()
        await self.rests()

    async def next_timer(self) -> datetime | None:
        """Wait until the bot is at rest; gives when its next timer fires."""
        while True:
            await self.rests()
            wake = await self.bot.store.next_wake()
            # Between the two looks a timer's row may have become a job.
            if await self.bot.is_idle():
                return wake

    async def timer_fires(self) -> None:
        """Let time pass to the next timer and let it fire, without waiting for what comes of it."""
        wake = await self.bot.store.next_wake()
        assert wake is not None
        self.clock.jump(wake)
        await self.bot.wake()

    async def rests(self, *, but: int = 0) -> None:
        """Wait until the bot has done everything it can do now, but for so many jobs that a test holds up."""
        began = perf_counter()
        while self.workspace.unacked or await self.bot.engine.pending() > but:
            assert perf_counter() - began < self.rest_within, "the bot does not come to rest"
            await asyncio.sleep(0.002)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that happens while the bot is still busy."""
        began = perf_counter()
        while not true():
            assert perf_counter() - began < self.rest_within, "it does not happen"
            await asyncio.sleep(0.002)

    async def hears(self, ts: str, *, by: str = SUPPORT) -> None:
        """Wait until the bot knows of a message, however it hears of it, and has come to rest."""
        began = perf_counter()
        while True:
            async with self.bot.store.begin() as tx:
                if await tx.lines.get(OURS, by, ts) is not None:
                    break
            assert perf_counter() - began < self.rest_within, "the bot does not hear of it"
            await asyncio.sleep(0.01)
        await self.rests()

    def notes(self, user: str, kind: str = "") -> list[Note]:
        """What stands in somebody's direct message with the bot, oldest first."""
        channel = self.workspace.im_with(user).id if self.workspace.has_im(user) else ""
        found = [note_of(message, channel) for message in self.workspace.dm(user)]
        return [note for note in found if kind in {"", note.kind}]

    def card(self, user: str) -> Note:
        """The one card somebody has."""
        cards = self.notes(user, "card")
        assert len(cards) == 1, f"{user} has {len(cards)} cards"
        return cards[0]

    def posts(self, user: str) -> int:
        """How many new messages the bot has ever posted to somebody."""
        return self.workspace.posts_by_bot[self.workspace.im_with(user).id] if self.workspace.has_im(user) else 0

    async def moment(self, ts: str, *, to: str = SUPPORT) -> Moment | None:
        """The newest moment of the conversation a message belongs to."""
        async with self.bot.store.begin() as tx:
            stored = await tx.lines.get(OURS, to, ts)
            return await tx.moments.last_in(stored.conversation) if stored and stored.conversation else None

    async def verdict(self, ts: str, *, to: str = SUPPORT) -> Verdict | None:
        """What was decided about a message; None while it has not been judged."""
        async with self.bot.store.begin() as tx:
            stored = await tx.lines.get(OURS, to, ts)
            return await tx.verdicts.get(stored.verdict) if stored and stored.verdict else None

    async def feedback(self, ts: str, *, to: str = SUPPORT) -> Sequence[Feedback]:
        """What was done about the moment of a message."""
        moment = await self.moment(ts, to=to)
        assert moment is not None
        async with self.bot.store.begin() as tx:
            return await tx.people.feedback_of(moment.id)

    async def aside(self) -> int:
        """How many payloads lie aside."""
        async with self.bot.store.begin() as tx:
            return await tx.inbox.count_aside()

    async def must_hold(self) -> None:
        """The promises of every story: customers saw nothing of ours, Slack refused nothing, no job failed."""
        for user in self.workspace.users.values():
            if user.team_id != OURS or user.is_guest:
                assert self.workspace.of_bot_visible_to(user.id) == []
        rooms = {room for room, posts in self.workspace.posts_by_bot.items() if posts}
        assert all(self.workspace.conversation(room).is_im for room in rooms)
        assert self.workspace.refused == []
        assert await self.bot.engine.aside() == 0
        assert not [task for task in self.bot.tasks if task.done()]

    async def _chooses(self, user: str, note: Note, what: str) -> None:
        """Press a button, or choose an option of the menu."""
        if what in {*Act, SHOW_WHOLE} - {Act.MUTE}:
            await self.workspace.press(user, note.where, what)
            return
        value = option_value(what, note.key.split(":")[1])
        await self.workspace.press(user, note.where, MORE, value)
