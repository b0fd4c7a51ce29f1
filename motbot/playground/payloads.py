"""The payloads Slack sends to an app: event wrappers, interactions, submissions, commands and shortcuts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON, AppSpec, TeamSpec, UserSpec

VERIFICATION_TOKEN = "playground-verification"  # noqa: S105 - Slack's legacy token, invented


def event_callback(
    event: JSON, *, event_id: str, event_time: int, app: AppSpec, team: TeamSpec, conversation: Conversation | None
) -> JSON:
    """Wrap an event as the Events API does."""
    place = conversation.id if conversation else "none"
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": event_time,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(conversation and conversation.is_ext_shared),
        "event_context": f"4-{hashlib.sha256((event_id + place).encode()).hexdigest()[:32]}",
    }


def message_event(message: JSON, conversation: Conversation) -> JSON:
    """Return the `message` event of a stored message."""
    return _shown(message, conversation) | _place(conversation, message["ts"])


def changed_event(new: JSON, old: JSON, conversation: Conversation, ts: str) -> JSON:
    """Return the `message_changed` event of an edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": _shown(new, conversation),
        "previous_message": _shown(old, conversation),
        "hidden": True,
        "ts": ts,
        **_place(conversation, ts),
    }


def deleted_event(old: JSON, conversation: Conversation, ts: str) -> JSON:
    """Return the `message_deleted` event."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": _shown(old, conversation),
        "deleted_ts": old["ts"],
        "hidden": True,
        "ts": ts,
        **_place(conversation, ts),
    }


def _shown(message: JSON, conversation: Conversation) -> JSON:
    shown = {key: value for key, value in message.items() if key != "metadata"}
    if conversation.is_ext_shared and "team" in message:
        shown |= {"source_team": message["team"], "user_team": message["team"]}
    return shown


def _place(conversation: Conversation, event_ts: str) -> JSON:
    return {"channel": conversation.id, "channel_type": conversation.kind, "event_ts": event_ts}


def interaction(kind: str, *, user: UserSpec, app: AppSpec, team: TeamSpec, trigger_id: str) -> JSON:
    """Return what block_actions, view_submission, view_closed and message_action have in common."""
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": app.app_id,
        "token": VERIFICATION_TOKEN,
        "trigger_id": trigger_id,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_stub(conversation: Conversation) -> JSON:
    """Return a channel as interactions name it."""
    names = {"im": "directmessage", "group": "privategroup"}
    return {"id": conversation.id, "name": names.get(conversation.kind, conversation.name)}


def message_container(message: JSON, channel: str, *, is_ephemeral: bool) -> JSON:
    """Return the container of a press on a message."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel,
        "is_ephemeral": is_ephemeral,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    return container


def slash_command(
    *, command: str, text: str, user: UserSpec, conversation: Conversation, app: AppSpec, team: TeamSpec
) -> JSON:
    """Return a slash command's form; trigger and response URL are added by the caller."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": conversation.id,
        "channel_name": channel_stub(conversation)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": app.app_id,
        # A string, unlike everywhere else: commands travel as a form.
        "is_enterprise_install": "false",
    }
