"""What one person sees of the workspace, as the page's JSON: nothing that the person may not read gets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.loopback.refusals import PageRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from motbot.playground.conversation import Conversation
    from motbot.playground.page.feed import Note
    from motbot.playground.spec import JSON, UserSpec
    from motbot.playground.workspace import Workspace

MESSAGES_AT_MOST = 500
"""Of each conversation, the newest, together with the first messages of their threads."""
_COLORS = 8
_TYPING_LIVES = 4.0
"""Seconds after which nobody is told any more that somebody was typing."""


class Sight:
    """Looks at a workspace with one person's eyes."""

    def __init__(self, workspace: Workspace, *, roles: Mapping[str, str]) -> None:
        self._workspace = workspace
        self._roles = roles

    def person(self, user: str) -> UserSpec:
        """Return the person somebody wants to act or look as; nobody acts as a bot or as one who has left."""
        found = self._workspace.users.get(user)
        if found is None or found.is_bot or found.deleted:
            raise PageRefused(403, "no_such_person", "There is no such person to act as.")
        return found

    def everything(self, viewer: str) -> JSON:
        """Return all that the person sees now."""
        workspace = self._workspace
        rooms = self._rooms(viewer)
        shown = [one for one in workspace.ephemerals(viewer) if one.shown]
        return {
            "viewer": viewer,
            "team": {"id": workspace.team.id, "name": workspace.team.name, "url": workspace.team.url},
            "app": {"user": workspace.app.bot_user_id, "name": workspace.app.bot_name},
            "people": self.people(),
            "channels": self.channels(viewer),
            "messages": {room.id: self._newest(room) for room in rooms},
            "ephemerals": [self._ephemeral(one.message, one.channel) for one in shown],
            "views": workspace.views_as_filled(viewer),
            "home": workspace.home(viewer),
        }

    def people(self) -> list[JSON]:
        """Return everybody of the workspace."""
        everybody = enumerate(self._workspace.users.values())
        return [self._shown_person(user, place % _COLORS) for place, user in everybody if not user.deleted]

    def channels(self, viewer: str) -> list[JSON]:
        """Return the conversations the person is in."""
        return [self._shown_channel(room) for room in self._rooms(viewer)]

    def told(self, note: Note, viewer: str, monotonic: float) -> JSON | None:
        """Return what a person is told of something that happened, as things stand now; None where it is not theirs."""
        if note.kind in {"clock", "scene", "app"}:
            return note.payload
        if note.kind in {"views", "home", "ephemeral", "dismissed"}:
            return self._own(note) if note.user == viewer else None
        if note.kind == "membership":
            return self._membership(note, viewer)
        if not self._is_in(viewer, note.channel):
            return None
        if note.kind == "typing":
            fresh = monotonic - note.at < _TYPING_LIVES and note.user != viewer
            return {"user": note.user, "channel": note.channel} if fresh else None
        return self._message_or_gone(note)

    def _own(self, note: Note) -> JSON:
        if note.kind == "views":
            return {"views": self._workspace.views_as_filled(note.user)}
        if note.kind == "home":
            return {"home": self._workspace.home(note.user)}
        if note.kind == "dismissed":
            return {"channel": note.channel, "ts": note.ts}
        return {"message": self._ephemeral(note.payload, note.channel)}

    def _message_or_gone(self, note: Note) -> JSON:
        room = self._workspace.conversation(note.channel)
        if note.ts in room.messages:
            return {"kind": "message", "message": self._message(room, note.ts)}
        return {"kind": "gone", "channel": note.channel, "ts": note.ts}

    def _membership(self, note: Note, viewer: str) -> JSON | None:
        if note.user != viewer and not self._is_in(viewer, note.channel):
            return None
        return {"channel": note.channel, "user": note.user, "channels": self.channels(viewer)}

    def _is_in(self, viewer: str, channel: str) -> bool:
        room = self._workspace.conversations.get(channel)
        return room is not None and viewer in room.members

    def _rooms(self, viewer: str) -> list[Conversation]:
        return [room for room in self._workspace.conversations.values() if viewer in room.members]

    def _newest(self, room: Conversation) -> list[JSON]:
        stamps = list(room.messages)
        newest = stamps[-MESSAGES_AT_MOST:]
        parents = {room.messages[ts].get("thread_ts") for ts in newest}
        first = [ts for ts in stamps[:-MESSAGES_AT_MOST] if ts in parents]
        return [self._message(room, ts) for ts in (*first, *newest)]

    def _message(self, room: Conversation, ts: str) -> JSON:
        message = room.messages[ts]
        return self._shown(message, room.id) | {"reply_count": len(room.threads.get(ts, ()))}

    def _ephemeral(self, message: JSON, channel: str) -> JSON:
        return self._shown(message, channel) | {"ephemeral": True}

    def _shown(self, message: JSON, channel: str) -> JSON:
        by_app = message.get("bot_id") == self._workspace.app.bot_id
        thread = message.get("thread_ts")
        reactions = [{"name": one["name"], "users": one["users"]} for one in message.get("reactions", [])]
        key = message.get("metadata", {}).get("event_payload", {}).get("key")
        return {
            "channel": channel,
            "ts": message["ts"],
            "thread_ts": thread if thread != message["ts"] else None,
            "user": self._author(message),
            "text": message.get("text", ""),
            "blocks": message.get("blocks") if by_app else None,
            "edited": "edited" in message,
            "deleted": message.get("subtype") == "tombstone",
            "reactions": reactions,
            "by_app": by_app,
            "ephemeral": False,
            "reply_count": 0,
            "key": key if by_app and isinstance(key, str) else None,
        }

    def _author(self, message: JSON) -> str:
        if message.get("user"):
            return str(message["user"])
        everybody = self._workspace.users.values()
        return next((user.id for user in everybody if user.bot_id and user.bot_id == message.get("bot_id")), "")

    def _shown_person(self, user: UserSpec, color: int) -> JSON:
        return {
            "id": user.id,
            "name": user.real_name or user.name,
            "team": self._team_name(user.team_id),
            "ours": user.team_id == self._workspace.team.id,
            "role": self._roles.get(user.id) or self._role(user),
            "color": color,
            "locale": user.locale or "en-US",
            "tz": user.tz,
        }

    def _role(self, user: UserSpec) -> str:
        if user.is_bot:
            return "bot"
        if user.is_guest:
            return "guest"
        return "colleague" if user.team_id == self._workspace.team.id else "customer"

    def _team_name(self, team: str) -> str:
        return next((one.name for one in self._workspace.spec.teams if one.id == team), "")

    def _shown_channel(self, room: Conversation) -> JSON:
        return {
            "id": room.id,
            "name": self._workspace.app.bot_name if room.is_im else room.name,
            "kind": "im" if room.is_im else "channel",
            "shared": room.is_ext_shared,
            "archived": room.is_archived,
            "members": list(room.members),
        }
