"""The app's manifest asks for what the code uses, and for nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from motbot.slack.commands import COMMAND
from motbot.slack.events import EVENTS_READ
from motbot.slack.review_requests import REVIEW_THREAD

ROOT = Path(__file__).parents[2]
FILE = ROOT / "config" / "slack-manifest.yaml"

METHODS = {
    "apps.connections.open": set(),
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history"},
    "usergroups.users.list": {"usergroups:read"},
    "users.info": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
"""The scopes that each method we call needs, as Slack's reference says."""
EVENTS = {
    "message": {"message.channels", "message.groups", "message.im"},
}
ANSWERED = {"app_home_opened"}
"""Events that are answered at once and not stored."""
SCOPES_OF_EVENTS = {
    "app_home_": set(),
    "channel_": {"channels:read"},
    "group_": {"groups:read"},
    "member_": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_": {"reactions:read"},
    "subteam_": {"usergroups:read"},
    "user_change": {"users:read"},
}


@pytest.fixture
def manifest() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_every_event_we_read_is_asked_for_and_no_other(manifest: Any) -> None:
    expected = set(ANSWERED)
    for event in EVENTS_READ:
        expected |= EVENTS.get(event, {event})

    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == expected


def test_every_scope_is_needed_by_a_method_or_an_event(manifest: Any) -> None:
    needed = {"commands"}.union(*METHODS.values())
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        needed |= next(scopes for start, scopes in SCOPES_OF_EVENTS.items() if event.startswith(start))

    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed


def test_the_command_the_shortcut_and_the_home_tab_we_answer_are_there_and_no_others(manifest: Any) -> None:
    assert [one["command"] for one in manifest["features"]["slash_commands"]] == [COMMAND]
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert [(one["type"], one["callback_id"]) for one in manifest["features"]["shortcuts"]] == [
        ("message", REVIEW_THREAD)
    ]


def test_every_method_we_call_is_accounted_for() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "motbot" / "slack").glob("*.py"))
    called = set(re.findall(r'"((?:apps|auth|chat|conversations|usergroups|users|views)\.[a-z.]+[A-Za-z]+)"', sources))

    assert called == set(METHODS)


def test_every_scope_and_event_says_what_it_is_for() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if re.match(r"\s+- ", line) and " # " not in line] == []


def test_slacks_own_limits_are_kept(manifest: Any) -> None:
    display = manifest["display_information"]

    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert all(len(one["description"]) <= 2_000 for one in manifest["features"]["slash_commands"])
    assert all(len(one["name"]) <= 24 for one in manifest["features"]["shortcuts"])
    assert all(len(one["description"]) <= 150 for one in manifest["features"]["shortcuts"])
    assert all(len(one["usage_hint"]) <= 1_000 for one in manifest["features"]["slash_commands"])
    assert 174 <= len(display["long_description"]) <= 4000
