"""A local Slack with many channels, customers and agents, so that every message can be a conversation of its own."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import yaml

from motbot.clock import SystemClock
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sensitivity import Sensitivity
from motbot.playground.delivery import Timetable
from motbot.playground.spec import AppSpec, ChannelSpec, TeamSpec, UserSpec, WorkspaceSpec
from motbot.playground.workspace import Workspace

OURS, THEIRS = "T0OURTEAM", "T0CUSTOMER"
AT_ONCE = {"quiet": "0s"}
"""The pace of a bot that takes every message for a burst of its own."""
DEFAULT_PACE: Mapping[str, str] = {}
REDELIVERY = Timetable(delays=(3.0, 10.0), endless=True)
"""Seconds. Slack waits a minute and then five; much sooner than this, a backlog would be a storm Slack never makes."""

_NUMBER = re.compile(r"\bQ(\d{6})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """So many channels with one agent each, and customers of another company who sit in all of them."""

    channels: int
    customers: int
    greets: bool = False
    """Whether agents are greeted on their first day."""
    app: AppSpec = field(default_factory=AppSpec)

    def channel(self, number: int) -> str:
        """Where the message of a number is written: neighbours come in different channels."""
        return f"C0TOWN{number % self.channels}"

    def customer(self, number: int) -> str:
        """Who writes it."""
        return f"U0CUST{number // self.channels % self.customers}"

    def agent(self, number: int) -> str:
        """Who answers in its channel."""
        return f"U0AGENT{number % self.channels}"

    def workspace(self) -> Workspace:
        """The workspace, which sends again for ever what is not acknowledged."""
        return Workspace(self.spec(), now=SystemClock().now, monotonic=monotonic, timetable=REDELIVERY)

    def write_config(self, path: Path, *, coach: str, pace: Mapping[str, str]) -> None:
        """The bot's configuration: every moment counts, nothing is capped, and no hour is quiet."""
        channels = [
            {
                "id": self.channel(number),
                "name": f"town-{number}",
                "agents": [self.agent(number)],
                "on_duty": [self.agent(number)],
                "sensitivity": "high",
            }
            for number in range(self.channels)
        ]
        config = {
            "coach": coach,
            "health_port": 0,
            **({} if self.greets else {"welcome": False}),
            "database": {"root_allowed": True},
            "channels": channels,
            "pace": dict(pace),
            "limits": {"daily_cap": 10_000, "quiet_hours": {"from": "00:00", "to": "00:00"}},
        }
        path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")

    def policies(self) -> tuple[ChannelPolicy, ...]:
        """Likewise, for a bot in this process: its own agent answers in each channel."""
        return tuple(
            ChannelPolicy(
                id=self.channel(number),
                name=f"town-{number}",
                agents=frozenset({self.agent(number)}),
                on_duty=(self.agent(number),),
                sensitivity=Sensitivity.HIGH,
            )
            for number in range(self.channels)
        )

    def spec(self) -> WorkspaceSpec:
        """The workspace as it is made."""
        agents = [self.agent(number) for number in range(self.channels)]
        customers = [f"U0CUST{number}" for number in range(self.customers)]
        channels = tuple(
            ChannelSpec(
                id=self.channel(number),
                name=f"town-{number}",
                members=(self.app.bot_user_id, self.agent(number), *customers),
                is_ext_shared=True,
                teams=(OURS, THEIRS),
            )
            for number in range(self.channels)
        )
        return WorkspaceSpec(
            teams=(TeamSpec(id=OURS, name="Ours", domain="ours"), TeamSpec(id=THEIRS, name="Theirs", domain="theirs")),
            users=(
                *(UserSpec(id=one, name=one.lower(), team_id=OURS) for one in agents),
                *(UserSpec(id=one, name=one.lower(), team_id=THEIRS) for one in customers),
            ),
            channels=channels,
            app=self.app,
        )


def request(number: int) -> str:
    """What a customer writes: a plain moment that can be recognised wherever it is quoted."""
    return f"Hello, could you please send me the invoice for order Q{number:06d}? I need it for our accounts."


def numbers_in(payload: Mapping[str, Any]) -> Iterator[int]:
    """The numbers of the messages that a message of the bot quotes, each once."""
    return iter({int(found) for found in _NUMBER.findall(json.dumps(payload))})


def key_of(message: Mapping[str, Any]) -> str:
    """The key the bot put behind its message; empty where there is none."""
    metadata = message.get("metadata") or {}
    return str(metadata.get("event_payload", {}).get("key", ""))


def is_card(message: Mapping[str, Any]) -> bool:
    """Whether it is a moment's card."""
    return key_of(message).startswith("card:")
