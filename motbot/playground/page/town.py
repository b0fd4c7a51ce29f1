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
    "colleague_zh": "U0MEI",
}
"""Who speaks for each role, in English and in Chinese."""

_BERLIN = {"tz": "Europe/Berlin", "tz_offset": 3600, "locale": "en-GB"}
_SHANGHAI = {"tz": "Asia/Shanghai", "tz_offset": 28_800, "locale": "zh-CN"}


def town(app: AppSpec | None = None) -> WorkspaceSpec:
    """Return the workspace; its watched channels, agents and groups are those of the shipped playground config."""
    app = app or AppSpec(bot_name="motbot")
    ours = (app.bot_user_id, "U0ALICE", "U0BEN", "U0LEAD")
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
    return (
        UserSpec(id="U0ALICE", name="alice", real_name="Alice Winter", team_id=OURS, **_BERLIN),
        UserSpec(id="U0BEN", name="jiang", real_name="江北辰", team_id=OURS, **_SHANGHAI),
        UserSpec(id="U0LEAD", name="lea", real_name="Lea Okafor", team_id=OURS, is_admin=True, **_BERLIN),
        UserSpec(id="U0COLLEAGUE", name="cole", real_name="Cole Vasquez", team_id=OURS, **_BERLIN),
        UserSpec(id="U0MEI", name="mei", real_name="苏晓梅", team_id=OURS, **_SHANGHAI),
        UserSpec(
            id="U0BRIDGE", name="helpdesk", real_name="Help Desk", team_id=OURS, is_bot=True,
            bot_id="B0BRIDGE", app_id="A0BRIDGE",
        ),
        UserSpec(id="U0CARLA", name="carla", real_name="Carla Moreau", team_id=HOTELS, **_BERLIN),
        UserSpec(id="U0OMAR", name="omar", real_name="Omar Haddad", team_id=HOTELS, **_BERLIN),
        UserSpec(id="U0CHEN", name="chen", real_name="陈立", team_id=QINGHE, **_SHANGHAI),
        UserSpec(id="U0ZHOU", name="zhou", real_name="周敏", team_id=QINGHE, **_SHANGHAI),
    )  # fmt: skip
