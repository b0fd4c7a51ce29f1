"""Methods about the app itself: auth.test, team.info, bots.info, files.info."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.call import Call
    from motbot.playground.spec import JSON


def auth_test(call: Call) -> JSON:
    """Say who the token is."""
    state = call.workspace
    return {
        "url": state.team.url,
        "team": state.team.name,
        "team_id": state.team.id,
        "user": state.app.bot_name,
        "user_id": state.app.bot_user_id,
        "bot_id": state.app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> JSON:
    """Describe a company that the bot can know of."""
    wanted = call.text("team", call.workspace.team.id)
    for team in call.workspace.spec.teams:
        if team.id == wanted:
            shown = {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}
            return {"team": shown}
    raise ApiError("team_not_found")


def bots_info(call: Call) -> JSON:
    """Describe a bot by its bot_id."""
    wanted = call.required("bot")
    for user in call.workspace.users.values():
        if user.is_bot and user.bot_id == wanted:
            shown = {"id": wanted, "app_id": user.app_id, "user_id": user.id, "name": user.real_name or user.name}
            return {"bot": shown | {"deleted": user.deleted, "updated": 0, "icons": {}}}
    raise ApiError("bot_not_found")


def files_info(call: Call) -> JSON:
    """Describe a file."""
    file = call.workspace.files.get(call.required("file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": file}


METHODS: dict[str, Callable[[Call], JSON]] = {
    "auth.test": auth_test,
    "team.info": team_info,
    "bots.info": bots_info,
    "files.info": files_info,
}
