"""What an administrator, or an accident, does to the workspace: archive, remove, deactivate, revoke, raw events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from motbot.playground.conversation import MessageRef
from motbot.playground.people import user_json
from motbot.playground.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence


class Administering(State):
    """The verbs that change the workspace under the app's feet."""

    def archive(self, channel: str, by: str | None = None) -> None:
        """Archive a channel."""
        conversation = self.conversation(channel)
        conversation.is_archived = True
        kind = "group_archive" if conversation.is_private else "channel_archive"
        event = {"type": kind, "channel": channel, "user": by or self._somebody(), "event_ts": self.stamps.next()}
        self.emit(event, conversation)

    def remove_bot(self, channel: str, by: str | None = None) -> None:
        """Throw the bot out of a channel; the app hears that it left, and nothing of the channel afterwards."""
        conversation = self.conversation(channel)
        del conversation.members[self.app.bot_user_id]
        kind = "group_left" if conversation.is_private else "channel_left"
        event = {"type": kind, "channel": channel, "actor_id": by or self._somebody(), "event_ts": self.stamps.next()}
        self.emit(event)

    def deactivate(self, user: str) -> None:
        """Deactivate a person: out of every channel, their messages stay."""
        self.change_user(user, deleted=True)
        for conversation in self.conversations.values():
            if not conversation.is_im:
                conversation.members.pop(user, None)
        for group in tuple(self.user_groups.values()):
            if user in group.users:
                self.set_user_group(group.id, [member for member in group.users if member != user])

    def change_user(self, user: str, **fields: object) -> None:
        """Change a person's fields (tz, tz_offset, real_name, is_restricted, ...); the app gets user_change."""
        self.users[user] = replace(self.user(user), **fields)  # type: ignore[arg-type]
        self.emit({"type": "user_change", "user": user_json(self, self.users[user]), "event_ts": self.stamps.next()})

    def set_user_group(self, group_id: str, users: Sequence[str]) -> None:
        """Change who is in a user group."""
        group = self.user_groups[group_id]
        added = [user for user in users if user not in group.users]
        removed = [user for user in group.users if user not in users]
        self.user_groups[group_id] = replace(group, users=tuple(users))
        event = {
            "type": "subteam_members_changed",
            "subteam_id": group_id,
            "team_id": self.team.id,
            "added_users": added,
            "removed_users": removed,
            "event_ts": self.stamps.next(),
        }
        self.emit(event)

    def set_away(self, user: str, *, away: bool = True) -> None:
        """Let a person leave Slack: ephemeral messages sent meanwhile never show."""
        (self.away.add if away else self.away.discard)(user)

    def revoke_token(self) -> None:
        """Revoke the bot token: a last event says so, then every call answers token_revoked."""
        self._lose_token("token_revoked", "tokens_revoked")

    def uninstall(self) -> None:
        """Uninstall the app: a last event says so, then every call answers account_inactive."""
        self._lose_token("account_inactive", "app_uninstalled")

    def _lose_token(self, state: str, kind: str) -> None:
        self.token_state = state
        tokens = {"tokens": {"oauth": [], "bot": [self.app.bot_user_id]}} if kind == "tokens_revoked" else {}
        self.emit({"type": kind, **tokens, "event_ts": self.stamps.next()})

    def send_raw(self, payload: object) -> None:
        """Send any events_api payload, however malformed."""
        self.delivery.send_event(payload)

    def event_id(self, channel: str, ts: str) -> str:
        """Return the id of the event that told the app of a message."""
        return self._event_ids[MessageRef(channel, ts)]

    def redeliver(self, event_id: str, times: int = 1) -> None:
        """Send an event that the app was already sent once more, as a first delivery in a new envelope."""
        self.delivery.duplicate(event_id, times)

    def _somebody(self) -> str:
        return next(user.id for user in self.users.values() if user.team_id == self.team.id and not user.is_bot)
