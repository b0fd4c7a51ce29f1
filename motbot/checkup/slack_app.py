"""What is tried of the Slack app: its tokens, what they may do, the way events come in, and Slack's clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import yaml

from motbot.catalogue import listed, say
from motbot.checkup.finding import Finding, Light, untried
from motbot.domain.errors import SlackRefused
from motbot.settings.defaults import default_config
from motbot.settings.environment import SLACK_API_URL, Environment
from motbot.slack.identity import Introduced
from motbot.slack.web_api import WebApi

BOT, APP, SIGNING = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"
APART, FAR_APART = timedelta(seconds=5), timedelta(minutes=2)
"""Between our clock and Slack's, which tells whole seconds. Signatures of HTTP requests hold for five minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What Slack said of the bot's token, and when we heard it."""

    introduced: Introduced
    at: datetime


def scopes_asked() -> tuple[str, ...]:
    """The scopes of the shipped manifest: those that the code uses, and no others."""
    manifest: Mapping[str, Any] = yaml.safe_load(default_config("slack-manifest.yaml").read_text(encoding="utf-8"))
    return tuple(str(scope) for scope in manifest["oauth_config"]["scopes"]["bot"])


def token_missing(lookalikes: Mapping[str, str]) -> list[Finding]:
    """Without the bot's token nothing of Slack can be tried."""
    remedy = say("Copy the Bot User OAuth Token (xoxb-...) of your app's OAuth & Permissions page into .env.")
    return [_unset(BOT, lookalikes, remedy)]


def _unset(name: str, lookalikes: Mapping[str, str], remedy: str) -> Finding:
    """A variable that is not set, perhaps because its name is misspelt."""
    near = lookalikes.get(name)
    if near is None:
        return Finding(thing=name, light=Light.RED, text=say("is not set"), remedy=remedy)
    told = say("is not set, but {near} is", near=near)
    return Finding(thing=name, light=Light.RED, text=told, remedy=say("Correct its name."))


def look_at_bot(heard: Heard) -> list[Finding]:
    """Whose token it is, and each scope it lacks."""
    us = heard.introduced.us
    told = say("a bot token of {workspace} ({team})", workspace=heard.introduced.workspace, team=us.team)
    return [Finding(thing=BOT, text=told), *_scopes(heard.introduced.scopes), *_clock(heard)]


def _scopes(given: frozenset[str] | None) -> list[Finding]:
    """One line for each scope that is lacking, one for all the others."""
    thing, asked = say("scopes"), scopes_asked()
    if given is None:
        remedy = say("Compare them with slack-manifest.yaml.")
        return [Finding(thing=thing, light=Light.AMBER, text=say("Slack does not say which"), remedy=remedy)]
    lacking = [scope for scope in asked if scope not in given]
    remedy = say("Add it under OAuth & Permissions > Bot Token Scopes, and install the app again.")
    told = [
        Finding(thing=say("scope"), light=Light.RED, text=say("{scope} is missing", scope=scope), remedy=remedy)
        for scope in lacking
    ]
    there = listed(scope for scope in asked if scope in given)
    return [*told, Finding(thing=thing, text=there)] if there else told


def _clock(heard: Heard) -> list[Finding]:
    """How far our clock is from Slack's."""
    thing, said = say("clock"), heard.introduced.said_at
    if said is None:
        return [untried(thing, say("Slack's answer carries no time"))]
    apart = abs(heard.at - said)
    told = say("{seconds} s from Slack's", seconds=round(apart.total_seconds()))
    if apart <= APART:
        return [Finding(thing=thing, text=told)]
    light = Light.RED if apart > FAR_APART else Light.AMBER
    return [Finding(thing=thing, light=light, text=told, remedy=say("Keep this machine's clock by NTP."))]


def over_http(given: Environment, *, asked: bool) -> bool:
    """Whether Slack is to reach us over HTTP: it was asked for, or there is a secret for that way only."""
    return asked or (given.slack_app_token is None and given.slack_signing_secret is not None)


async def look_at_way_in(
    given: Environment, api: WebApi, *, http: bool, lookalikes: Mapping[str, str]
) -> list[Finding]:
    """Whether events can come in. Nothing connects: a connection that stood would be sent events."""
    if http:
        return [_signing(given, lookalikes), _delayed(given)]
    if given.slack_app_token is None:
        remedy = say("Make one under Basic Information > App-Level Tokens, with the scope connections:write.")
        return [_unset(APP, lookalikes, remedy), _delayed(given)]
    try:
        await api.call("apps.connections.open", token=given.slack_app_token.get_secret_value())
    except SlackRefused as refusal:
        told = say("is refused by Slack ({code})", code=refusal.code)
        return [Finding(thing=APP, light=Light.RED, text=told, remedy=_socket_remedy(refusal.code)), _delayed(given)]
    return [Finding(thing=APP, text=say("Slack gives a connection for Socket Mode")), _delayed(given)]


def _signing(given: Environment, lookalikes: Mapping[str, str]) -> Finding:
    if given.slack_signing_secret is None:
        remedy = say("Copy it from your app's Basic Information > App Credentials into .env.")
        return _unset(SIGNING, lookalikes, remedy)
    return untried(SIGNING, say("only Slack can; while motbot runs, press Retry beside the Request URL"))


def _socket_remedy(code: str) -> str:
    if code in {"missing_scope", "not_allowed_token_type"}:
        return say("Make an app-level token (xapp-...) with the scope connections:write.")
    if code in {"socket_mode_disabled", "method_not_supported", "access_denied"}:
        return say("Switch Socket Mode on in the app's settings.")
    return say("Make a new one under Basic Information > App-Level Tokens; see that Socket Mode is on.")


def _delayed(given: Environment) -> Finding:
    """No method tells it; a server that is not Slack's has no such switch."""
    thing = say("Delayed Events")
    if given.slack_api_url != SLACK_API_URL:
        return Finding(thing=thing, text=say("not needed: {url} is not Slack itself", url=given.slack_api_url))
    return untried(thing, say("Slack tells nobody; see that it is on under Event Subscriptions"))
