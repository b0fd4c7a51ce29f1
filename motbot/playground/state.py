"""The state of a workspace and the few ways in which anything in it may change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import count
from time import monotonic as real_monotonic
from typing import TYPE_CHECKING

from motbot.playground import payloads
from motbot.playground.changes import Change, Watchers
from motbot.playground.clocks import Stamps
from motbot.playground.conversation import Conversation, MessageRef
from motbot.playground.delivery import Delivery, Timetable
from motbot.playground.errors import CannotDo
from motbot.playground.tickets import ResponseUrls, SocketTickets, Triggers
from motbot.playground.view_stacks import ViewStacks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from motbot.playground.controls import Typed
    from motbot.playground.spec import JSON, UserSpec, WorkspaceSpec

SUBSCRIPTIONS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


@dataclass(frozen=True, kw_only=True)
class ApiCall:
    """One call of the Web API as the app made it; `error` is empty when it was answered with ok."""

    method: str
    args: JSON
    status: int
    error: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A payload that Slack would have refused, and why."""

    where: str
    payload: JSON
    problems: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Ephemeral:
    """A message that only `user` sees; `shown` is False where Slack answers ok and shows nothing."""

    user: str
    channel: str
    ts: str
    message: JSON
    shown: bool = True


class State:
    """Teams, people, conversations and views, with the delivery to the app; make a `Workspace` instead of this."""

    def __init__(
        self,
        spec: WorkspaceSpec,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = real_monotonic,
        timetable: Timetable | None = None,
    ) -> None:
        self.spec = spec
        self.app = spec.app
        self.team = spec.own_team
        self.now = now
        self.monotonic = monotonic
        self.stamps = Stamps(now)
        self.delivery = Delivery(monotonic=monotonic, timetable=timetable or Timetable())
        self.triggers = Triggers(monotonic)
        self.response_urls = ResponseUrls(monotonic)
        self.socket_tickets = SocketTickets(monotonic)
        self.views = ViewStacks()
        self.watchers = Watchers()
        self.users: dict[str, UserSpec] = {user.id: user for user in spec.users}
        self.conversations: dict[str, Conversation] = {}
        self.user_groups = {group.id: group for group in spec.user_groups}
        self.files: dict[str, JSON] = {}
        self.away: set[str] = set()
        """People who are not active in Slack, and so never see an ephemeral message."""
        self.token_state = ""
        """The error every call with the bot token is answered with, e.g. token_revoked; empty while it is good."""
        self.calls: list[ApiCall] = []
        self.refused: list[Refusal] = []
        self.posts_by_bot: Counter[str] = Counter()
        self._drafts: dict[str, Typed] = {}
        self._ims: dict[str, str] = {}
        self._ephemerals: dict[str, dict[MessageRef, Ephemeral]] = {}
        self._event_ids: dict[MessageRef, str] = {}
        self._numbers = count(1)
        self._add_bot()
        self._add_channels()

    def _add_bot(self) -> None:
        app = self.app
        bot = next((user for user in self.spec.users if user.id == app.bot_user_id), None)
        if bot is None:
            made = type(self.spec.users[0])(id=app.bot_user_id, name=app.bot_name, team_id=self.team.id)
            bot = replace(made, real_name=app.bot_name, is_bot=True, bot_id=app.bot_id, app_id=app.app_id)
        self.users[bot.id] = bot

    def _add_channels(self) -> None:
        for channel in self.spec.channels:
            self.conversations[channel.id] = Conversation(
                id=channel.id,
                kind="group" if channel.is_private else "channel",
                name=channel.name,
                members=dict.fromkeys(channel.members),
                teams=channel.teams or (self.team.id,),
                is_ext_shared=channel.is_ext_shared,
                created=self.stamps.seconds(),
            )

    def user(self, user_id: str) -> UserSpec:
        """Return a person, or refuse."""
        if user_id not in self.users:
            raise CannotDo(f"there is no user {user_id}")
        return self.users[user_id]

    def conversation(self, channel: str) -> Conversation:
        """Return a conversation by id, or refuse."""
        if channel not in self.conversations:
            raise CannotDo(f"there is no channel {channel}")
        return self.conversations[channel]

    def message(self, channel: str, ts: str) -> JSON:
        """Return a stored message, or refuse."""
        messages = self.conversation(channel).messages
        if ts not in messages:
            raise CannotDo(f"there is no message {ts} in {channel}")
        return messages[ts]

    def bot_is_in(self, conversation: Conversation) -> bool:
        """Whether the app gets the events of this conversation and may post in it."""
        return self.app.bot_user_id in conversation.members

    def im_with(self, user: str) -> Conversation:
        """Return the bot's direct message with a person, opened if need be."""
        self.user(user)
        if user not in self._ims:
            self._ims[user] = f"D{user[1:]}"
            members = dict.fromkeys((self.app.bot_user_id, user))
            self.conversations[self._ims[user]] = Conversation(
                id=self._ims[user], kind="im", members=members, created=self.stamps.seconds()
            )
        return self.conversations[self._ims[user]]

    def has_im(self, user: str) -> bool:
        """Whether the bot and this person have a direct message open."""
        return user in self._ims

    def next_id(self, letter: str) -> str:
        """Return a fresh id such as F0000000A."""
        return f"{letter}{next(self._numbers):09d}"

    def emit(self, event: JSON, conversation: Conversation | None = None) -> str | None:
        """Send an event to the app unless it may not see it or did not subscribe; returns the event's id."""
        if conversation is not None and not self.bot_is_in(conversation):
            return None
        if self.token_state and event["type"] not in {"tokens_revoked", "app_uninstalled"}:
            return None
        if not self._subscribed(event, conversation):
            return None
        event_id = self.next_id("Ev")
        self.delivery.send_event(
            payloads.event_callback(
                event,
                event_id=event_id,
                event_time=self.stamps.seconds(),
                app=self.app,
                team=self.team,
                conversation=conversation,
            )
        )
        return event_id

    def _subscribed(self, event: JSON, conversation: Conversation | None) -> bool:
        wanted = self.app.bot_events
        name = event["type"]
        if name == "message" and conversation is not None:
            name = SUBSCRIPTIONS[conversation.kind]
        return wanted is None or name in wanted

    def add_message(self, conversation: Conversation, message: JSON) -> None:
        """Store a new message and tell the app and whoever watches."""
        conversation.add(message)
        by_bot = message.get("bot_id") == self.app.bot_id
        if by_bot:
            self.posts_by_bot[conversation.id] += 1
        event_id = self.emit(payloads.message_event(message, conversation), conversation)
        if event_id is not None:
            self._event_ids[MessageRef(conversation.id, message["ts"])] = event_id
        self._tell("posted", conversation, message, by_bot=by_bot)

    def change_message(self, conversation: Conversation, new: JSON) -> None:
        """Put a new version in the place of a message with the same ts."""
        old = conversation.messages[new["ts"]]
        conversation.messages[new["ts"]] = new
        event = payloads.changed_event(new, old, conversation, self.stamps.next())
        self.emit(event, conversation)
        self._tell("edited", conversation, new, by_bot=new.get("bot_id") == self.app.bot_id)

    def remove_message(self, conversation: Conversation, ts: str) -> None:
        """Delete a message; one with replies leaves a tombstone, as in Slack."""
        old = conversation.messages[ts]
        if conversation.threads.get(ts):
            self.change_message(conversation, _tombstone(ts))
            return
        conversation.remove(ts)
        self.emit(payloads.deleted_event(old, conversation, self.stamps.next()), conversation)
        self._tell("deleted", conversation, old, by_bot=old.get("bot_id") == self.app.bot_id)

    def _tell(self, kind: str, conversation: Conversation, message: JSON, *, by_bot: bool) -> None:
        author = str(message.get("user", ""))
        change = Change(
            kind=kind, channel=conversation.id, ts=message["ts"], user=author, by_bot=by_bot, payload=message
        )
        self.watchers.tell(change)

    def show_ephemeral(self, user: str, conversation: Conversation, message: JSON) -> None:
        """Show a message to one person only, where Slack would show it at all."""
        parent = message.get("thread_ts")
        shown = user not in self.away and (parent is None or bool(conversation.threads.get(parent)))
        ref = MessageRef(conversation.id, message["ts"])
        ephemeral = Ephemeral(user=user, channel=ref.channel, ts=ref.ts, message=message, shown=shown)
        self._ephemerals.setdefault(user, {})[ref] = ephemeral
        self.watchers.tell(
            Change(kind="ephemeral", channel=ref.channel, ts=ref.ts, user=user, by_bot=True, payload=message)
        )

    def hide_ephemeral(self, user: str, ref: MessageRef) -> None:
        """Show an ephemeral message no more, though it is still there for the app."""
        self._ephemerals[user][ref] = replace(self._ephemerals[user][ref], shown=False)

    def drop_ephemeral(self, user: str, ref: MessageRef) -> None:
        """Take an ephemeral message away."""
        self._ephemerals.get(user, {}).pop(ref, None)

    def ephemeral(self, user: str, ref: MessageRef) -> Ephemeral | None:
        """Return an ephemeral message of this person."""
        return self._ephemerals.get(user, {}).get(ref)


def _tombstone(ts: str) -> JSON:
    return {
        "type": "message",
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "text": "This message was deleted.",
        "hidden": True,
        "thread_ts": ts,
        "ts": ts,
    }
