"""What can be seen: by a test, and by each person in the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from motbot.playground.state import Ephemeral, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.changes import Change
    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One thing a person can see; `kind` is message, ephemeral, modal or home."""

    kind: str
    channel: str
    ts: str
    author: str
    by_bot: bool
    text: str
    payload: JSON


class Looking(State):
    """The views on the workspace for asserting."""

    def history(self, channel: str) -> list[JSON]:
        """Return every message of a channel, replies included, oldest first."""
        conversation = self.conversation(channel)
        return [conversation.rendered(ts) for ts in conversation.messages]

    def dm(self, user: str) -> list[JSON]:
        """Return the messages in the bot's direct message with a person, oldest first, with their current blocks."""
        return self.history(self.im_with(user).id) if self.has_im(user) else []

    def ephemerals(self, user: str) -> list[Ephemeral]:
        """Return the ephemeral messages sent to a person, also those that Slack would not have shown."""
        return list(self._ephemerals.get(user, {}).values())

    def views_of(self, user: str) -> list[JSON]:
        """Return a person's open modals, the topmost last."""
        return self.views.stack(user)

    def home(self, user: str) -> JSON | None:
        """Return a person's App Home, None when the app never published one."""
        return self.views.home(user)

    def visible_to(self, user: str) -> list[Seen]:
        """Return everything this person can see, of whoever."""
        messages = [
            self._seen("message", message, conversation.id)
            for conversation in self.conversations.values()
            if self._may_read(user, conversation)
            for message in conversation.walk()
        ]
        shown = [ephemeral for ephemeral in self.ephemerals(user) if ephemeral.shown]
        ephemerals = [self._seen("ephemeral", ephemeral.message, ephemeral.channel) for ephemeral in shown]
        views = [self._seen_view("modal", view) for view in self.views_of(user)]
        home = self.home(user)
        return [*messages, *ephemerals, *views, *([self._seen_view("home", home)] if home else [])]

    def of_bot_visible_to(self, user: str) -> list[Seen]:
        """Return everything of the bot's making that this person can see."""
        return [seen for seen in self.visible_to(user) if seen.by_bot]

    @property
    def unacked(self) -> int:
        """How many envelopes the app has neither acknowledged nor lost."""
        return self.delivery.unacked

    async def drained(self) -> None:
        """Wait until everything sent is acknowledged or given up."""
        await self.delivery.drained()

    def on_change(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call back at every change, in the loop and at once; returns what ends it."""
        return self.watchers.subscribe(callback)

    def _may_read(self, user: str, conversation: Conversation) -> bool:
        if user in conversation.members:
            return True
        person = self.user(user)
        public = conversation.kind == "channel" and person.team_id in conversation.teams
        return public and not person.is_guest and not person.deleted

    def _seen(self, kind: str, message: JSON, channel: str) -> Seen:
        by_bot = message.get("bot_id") == self.app.bot_id
        author = str(message.get("user") or message.get("bot_id") or "")
        return Seen(
            kind=kind,
            channel=channel,
            ts=message["ts"],
            author=author,
            by_bot=by_bot,
            text=message["text"],
            payload=message,
        )

    def _seen_view(self, kind: str, view: JSON) -> Seen:
        author = self.app.bot_user_id
        return Seen(kind=kind, channel="", ts=view["id"], author=author, by_bot=True, text="", payload=view)
