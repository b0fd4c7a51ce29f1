"""What a playground workspace looks like before anybody has written a word: teams, people, channels and the app."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
"""Slack's own JSON, kept as it travels."""

DEFAULT_SCOPES = (
    "app_mentions:read channels:history channels:read chat:write commands groups:history groups:read "
    "im:history im:read im:write reactions:read team:read usergroups:read users:read"
)


@dataclass(frozen=True, kw_only=True)
class TeamSpec:
    """A company's workspace."""

    id: str
    name: str
    domain: str

    @property
    def url(self) -> str:
        """Where its pages are, with a slash at the end."""
        return f"https://{self.domain}.slack.com/"


@dataclass(frozen=True, kw_only=True)
class UserSpec:
    """A person or a bot; a bot that posts through an app of its own also has `bot_id` and `app_id`."""

    id: str
    name: str
    team_id: str
    real_name: str = ""
    tz: str = "Etc/UTC"
    tz_offset: int = 0
    locale: str | None = None
    is_bot: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False

    @property
    def is_guest(self) -> bool:
        """Whether Slack shows this person only the channels they were invited to."""
        return self.is_restricted or self.is_ultra_restricted


@dataclass(frozen=True, kw_only=True)
class ChannelSpec:
    """A channel; `teams` are the companies that share it (default: the app's own team only)."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    is_ext_shared: bool = False
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UserGroupSpec:
    """A user group such as @support."""

    id: str
    handle: str
    users: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class AppSpec:
    """The bot's app; `bot_events` narrows what it subscribed to, e.g. {"message.channels"}; None means everything."""

    app_id: str = "A0PLAYBOT"
    bot_user_id: str = "U0PLAYBOT"
    bot_id: str = "B0PLAYBOT"
    bot_name: str = "motbot"
    bot_token: str = "xoxb-playground"  # noqa: S105 - an invented token for a loopback server
    app_token: str = "xapp-playground"  # noqa: S105 - likewise
    signing_secret: str = "playground-signing-secret"  # noqa: S105 - likewise
    scopes: str = DEFAULT_SCOPES
    bot_events: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class WorkspaceSpec:
    """Everything that exists at the start; the first team is the one where the app is installed."""

    teams: tuple[TeamSpec, ...]
    users: tuple[UserSpec, ...]
    channels: tuple[ChannelSpec, ...]
    user_groups: tuple[UserGroupSpec, ...] = ()
    app: AppSpec = field(default_factory=AppSpec)

    def __post_init__(self) -> None:
        """Refuse a workspace that points at people or teams it does not have."""
        teams = {team.id for team in self.teams}
        people = {user.id for user in self.users} | {self.app.bot_user_id}
        for user in self.users:
            _require(user.team_id in teams, f"user {user.id} is of the unknown team {user.team_id}")
        for channel in self.channels:
            for member in channel.members:
                _require(member in people, f"channel {channel.id} has the unknown member {member}")
            for team in channel.teams:
                _require(team in teams, f"channel {channel.id} is shared with the unknown team {team}")

    @property
    def own_team(self) -> TeamSpec:
        """The team where the app is installed."""
        return self.teams[0]


def _require(condition: bool, complaint: str) -> None:
    if not condition:
        raise ValueError(complaint)


def two_companies() -> WorkspaceSpec:
    """Return a ready example: our team with agents, a guest and a bridge bot, and a customer's shared channel."""
    bot = AppSpec().bot_user_id
    ours, theirs = "T0OURTEAM", "T0CUSTOMER"
    return WorkspaceSpec(
        teams=(
            TeamSpec(id=ours, name="Ours", domain="ours"),
            TeamSpec(id=theirs, name="Customer", domain="customer"),
        ),
        users=(
            UserSpec(id="U0ALICE", name="alice", real_name="Alice Agent", team_id=ours, tz="Europe/Berlin"),
            UserSpec(id="U0BEN", name="ben", real_name="Ben Agent", team_id=ours, tz="Asia/Shanghai", locale="zh-CN"),
            UserSpec(id="U0COLLEAGUE", name="cole", real_name="Cole League", team_id=ours),
            UserSpec(id="U0LEAD", name="lea", real_name="Lea Lead", team_id=ours, is_admin=True),
            UserSpec(id="U0GUEST", name="gus", real_name="Gus Guest", team_id=ours, is_ultra_restricted=True),
            UserSpec(id="U0LEFT", name="lefty", real_name="Lefty Left", team_id=ours, deleted=True),
            UserSpec(
                id="U0BRIDGE", name="helpdesk", real_name="Help Desk", team_id=ours, is_bot=True,
                bot_id="B0BRIDGE", app_id="A0BRIDGE",
            ),
            UserSpec(id="U0CARLA", name="carla", real_name="Carla Customer", team_id=theirs),
            UserSpec(id="U0CHEN", name="chen", real_name="陈客户", team_id=theirs, tz="Asia/Shanghai"),
            UserSpec(id="U0STRANGER", name="stan", real_name="Stan Stranger", team_id=theirs),
        ),
        channels=(
            ChannelSpec(
                id="C0SUPPORT", name="support-customer", is_ext_shared=True, teams=(ours, theirs),
                members=(bot, "U0ALICE", "U0BEN", "U0COLLEAGUE", "U0LEAD", "U0BRIDGE", "U0CARLA", "U0CHEN"),
            ),
            ChannelSpec(id="C0HELP", name="ask-it", members=(bot, "U0ALICE", "U0BEN", "U0COLLEAGUE", "U0GUEST")),
            ChannelSpec(id="C0RANDOM", name="random", members=("U0ALICE", "U0COLLEAGUE")),
            ChannelSpec(id="C0THEIRS", name="customer-only", members=("U0CARLA",), teams=(theirs,)),
            ChannelSpec(id="C0SECRET", name="board", is_private=True, members=("U0LEAD",)),
        ),
        user_groups=(UserGroupSpec(id="S0AGENTS", handle="agents", users=("U0ALICE", "U0BEN")),),
    )  # fmt: skip
