"""What Slack takes for an app's manifest (schema 2.0.0 of slackapi/manifest-schema), as far as motbot uses it.

The schema says which keys there are, how long each text and list may be, and what an address begins with. That an app
without Socket Mode needs addresses is told by Slack alone (`apps.manifest.validate`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def text(least: int, most: int, begins: str = "") -> Rule:
    """A text of so many characters."""

    def rule(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or not least <= len(value) <= most or not re.match(begins, value):
            yield f"{path}: expected {least} to {most} characters that begin with {begins or 'anything'}"

    return rule


def flag(value: Any, path: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield f"{path}: expected true or false"


def number(value: Any, path: str) -> Iterator[str]:
    """A whole number."""
    if not isinstance(value, int):
        yield f"{path}: expected a whole number"


def listed(rule: Rule, *, least: int = 0, most: int, once: bool = False) -> Rule:
    """A list of so many entries."""

    def each(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            yield f"{path}: expected a list of {least} to {most}"
            return
        if once and len(set(value)) != len(value):
            yield f"{path}: something stands there twice"
        for place, entry in enumerate(value):
            yield from rule(entry, f"{path}[{place}]")

    return each


def section(required: set[str] | None = None, **rules: Rule) -> Rule:
    """A section with these keys and no others."""

    def keys(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{path}: expected a section"
            return
        yield from (f"{path}.{key}: is missing" for key in (required or set()) - set(value))
        yield from (f"{path}.{key}: unknown key" for key in set(value) - set(rules))
        for key, rule in rules.items():
            if key in value:
                yield from rule(value[key], f"{path}.{key}")

    return keys


_URL = text(1, 3500, "https?://")
_MANIFEST = section(
    {"display_information"},
    _metadata=section(schema_version=number, min_version=number, major_version=number, minor_version=number),
    display_information=section(
        {"name"},
        name=text(1, 35),
        description=text(1, 140),
        background_color=text(4, 7, "#[0-9a-fA-F]{3}"),
        long_description=text(175, 4000),
    ),
    features=section(
        app_home=section(home_tab_enabled=flag, messages_tab_enabled=flag, messages_tab_read_only_enabled=flag),
        bot_user=section({"display_name"}, display_name=text(1, 80), always_online=flag),
        shortcuts=listed(
            section(
                {"name", "type", "callback_id", "description"},
                name=text(1, 24),
                type=text(6, 7, "(message|global)$"),
                callback_id=text(1, 255),
                description=text(1, 150),
            ),
            least=1,
            most=10,
        ),
        slash_commands=listed(
            section(
                {"command", "description"},
                command=text(2, 32, "/"),
                url=text(1, 3000, "https?://"),
                description=text(1, 2000),
                usage_hint=text(1, 1000),
                should_escape=flag,
            ),
            least=1,
            most=50,
        ),
    ),
    oauth_config=section(scopes=section(bot=listed(text(1, 50), most=255))),
    settings=section(
        event_subscriptions=section(request_url=_URL, bot_events=listed(text(1, 50), most=100, once=True)),
        interactivity=section({"is_enabled"}, is_enabled=flag, request_url=_URL),
        org_deploy_enabled=flag,
        socket_mode_enabled=flag,
        token_rotation_enabled=flag,
    ),
)


def breaches(manifest: Any) -> list[str]:
    """What Slack would refuse; empty when all is well."""
    found = list(_MANIFEST(manifest, ""))
    settings = manifest.get("settings", {})
    if not settings.get("socket_mode_enabled"):
        places = (settings["event_subscriptions"], settings["interactivity"])
        found += ["an address is missing" for place in places if "request_url" not in place]
        found += [
            "a command's address is missing" for one in manifest["features"]["slash_commands"] if "url" not in one
        ]
    return found
