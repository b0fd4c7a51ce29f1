"""What the code calls and hears of Slack, found in its syntax, and the scopes that Slack asks for all of it."""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
SCOPES = ROOT / "tests" / "data" / "slack_scopes.yaml"
_FAMILIES = (
    "admin|apps|assistant|auth|bookmarks|bots|calls|canvases|chat|conversations|dialog|dnd|emoji|files|functions|"
    "lists|migration|oauth|openid|pins|reactions|reminders|rtm|search|slackLists|stars|team|tooling|usergroups|users|"
    "views|workflows"
)
_METHOD = re.compile(rf"(?:{_FAMILIES})(?:\.[a-z][A-Za-z]+)+")
_METHOD_OF_THE_SDK = re.compile(rf"(?:{_FAMILIES})_[A-Za-z_]+")
_SUSPECT = re.compile(rf"(?:{_FAMILIES})[._]")
_NO_METHODS = frozenset({"users.lock"})


def sources() -> dict[Path, ast.AST]:
    """Every file of the package with something in it that looks like a call; not the playground, which is a Slack."""
    paths = (path for path in (ROOT / "motbot").rglob("*.py") if "playground" not in path.parts)
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    return {path: ast.parse(text) for path, text in texts.items() if _SUSPECT.search(text)}


def methods_called(trees: Iterable[ast.AST]) -> set[str]:
    """Names of Web API methods among the texts of a program; we call none but by its name."""
    texts = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if _METHOD.fullmatch(text)} - _NO_METHODS


def methods_of_the_sdk(trees: Iterable[ast.AST]) -> set[str]:
    """Calls such as `client.chat_postMessage(...)`, which would escape whoever looks for names."""
    calls = (node.func for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute) and _METHOD_OF_THE_SDK.fullmatch(call.attr)}


def asked_for() -> Mapping[str, Mapping[str, list[str]]]:
    """The scopes of methods, events and features."""
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(SCOPES.read_text(encoding="utf-8"))
    return table


def faults(manifest: Any, *, methods: Iterable[str], events: Iterable[str]) -> list[str]:
    """What the manifest asks for and nobody uses, and what is used and not asked for; empty when all is well."""
    asked = asked_for()
    needed = {scope for method in methods for scope in asked["methods"][method]}
    needed |= {scope for event in events for scope in asked["events"][event]}
    needed |= {
        scope for feature, scopes in asked["features"].items() if manifest["features"].get(feature) for scope in scopes
    }
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    listed = [*manifest["oauth_config"]["scopes"]["bot"], *manifest["settings"]["event_subscriptions"]["bot_events"]]
    told = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    return sorted(
        [f"listed twice: {one}" for one in set(listed) if listed.count(one) > 1]
        + [f"superfluous scope {one}" for one in scopes - needed]
        + [f"missing scope {one}" for one in needed - scopes]
        + [f"superfluous event {one}" for one in told - set(events)]
        + [f"missing event {one}" for one in set(events) - told]
    )
