"""The workspace that the open playground shows: our company, two customers, and an internal help desk; all invented."""

from __future__ import annotations

from motbot.playground.spec import AppSpec, ChannelSpec, TeamSpec, UserGroupSpec, UserSpec, WorkspaceSpec

OURS, HOTELS, QINGHE = "T0OURTEAM", "T0CUSTOMER", "T0QINGHE"
VOICES = {
    "customer": "U0CARLA",
    "agent": "U0ALICE",
    "lead": "U0LEAD",
    "colleague": "U0COLLEAGUE",
    "customer_zh": "U0CHEN",
    "agent_zh": "U0BEN",
    "lead_zh": "U0LAN",
    "colleague_zh": "U0MEI",
}
"""Who speaks for each role, in English and in Chinese."""
SPEAKERS = VOICES | {"customer_second": "U0OMAR", "customer_second_zh": "U0ZHOU"}
"""Everybody who may have lines in a scene."""


def town(app: AppSpec | None = None) -> WorkspaceSpec:
    """Return the workspace; its watched channels, agents and groups are those of the shipped playground config."""
    app = app or AppSpec(bot_name="motbot")
    ours = (app.bot_user_id, "U0ALICE", "U0BEN", "U0LEAD", "U0LAN")
    return WorkspaceSpec(
        teams=(
            TeamSpec(id=OURS, name="Brightmoor Supplies", domain="brightmoor"),
            TeamSpec(id=HOTELS, name="Harrow Lane Hotels", domain="harrowlane"),
            TeamSpec(id=QINGHE, name="青禾餐饮", domain="qinghe"),
        ),
        users=_people(),
        channels=(
            ChannelSpec(
                id="C0SUPPORT", name="harrow-lane-support", is_ext_shared=True, teams=(OURS, HOTELS),
                members=(*ours, "U0COLLEAGUE", "U0BRIDGE", "U0CARLA", "U0OMAR"),
            ),
            ChannelSpec(
                id="C0QINGHE", name="青禾-服务", is_ext_shared=True, teams=(OURS, QINGHE),
                members=(*ours, "U0MEI", "U0CHEN", "U0ZHOU"),
            ),
            ChannelSpec(id="C0HELP", name="ask-it", members=(*ours, "U0COLLEAGUE", "U0MEI")),
            ChannelSpec(id="C0HELPZH", name="内部求助", members=(*ours, "U0COLLEAGUE", "U0MEI")),
        ),
        user_groups=(UserGroupSpec(id="S0AGENTS", handle="agents", users=("U0ALICE", "U0BEN"), name="Agents"),),
        app=app,
    )  # fmt: skip


def _people() -> tuple[UserSpec, ...]:
    bridge = UserSpec(
        id="U0BRIDGE", name="helpdesk", real_name="Help Desk", team_id=OURS, is_bot=True, bot_id="B0BRIDGE",
        app_id="A0BRIDGE",
    )  # fmt: skip
    return (
        _european("U0ALICE", "alice", "Alice Winter", OURS),
        _chinese("U0BEN", "jiang", "江北辰", OURS),
        _european("U0LEAD", "lea", "Lea Okafor", OURS),
        _chinese("U0LAN", "lan", "沈岚", OURS),
        _european("U0COLLEAGUE", "cole", "Cole Vasquez", OURS),
        _chinese("U0MEI", "mei", "苏晓梅", OURS),
        bridge,
        _european("U0CARLA", "carla", "Carla Moreau", HOTELS),
        _european("U0OMAR", "omar", "Omar Haddad", HOTELS),
        _chinese("U0CHEN", "chen", "陈立", QINGHE),
        _chinese("U0ZHOU", "zhou", "周敏", QINGHE),
    )


def _european(user: str, name: str, real_name: str, team: str) -> UserSpec:
    return UserSpec(
        id=user, name=name, real_name=real_name, team_id=team, tz="Europe/Berlin", tz_offset=3600, locale="en-GB"
    )


def _chinese(user: str, name: str, real_name: str, team: str) -> UserSpec:
    return UserSpec(
        id=user, name=name, real_name=real_name, team_id=team, tz="Asia/Shanghai", tz_offset=28_800, locale="zh-CN"
    )
