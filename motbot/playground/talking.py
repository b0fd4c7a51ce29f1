"""What people do in conversations: post, edit, delete, react, come and go, each with the events it causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.changes import Change
from motbot.playground.errors import CannotDo
from motbot.playground.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON


class Talking(State):
    """The human verbs of conversations."""

    def post(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        thread_ts: str | None = None,
        files: Sequence[str] = (),
        broadcast: bool = False,
    ) -> str:
        """Write a message, in a thread if asked, with files named by their titles; returns its ts."""
        person, conversation = self.user(user), self._writable(user, channel)
        message: JSON = {
            "type": "message",
            "user": user,
            "team": person.team_id,
            "text": text,
            "ts": self.stamps.next(),
            "client_msg_id": self.next_id("client-message-"),
        }
        if text:
            message["blocks"] = [_rich_text(text, self.next_id("b"))]
        if thread_ts is not None:
            message |= self._thread_keys(conversation, thread_ts)
            if broadcast:
                message["subtype"] = "thread_broadcast"
        if files:
            message |= self._attached(files, person.id, conversation)
        self.add_message(conversation, message)
        self._mention_app(conversation, message)
        return str(message["ts"])

    def post_as_bridge(
        self, bot: str, channel: str, text: str, *, username: str | None = None, thread_ts: str | None = None
    ) -> str:
        """Let a help-desk bot post; with `username` it carries the bot_message subtype, without it a bot_profile."""
        bridge, conversation = self.user(bot), self._writable(bot, channel)
        message: JSON = {"type": "message", "text": text, "ts": self.stamps.next(), "bot_id": bridge.bot_id}
        if username is not None:
            message |= {"subtype": "bot_message", "username": username, "icons": {"emoji": ":ticket:"}}
        else:
            message |= {"user": bot, "team": bridge.team_id, "app_id": bridge.app_id}
            message["bot_profile"] = self.bot_profile(bot)
        if thread_ts is not None:
            message |= self._thread_keys(conversation, thread_ts)
        self.add_message(conversation, message)
        return str(message["ts"])

    def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Change the text of one's own message."""
        conversation, message = self._own(user, channel, ts)
        edited = {"user": user, "ts": self.stamps.next()}
        blocks = [_rich_text(text, self.next_id("b"))]
        self.change_message(conversation, message | {"text": text, "blocks": blocks, "edited": edited})

    def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message; one with replies leaves a tombstone and a message_changed event."""
        conversation, _ = self._own(user, channel, ts)
        self.remove_message(conversation, ts)

    def unfurl(self, channel: str, ts: str) -> None:
        """Let Slack add a link preview: a message_changed event that leaves the text as it was."""
        preview = [{"id": 1, "fallback": "a link", "title": "a link"}]
        self.change_message(self.conversation(channel), self.message(channel, ts) | {"attachments": preview})

    def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """Add a reaction."""
        self._reaction(user, channel, ts, name, added=True)

    def unreact(self, user: str, channel: str, ts: str, name: str) -> None:
        """Take a reaction back."""
        self._reaction(user, channel, ts, name, added=False)

    def join(self, user: str, channel: str, *, inviter: str | None = None) -> None:
        """Become a member; the bot too joins this way when somebody invites it."""
        person, conversation = self.user(user), self.conversation(channel)
        if user in conversation.members:
            return
        if person.team_id not in conversation.teams:
            raise CannotDo(f"{user}'s company does not share {channel}")
        conversation.members[user] = None
        ts = self.stamps.next()
        text = f"<@{user}> has joined the channel"
        notice = {"type": "message", "subtype": "channel_join", "user": user, "text": text, "ts": ts}
        self.add_message(conversation, notice | ({"inviter": inviter} if inviter else {}))
        self._membership("member_joined_channel", conversation, user, {"inviter": inviter} if inviter else {})

    def leave(self, user: str, channel: str) -> None:
        """Stop being a member."""
        person, conversation = self.user(user), self.conversation(channel)
        if person.id not in conversation.members:
            return
        del conversation.members[user]
        text = f"<@{user}> has left the channel"
        notice = {"type": "message", "subtype": "channel_leave", "user": user, "text": text, "ts": self.stamps.next()}
        self.add_message(conversation, notice)
        self._membership("member_left_channel", conversation, user, {})

    def bot_profile(self, bot: str) -> JSON:
        """Return what Slack adds to a bot's messages."""
        profile = self.user(bot)
        return {
            "id": profile.bot_id,
            "app_id": profile.app_id,
            "user_id": bot,
            "name": profile.real_name or profile.name,
            "team_id": profile.team_id,
            "deleted": False,
            "updated": 0,
            "icons": {},
        }

    def _membership(self, kind: str, conversation: Conversation, user: str, extra: JSON) -> None:
        event = {
            "type": kind,
            "user": user,
            "channel": conversation.id,
            "channel_type": "G" if conversation.is_private else "C",
            "team": self.user(user).team_id,
            "event_ts": self.stamps.next(),
        }
        self.emit(event | extra, conversation)
        self.watchers.tell(Change(kind="membership", channel=conversation.id, user=user, payload=event))

    def _reaction(self, user: str, channel: str, ts: str, name: str, *, added: bool) -> None:
        conversation = self._writable(user, channel)
        message = self.message(channel, ts)
        before = {entry["name"]: list(entry["users"]) for entry in message.get("reactions", [])}
        users = before.setdefault(name, [])
        if (user in users) == added:
            raise CannotDo("already_reacted" if added else "no_reaction")
        (users.append if added else users.remove)(user)
        reactions = [{"name": key, "users": who, "count": len(who)} for key, who in before.items() if who]
        conversation.messages[ts] = message | {"reactions": reactions}
        event = {
            "type": "reaction_added" if added else "reaction_removed",
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": channel, "ts": ts},
            "event_ts": self.stamps.next(),
        }
        if "user" in message:
            event["item_user"] = message["user"]
        self.emit(event, conversation)
        self.watchers.tell(Change(kind="reaction", channel=channel, ts=ts, user=user, payload=event))

    def _mention_app(self, conversation: Conversation, message: JSON) -> None:
        if f"<@{self.app.bot_user_id}>" in message["text"] and not conversation.is_im:
            event = {key: value for key, value in message.items() if key != "reactions"}
            event |= {"type": "app_mention", "channel": conversation.id, "event_ts": message["ts"]}
            self.emit(event, conversation)

    def _writable(self, user: str, channel: str) -> Conversation:
        person, conversation = self.user(user), self.conversation(channel)
        if person.deleted:
            raise CannotDo(f"{user} is deactivated")
        if user not in conversation.members:
            raise CannotDo(f"{user} is not in {channel}")
        if conversation.is_archived:
            raise CannotDo(f"{channel} is archived")
        return conversation

    def _own(self, user: str, channel: str, ts: str) -> tuple[Conversation, JSON]:
        conversation, message = self._writable(user, channel), self.message(channel, ts)
        if message.get("user") != user or message.get("subtype") == "tombstone":
            raise CannotDo(f"message {ts} is not {user}'s own")
        return conversation, message

    def _thread_keys(self, conversation: Conversation, thread_ts: str) -> JSON:
        parent = conversation.messages.get(thread_ts)
        if parent is None:
            raise CannotDo(f"there is no message {thread_ts} in {conversation.id}")
        if parent.get("thread_ts", thread_ts) != thread_ts:
            raise CannotDo(f"{thread_ts} is a reply; a thread hangs on {parent['thread_ts']}")
        keys = {"thread_ts": thread_ts}
        if "user" in parent:
            keys["parent_user_id"] = parent["user"]
        return keys

    def _attached(self, titles: Sequence[str], user: str, conversation: Conversation) -> JSON:
        """Return the keys of a message with files; in a shared channel Slack says only that there is a file."""
        files = []
        for title in titles:
            file: JSON = {
                "id": self.next_id("F"),
                "name": title,
                "title": title,
                "user": user,
                "mimetype": "text/plain",
            }
            file |= {"filetype": "text", "size": 1, "created": self.stamps.seconds(), "channels": [conversation.id]}
            self.files[file["id"]] = file
            hidden = {"id": file["id"], "mode": "file_access", "file_access": "check_file_info"}
            files.append(hidden if conversation.is_ext_shared else file)
        return {"subtype": "file_share", "files": files, "upload": False}


def _rich_text(text: str, block_id: str) -> JSON:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}
