"""Methods about people and user groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError
from motbot.playground.people import shares_a_channel, user_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.call import Call
    from motbot.playground.spec import JSON, UserGroupSpec


def info(call: Call) -> JSON:
    """Describe a person or a bot."""
    user = call.workspace.users.get(call.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user_json(call.workspace, user, include_locale=call.flag("include_locale"))}


def list_all(call: Call) -> JSON:
    """Return everybody of our team, and the outsiders who share a channel with the bot."""
    state = call.workspace
    near = [one for one in state.users.values() if one.team_id == state.team.id or shares_a_channel(state, one.id)]
    locale = call.flag("include_locale")
    return {"cache_ts": state.stamps.seconds()} | call.page(
        [user_json(state, user, include_locale=locale) for user in near], "members"
    )


def groups(call: Call) -> JSON:
    """Return the user groups."""
    with_users = call.flag("include_users")
    return {"usergroups": [_group(call, group, with_users=with_users) for group in call.workspace.user_groups.values()]}


def group_members(call: Call) -> JSON:
    """Return who is in a user group."""
    group = call.workspace.user_groups.get(call.required("usergroup"))
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


def _group(call: Call, group: UserGroupSpec, *, with_users: bool) -> JSON:
    shown: JSON = {
        "id": group.id,
        "team_id": call.workspace.team.id,
        "is_usergroup": True,
        "name": group.name or group.handle,
        "handle": group.handle,
        "user_count": len(group.users),
        "date_delete": 0,
    }
    return shown | ({"users": list(group.users)} if with_users else {})


METHODS: dict[str, Callable[[Call], JSON]] = {
    "users.info": info,
    "users.list": list_all,
    "usergroups.list": groups,
    "usergroups.users.list": group_members,
}
