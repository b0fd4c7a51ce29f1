"""Plays scenes at a watchable pace, stops where it is the person's turn, and goes on when they have acted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar, assert_never
from zoneinfo import ZoneInfo

from motbot.loopback.refusals import PageRefused
from motbot.playground import controls
from motbot.playground.errors import CannotDo, NotAnswered
from motbot.playground.page.scenes import Line, Turn, Wait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from motbot.playground.page.clock import MovableClock
    from motbot.playground.page.feed import Feed
    from motbot.playground.page.scenes import Deed, Scene, Step
    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

Found = TypeVar("Found")
Sleep = Callable[[float], Awaitable[None]]

_OPENS, _LATEST = time(9, 30), time(13, 0)
"""When scenes begin, on the agent's clock: they speak of "16:00 today" and of "tomorrow"."""
_SATURDAY = 5
_TYPES_PER_SECOND = 45.0
_TYPES_AT_MOST = 3.0
_TOLD_EVERY = 2.0
"""Seconds after which it is told again that somebody is still typing."""
_BOT_WITHIN = 15.0
"""Seconds that a button or a window is waited for: longer than the bot lets a burst of messages go on."""
_LOOKS_EVERY = 0.1
PACES = {"slow": 1.8, "normal": 1.0, "fast": 0.4}
"""How long the waits between a scene's lines are, by what people choose, times as written."""
_READS_WINDOW = 1.6
"""Seconds that an open window can be looked at, empty and filled in."""


class Player:
    """One scene at a time; a second one stops the first."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        feed: Feed,
        clock: MovableClock | None,
        moved: Callable[[], Awaitable[None]],
        apart: timedelta,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Take the workspace and its feed.

        Args:
            workspace: where the scenes are played.
            feed: told of every change of the scene's state.
            clock: put forward so that a scene does not run into what was said before it.
            moved: called when the clock has been put forward.
            apart: how long a channel must have rested for a scene to count as a new conversation.
            sleep: waits real seconds.
        """
        self._workspace = workspace
        self._feed = feed
        self._clock = clock
        self._moved = moved
        self._apart = apart
        self._sleep = sleep
        self._task: asyncio.Task[None] | None = None
        self._go_on = asyncio.Event()
        self._turn: tuple[Turn, str] | None = None
        self._pressed: set[tuple[str, str]] = set()
        """What the scene has seen pressed, by action_id and value: a card takes a moment to show it."""
        self._has_acted = False
        self._pace = "normal"
        self.state: JSON = _state("idle") | {"pace": self._pace}

    async def play(self, scenes: Sequence[Scene]) -> JSON:
        """Begin to play, one scene after the other; returns the state."""
        await self._end()
        self._enter(_state("playing", scenes[0]))
        self._task = asyncio.create_task(self._play(tuple(scenes)), name="scene")
        return self.state

    async def stop(self) -> JSON:
        """Stop where it stands; returns the state."""
        await self._end()
        if self.state["state"] != "idle":
            self._enter(_state("idle"))
        return self.state

    def go_on(self) -> JSON:
        """Go on although the person has not acted; returns the state."""
        if self._turn is None:
            raise PageRefused(409, "no_turn", "No scene waits for anybody now.")
        self._go_on.set()
        return self.state

    def keep_pace(self, pace: str) -> JSON:
        """Play faster or slower from the next wait on; `pace` is one of PACES. Returns the state."""
        self._pace = pace
        self._enter(self.state)
        return self.state

    def acted(self, deed: Deed) -> None:
        """Hear that somebody has acted: the scene goes on where it has waited for that."""
        if self._turn is not None and self._turn[0].ends_with(deed, self._turn[1]):
            self._pressed.add((deed.action, deed.value))
            self._has_acted = True
            self._go_on.set()

    async def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._task, self._turn = None, None

    def _enter(self, state: JSON) -> None:
        self.state = state | {"pace": self._pace}
        self._feed.add("scene", payload=self.state)

    async def _play(self, scenes: Sequence[Scene]) -> None:
        for scene in scenes:
            self._enter(_state("playing", scene))
            self._pressed.clear()
            await self._make_room(scene)
            root: str | None = None
            try:
                for step in scene.steps:
                    said = await self._step(scene, step, root)
                    root = root or said
            except CannotDo as trouble:
                # The person has deleted the thread or closed the channel under the scene's feet.
                self._enter(_state("done", scene) | {"hint": str(trouble)})
                return
        self._enter(_state("done", scenes[-1]))

    async def _make_room(self, scene: Scene) -> None:
        """Let the channel rest, so that the scene opens a conversation of its own, in the morning of a working day."""
        if self._clock is None:
            return
        now = begins = self._clock.now()
        stamps = self._workspace.conversation(scene.channel).messages
        if stamps:
            newest = datetime.fromtimestamp(float(next(reversed(stamps))), tz=UTC)
            begins = max(begins, newest + self._apart)
        zone = ZoneInfo(self._workspace.user(scene.agent or scene.customer).tz)
        begins = _in_the_morning(begins, zone, latest=scene.begins_by or _LATEST)
        await self._pass((begins - now).total_seconds())

    async def _step(self, scene: Scene, step: Step, root: str | None) -> str | None:
        match step:
            case Line():
                return await self._speak(scene, step, root)
            case Turn():
                await self._wait_for(scene, step, root)
            case Wait():
                await self._rest(step.after)
                await self._pass(step.passes)
            case _:
                assert_never(step)
        return None

    async def _speak(self, scene: Scene, line: Line, root: str | None) -> str:
        typing = min(_TYPES_AT_MOST, len(line.text) / _TYPES_PER_SECOND, line.after)
        await self._rest(line.after - typing)
        await self._pass(line.passes)
        while typing > 0:
            self._feed.add("typing", channel=scene.channel, user=line.who)
            await self._rest(min(typing, _TOLD_EVERY))
            typing -= _TOLD_EVERY
        thread = None if line.root else root
        return self._workspace.post(line.who, scene.channel, line.text, thread_ts=thread)

    async def _rest(self, seconds: float) -> None:
        """Let people at the screen follow, as fast as they want it."""
        await self._sleep(seconds * PACES[self._pace])

    async def _pass(self, seconds: float) -> None:
        if seconds > 0 and self._clock is not None:
            await self._clock.move(timedelta(seconds=seconds))
            await self._moved()

    async def _wait_for(self, scene: Scene, turn: Turn, root: str | None) -> None:
        self._go_on.clear()
        self._turn, self._has_acted = (turn, scene.channel), False
        told = {"hint": turn.hint, "who": turn.who, "wants": turn.wants, "suggestion": turn.otherwise}
        self._enter(_state("your_turn", scene) | told | {"presses": turn.presses, "thread_ts": root})
        await self._go_on.wait()
        self._turn = None
        self._enter(_state("playing", scene))
        if not self._has_acted:
            await self._act_for(scene, turn, root)

    async def _act_for(self, scene: Scene, turn: Turn, root: str | None) -> None:
        """Do in the person's name what the story needs to go on."""
        if turn.presses:
            with suppress(NotAnswered):
                await self._press(turn)
        if turn.otherwise:
            await self._speak(scene, Line(who=turn.who, text=turn.otherwise, after=_TYPES_AT_MOST), root)

    async def _press(self, turn: Turn) -> None:
        """Press the newest control of this name that is still to be pressed, once it is there."""
        found = await self._once_there(lambda: next(self._to_press(turn), None))
        if found is None:
            return
        ts, control = found
        value = control.element.get("value")
        self._pressed.add((turn.presses, str(value or "")))
        place = (self._workspace.im_with(turn.who).id, ts)
        before = self._top_view(turn.who)
        await self._workspace.press(turn.who, place, turn.presses, value, block_id=control.block["block_id"])
        if turn.fills:
            await self._fill_in(turn, before)

    def _to_press(self, turn: Turn) -> Iterator[tuple[str, controls.Control]]:
        for message in reversed(self._workspace.dm(turn.who)):
            for control in controls.controls(message.get("blocks", [])):
                name, value = control.element["action_id"], str(control.element.get("value") or "")
                if name == turn.presses and (name, value) not in self._pressed:
                    yield message["ts"], control

    async def _fill_in(self, turn: Turn, before: str | None) -> None:
        """Enter and send what the story wants in the window that has opened, slowly enough to be watched."""
        view = await self._once_there(lambda: _other_than(before, self._top_view(turn.who)))
        if view is None:
            return
        await self._rest(_READS_WINDOW)
        self._workspace.fill(turn.who, view, turn.fills)
        self._feed.add("views", user=turn.who)
        await self._rest(_READS_WINDOW)
        answer = await self._workspace.submit_view(turn.who, view)
        if answer.get("errors"):
            await self._workspace.close_view(turn.who, view)
        # As when a person sends a window, the workspace tells nobody that it has closed.
        self._feed.add("views", user=turn.who)

    def _top_view(self, who: str) -> str | None:
        views = self._workspace.views_of(who)
        return str(views[-1]["id"]) if views else None

    async def _once_there(self, look: Callable[[], Found | None]) -> Found | None:
        """Look until there is something; None where the bot has not brought it in time."""
        until = self._workspace.monotonic() + _BOT_WITHIN
        while (found := look()) is None and self._workspace.monotonic() < until:
            await self._sleep(_LOOKS_EVERY)
        return found


def _other_than(before: str | None, now: str | None) -> str | None:
    return None if now == before else now


def _in_the_morning(at: datetime, zone: ZoneInfo, *, latest: time = _LATEST) -> datetime:
    """Return this instant where it lies in the morning of a working day, else the beginning of the next such one."""
    local = at.astimezone(zone)
    if local.weekday() < _SATURDAY and _OPENS <= local.time() < latest:
        return at
    day = local.date() + timedelta(days=0 if local.time() < _OPENS else 1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _OPENS, tzinfo=zone).astimezone(UTC)


def _state(state: str, scene: Scene | None = None) -> JSON:
    return {
        "id": scene.id if scene else None,
        "title": scene.title if scene else "",
        "state": state,
        "hint": "",
        "who": "",
        "wants": "",
        "lang": scene.lang if scene else "",
        "channel": scene.channel if scene else "",
        "customer": scene.customer if scene else "",
        "agent": scene.agent if scene else "",
        "presses": "",
        "thread_ts": None,
        "suggestion": "",
    }
