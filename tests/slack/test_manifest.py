"""The app's manifest asks for what the code uses, and for nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from motbot.slack.coach_requests import COACH_MESSAGE
from motbot.slack.commands import COMMAND
from motbot.slack.events import EVENTS_READ
from motbot.slack.review_requests import REVIEW_THREAD
from tests.slack.slack_asks import asked_for, faults, methods_called, methods_of_the_sdk, sources

ROOT = Path(__file__).parents[2]
FILE = ROOT / "config" / "slack-manifest.yaml"
GUIDE = ROOT / "docs" / "supply-chain.md"

SPOKEN = {"message": {"message.channels", "message.groups", "message.im"}}
"""Events that are asked for under other names than they come by."""
ANSWERED = {"app_home_opened"}
"""Events that are answered at once and not stored."""


@pytest.fixture
def manifest() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def methods() -> set[str]:
    return methods_called(sources().values())


@pytest.fixture(scope="module")
def events() -> set[str]:
    return ANSWERED.union(*(SPOKEN.get(event, {event}) for event in EVENTS_READ))


def test_the_manifest_asks_for_the_scopes_and_events_that_the_code_uses_and_no_others(
    manifest: Any, methods: set[str], events: set[str]
) -> None:
    assert faults(manifest, methods=methods, events=events) == []


def test_a_scope_or_an_event_too_much_is_told(manifest: Any, methods: set[str], events: set[str]) -> None:
    manifest["oauth_config"]["scopes"]["bot"].append("channels:join")
    manifest["settings"]["event_subscriptions"]["bot_events"].append("app_mention")

    found = faults(manifest, methods=methods, events=events)

    assert found == ["superfluous event app_mention", "superfluous scope channels:join"]


def test_a_scope_or_an_event_too_little_is_told(manifest: Any, methods: set[str], events: set[str]) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("im:write")
    manifest["settings"]["event_subscriptions"]["bot_events"].remove("user_change")

    found = faults(manifest, methods=methods, events=events)

    assert found == ["missing event user_change", "missing scope im:write"]


def test_the_command_the_shortcuts_and_the_home_tab_we_answer_are_there_and_no_others(manifest: Any) -> None:
    assert [one["command"] for one in manifest["features"]["slash_commands"]] == [COMMAND]
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert [(one["type"], one["callback_id"]) for one in manifest["features"]["shortcuts"]] == [
        ("message", REVIEW_THREAD),
        ("message", COACH_MESSAGE),
    ]


def test_the_table_of_scopes_holds_every_method_and_event_we_use_and_no_others(
    methods: set[str], events: set[str]
) -> None:
    asked = asked_for()

    assert (set(asked["methods"]), set(asked["events"])) == (methods, events)


def test_methods_are_called_by_their_names_alone_so_that_all_are_found() -> None:
    assert methods_of_the_sdk(sources().values()) == set()


def test_the_table_of_scopes_in_the_guide_is_the_manifests(manifest: Any) -> None:
    rows = re.findall(r"^\| `([\w.]+:[\w.]+|commands)` \| (.+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)

    assert [scope for scope, _ in rows] == manifest["oauth_config"]["scopes"]["bot"]
    assert [scope for scope, feature in rows if not feature.endswith(".")] == []


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
