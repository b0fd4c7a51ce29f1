"""The Slack app's manifest for one way of reaching motbot, as a file with its remarks and as a link that carries it."""

import json
from urllib.parse import quote

import yaml

from motbot.catalogue import say, speaking, to_say
from motbot.domain.errors import Failed
from motbot.founding.answers import Answers, Transport
from motbot.founding.remarks import with_spoken_remarks

EVENTS = "/slack/events"
"""The path below the address where motbot takes everything from Slack."""
NEW_APP = "https://api.slack.com/apps?new_app=1"
_LONGEST_LINK = 8000
"""Characters that servers usually take for an address."""

_OVER_HTTP = (
    (
        "Basic Information > App-Level Tokens: one with the scope connections:write; it is SLACK_APP_TOKEN (xapp-...).",
        to_say("Basic Information > App Credentials: the Signing Secret is SLACK_SIGNING_SECRET."),
    ),
    ("  event_subscriptions:\n", "  event_subscriptions:\n    request_url: {url}\n"),
    ("    is_enabled: true\n", "    is_enabled: true\n    request_url: {url}\n"),
    ("    - command: /mot ", "    - url: {url}\n      command: /mot "),
    ("socket_mode_enabled: true", "socket_mode_enabled: false"),
)
"""What stands otherwise where Slack sends everything to an address."""


def manifest_text(shipped: str, answers: Answers) -> str:
    """The shipped manifest, for the transport that was chosen, its remarks in the language of the cards.

    Raises:
        Failed: the shipped file is not the one this code belongs to.
    """
    text = _over_http(shipped, answers.url) if answers.transport is Transport.HTTP else shipped
    with speaking(answers.language.value):
        return with_spoken_remarks(text)


def _over_http(shipped: str, url: str) -> str:
    text = shipped
    for before, after in _OVER_HTTP:
        if text.count(before) != 1:
            raise Failed(say("the shipped Slack manifest is not the one of this version; install motbot again"))
        text = text.replace(before, after.format(url=json.dumps(f"{url}{EVENTS}")))
    return text


def transport_of(text: str) -> tuple[Transport, str]:
    """Which transport a manifest was written for, and its address; Socket Mode where it cannot be told."""
    try:
        settings = yaml.safe_load(text)["settings"]
        if settings["socket_mode_enabled"]:
            return Transport.SOCKET, ""
        return Transport.HTTP, str(settings["event_subscriptions"]["request_url"]).removesuffix(EVENTS)
    except (yaml.YAMLError, LookupError, TypeError):
        return Transport.SOCKET, ""


def create_link(text: str) -> str:
    """Slack's page for a new app, with the manifest filled in where an address may be as long as that."""
    try:
        compact = json.dumps(yaml.safe_load(text), ensure_ascii=False, separators=(",", ":"))
    except (yaml.YAMLError, TypeError):  # somebody is in the middle of editing it
        return NEW_APP
    link = f"{NEW_APP}&manifest_json={quote(compact, safe='')}"
    return link if len(link) <= _LONGEST_LINK else NEW_APP
