"""What anybody might send us about sheets, also what Slack's own client would never let them send; and what comes back.

The payloads go over the real socket to the real bot, and every call it makes in answer is recorded.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from motbot.playground import payloads
from motbot.playground.spec import JSON
from motbot.playground.state import ApiCall
from motbot.slack.sheet_refs import COMMENT, MARKS, SHEET, SheetFrame, SheetRef
from tests.scenarios.roles import LOBBY
from tests.scenarios.stage import Stage

SHOWING = ("views.", "chat.", "response")
HOME, TAKEN = "home", "taken"
OPENING = frozenset({"review", "mine", "report", "status", "try"})
"""The commands that open a window."""
MARKED = {"mark_whole": {"type": "static_select", "selected_option": {"value": "1"}}}
REMARKED = {
    "remark_row": {"type": "static_select", "selected_option": {"value": "whole"}},
    "remark_kind": {"type": "radio_buttons", "selected_option": {"value": "context"}},
    "remark_text": {"type": "plain_text_input", "value": "The customer rang as well."},
}
"""What is typed and chosen in the two windows, by field."""
_FLEETING = frozenset({"trigger_id", "view_id", "hash", "block_id", "limit"})
_PLACES = frozenset({"channel", "ts"})


@dataclass(frozen=True, slots=True)
class Knock:
    """One try: what was acknowledged, what was called, and what the person sees in the end."""

    user: str
    answer: Mapping[str, object]
    calls: tuple[ApiCall, ...]
    seen: str

    @property
    def shown(self) -> str:
        """All that the bot gave anybody to see."""
        given = [one.args for one in self.calls if one.method.startswith(SHOWING)]
        return json.dumps([dict(self.answer), given], ensure_ascii=False) + self.seen

    @property
    def looks(self) -> tuple[str, ...]:
        """What could be told from outside: the acknowledgement, every call in its order, every word that is shown.

        Which channel Slack was asked about is left out: only how often and when could be seen by how long it takes.
        """
        calls = (f"{one.method} {_steady(one.args)}" for one in self.calls)
        return (_steady(self.answer), *calls)

    @property
    def words(self) -> tuple[str, str]:
        """What the person reads, in an answer or in a window."""
        return (_steady(self.answer), _steady(json.loads(self.seen)))


class Door:
    """Sends, and waits until the bot has done all that it does about it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._slack = stage.workspace
        self.calls = 0
        """How many calls of the bot belong to what was sent here."""
        self.held = 0
        """How many jobs a test holds up."""

    async def types(self, user: str, words: str, *, room: str = LOBBY.id) -> Knock:
        """`/mot` with these words, in a channel; they have no window open."""
        self._slack.views.clear(user)
        form = payloads.slash_command(
            command="/mot",
            text=words,
            user=self._slack.user(user),
            conversation=self._slack.conversation(room),
            app=self._slack.app,
            team=self._slack.team,
        )
        opens = words.split(maxsplit=1)[0] in OPENING
        trigger = {"trigger_id": self._slack.triggers.issue(user)}
        return await self._sends(user, "slash_commands", form | trigger, last="views.update" if opens else "")

    async def chooses(self, user: str, channel: str, ts: str, *, callback: str = "review_thread") -> Knock:
        """A shortcut in the menu of a message."""
        message = {"type": "message", "user": user, "text": "", "ts": ts}
        given = {
            "callback_id": callback,
            "action_ts": self._slack.stamps.next(),
            "channel": {"id": channel, "name": "whatever"},
            "message_ts": ts,
            "message": message,
        }
        return await self._sends(user, "interactive", self._interaction("message_action", user) | given)

    async def presses_note(self, user: str, review: int) -> Knock:
        """Open the sheet, the button of a message that tells of one."""
        given = {
            "container": {"type": "message", "message_ts": "1.000100", "channel_id": "D1"},
            "channel": {"id": "D1", "name": "directmessage"},
            "actions": [self._action("open_sheet", SheetRef(review=review).value)],
        }
        return await self._sends(user, "interactive", self._interaction("block_actions", user) | given)

    async def presses(self, user: str, action: str, review: int, *, page: int = 0) -> Knock:
        """A button of a sheet's window, whose review and page are forged."""
        ref = SheetRef(review=review, page=page)
        view = self._window(user, SHEET, ref)
        given = {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view | {"state": {"values": {}}},
            "actions": [self._action(action, ref.value)],
        }
        last = "views.push" if action in {MARKS, COMMENT} else "views.update"
        trigger = {"trigger_id": self._slack.triggers.issue(user, str(view["id"]))}
        return await self._sends(
            user, "interactive", self._interaction("block_actions", user) | given | trigger, last=last
        )

    async def submits(self, user: str, callback: str, review: int, values: Mapping[str, object]) -> Knock:
        """Marks or a remark, on a review that is forged. What is taken is shown in the window below."""
        view = self._window(user, callback, SheetRef(review=review, page=1))
        state = {"state": {"values": {name: {name: value} for name, value in values.items()}}}
        given = {"view": view | state, "response_urls": []}
        return await self._sends(user, "interactive", self._interaction("view_submission", user) | given, last=TAKEN)

    async def opens_home(self, user: str) -> Knock:
        """The App Home."""
        self._slack.views._homes.pop(user, None)
        event = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": HOME}
        before = self._fresh()
        self._stage.tells_event(event | {"event_ts": self._slack.stamps.next()})
        return await self._end(user, {}, before, last="views.publish")

    def _fresh(self) -> int:
        """Nothing is remembered, so that every try asks Slack all it needs."""
        self._stage.bot.directory.forget()
        return len(self._slack.calls)

    def _window(self, user: str, callback: str, ref: SheetRef) -> JSON:
        """A window that somebody has open; what it carries claims to be of a sheet."""
        titled = {"type": "modal", "title": {"type": "plain_text", "text": "-"}, "blocks": []}
        frame = {"callback_id": callback, "private_metadata": SheetFrame(ref=ref).metadata}
        return dict(self._slack.views.open(user, self._slack.stored_view(titled | frame)))

    def _interaction(self, kind: str, user: str) -> JSON:
        """What all interactions have in common, with a trigger."""
        person, slack = self._slack.user(user), self._slack
        trigger = slack.triggers.issue(user)
        return dict(payloads.interaction(kind, user=person, app=slack.app, team=slack.team, trigger_id=trigger))

    def _action(self, action: str, value: str) -> JSON:
        ids = {"type": "button", "action_id": action, "block_id": "b", "value": value}
        return ids | {"action_ts": self._slack.stamps.next()}

    async def _sends(self, user: str, kind: str, payload: Mapping[str, object], *, last: str = "views.update") -> Knock:
        before = self._fresh()
        answer = await self._slack.delivery.ask(kind, dict(payload))
        return await self._end(user, answer, before, last=last)

    async def _end(self, user: str, answer: Mapping[str, object], before: int, *, last: str) -> Knock:
        """Wait for the last call that it makes by itself, then for the jobs behind it."""
        calls = self._slack.calls
        last = "views.update" if last == TAKEN and not answer else last
        # What was answered at once opens no window.
        if last not in {"", TAKEN} and not answer:
            await self._stage.until(_called(calls, before, last))
        await self._stage.rests(but=self.held)
        made = tuple(calls[before:])
        self.calls += len(made)
        home = self._slack.home(user) if last == "views.publish" else None
        seen = [*self._slack.views_of(user), *([home] if home else [])]
        blocks = [view["blocks"] for view in seen]
        return Knock(user, answer, made, json.dumps(blocks, ensure_ascii=False))


def _called(calls: list[ApiCall], before: int, last: str) -> Callable[[], bool]:
    """Whether a method has been called since."""
    return lambda: any(one.method == last for one in calls[before:])


def _steady(part: object) -> str:
    """A payload without what differs from one time to the next, nor what the person has sent themselves."""
    return json.dumps(_without(part), ensure_ascii=False, sort_keys=True)


def _without(part: object) -> object:
    if isinstance(part, Mapping):
        kept = {name: "-" if name in _PLACES else _without(value) for name, value in part.items()}
        return {name: value for name, value in kept.items() if name not in _FLEETING}
    return [_without(one) for one in part] if isinstance(part, list) else part
