"""People, bots and channels as the Web API shows them to the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON, UserSpec
    from motbot.playground.state import State


def user_json(state: State, user: UserSpec, *, include_locale: bool = False) -> JSON:
    """Return a `user` object; of deactivated people and strangers Slack says less, of outsiders never the locale."""
    outsider = user.team_id != state.team.id
    shown: JSON = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": {
            "real_name": user.real_name or user.name,
            "display_name": user.name,
            "team": user.team_id,
            "status_text": "",
            "status_emoji": "",
        },
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if user.is_bot:
        shown["profile"] |= {"bot_id": user.bot_id, "api_app_id": user.app_id or ""}
    if outsider:
        shown["is_stranger"] = not shares_a_channel(state, user.id)
    if user.deleted:
        return shown
    shown |= {
        "real_name": user.real_name or user.name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset,
        "color": "9f69e7",
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
    if include_locale and not outsider:
        shown["locale"] = user.locale or "en-US"
    return shown


def shares_a_channel(state: State, user: str) -> bool:
    """Whether the person and the bot are in some channel together."""
    return any(
        user in conversation.members and state.bot_is_in(conversation) and not conversation.is_im
        for conversation in state.conversations.values()
    )


def channel_json(state: State, conversation: Conversation, *, count_members: bool = False) -> JSON:
    """Return a `channel` object."""
    shown: JSON = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.is_archived,
        "is_im": conversation.is_im,
        "is_org_shared": False,
    }
    if conversation.is_im:
        partner = next(user for user in conversation.members if user != state.app.bot_user_id)
        return shown | {"user": partner, "is_user_deleted": state.users[partner].deleted, "is_open": True}
    shown |= {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": True,
        "is_group": False,
        "is_mpim": False,
        "is_private": conversation.is_private,
        "is_general": False,
        "is_shared": conversation.is_ext_shared,
        "is_ext_shared": conversation.is_ext_shared,
        "is_pending_ext_shared": False,
        "is_member": state.bot_is_in(conversation),
        "context_team_id": state.team.id,
        "shared_team_ids": list(conversation.teams),
        "creator": next(iter(conversation.members), ""),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
    if conversation.is_ext_shared:
        shown["connected_team_ids"] = [team for team in conversation.teams if team != state.team.id]
        shown["conversation_host_id"] = conversation.teams[0]
    if count_members:
        shown["num_members"] = len(conversation.members)
    return shown
