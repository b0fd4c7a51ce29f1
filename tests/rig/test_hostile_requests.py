"""Requests with anything anywhere reach every page and door over HTTP: each is done or refused, and nothing breaks."""

import json
import logging
from collections import Counter
from collections.abc import AsyncIterator
from random import Random
from typing import Any

import aiohttp
import pytest

from motbot.playground.methods import METHODS
from motbot.playground.validation import message_problems, view_problems
from motbot.workbench.page import WorkbenchPage
from motbot.workbench.server import BenchServer
from tests.playground.page_rig import Opened, opened
from tests.playground.rig import ALICE, CARLA, SUPPORT, HandClock
from tests.rig.test_malformed import JUNK, spoiled
from tests.workbench.desks import FakeDesk
from tests.workbench.rig import Trainer

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
BROKEN = 500
TOKEN = "a-token-of-this-start"
DIGEST = "0" * 64
METHODS_OF_HTTP = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS")
HEADERS = (
    "Content-Type",
    "Origin",
    "Referer",
    "Cookie",
    "Range",
    "If-None-Match",
    "Accept-Language",
    "X-Forwarded-Host",
)
DRAFT = {"task": "assess", "variant": "mine", "text": "words"}
PAGE: dict[str, dict[str, Any]] = {
    "act": {"as": CARLA, "verb": "post", "channel": SUPPORT, "text": "hello", "thread_ts": "1772442000.000100"},
    "clock": {"by": 60},
    "scenes/play": {"scene": "one"},
    "scenes/pace": {"pace": "live"},
    "scenes/stop": {},
    "scenes/next": {},
    "play": {"name": "talk.jsonl", "text": "{}"},
    f"state?as={ALICE}": {},
    "explain?channel=C1&ts=1": {},
    "scenes": {},
}
VERBS: tuple[dict[str, Any], ...] = (
    {"verb": "edit", "channel": SUPPORT, "ts": "1772442000.000100", "text": "other"},
    {"verb": "delete", "channel": SUPPORT, "ts": "1772442000.000100"},
    {"verb": "react", "channel": SUPPORT, "ts": "1772442000.000100", "name": "eyes"},
    {"verb": "press", "channel": SUPPORT, "ts": "1772442000.000100", "action_id": "claim", "value": "7"},
    {"verb": "fill", "view_id": "V1", "values": {"a": "b"}},
    {"verb": "submit", "view_id": "V1", "values": {"a": {"b": "c"}}},
    {"verb": "slash", "channel": SUPPORT, "command": "/mot", "text": "help"},
    {"verb": "shortcut", "channel": SUPPORT, "ts": "1772442000.000100", "callback_id": "coach"},
    {"verb": "dismiss", "channel": SUPPORT, "ts": "1772442000.000100"},
    {"verb": "open_home"},
    {"verb": "typing", "channel": SUPPORT},
)
BENCH: dict[str, dict[str, Any]] = {
    "check": DRAFT,
    "render": {**DRAFT, "case": "login"},
    "save": {**DRAFT, "base": DIGEST},
    "copy": {"task": "assess", "variant": "default", "name": "mine-2"},
    "start": {"task": "assess", "sides": [{"variant": "mine"}, {"published": 3}], "cases": ["a", "b"]},
    "promote": {"task": "assess", "variant": "mine", "digest": DIGEST, "share": 20, "reason": "why"},
    "cancel": {"run": 1},
    "rollback": {"task": "assess", "generation": 4, "reason": "因为"},
    "text?task=assess&variant=mine": {},
    "case?id=x": {},
    "run?number=1": {},
    "log?task=x": {},
}
PLAIN = {"type": "plain_text", "text": "x", "emoji": True}
CHOICES = [{"text": PLAIN, "value": "a"}, {"text": PLAIN, "value": "b", "description": PLAIN}]
SELECT = {"type": "static_select", "action_id": "a", "options": CHOICES, "initial_option": CHOICES[0]}
BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": PLAIN},
    {"type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "*x*"}, "accessory": SELECT},
    {"type": "actions", "elements": [{"type": "button", "action_id": "c", "text": PLAIN, "value": "7"}]},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}]},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]},
]
INPUTS = [
    {"type": "input", "block_id": "d", "label": PLAIN, "element": {"type": "plain_text_input", "action_id": "e"}},
    {"type": "input", "block_id": "f", "label": PLAIN, "element": {"type": "checkboxes", "options": CHOICES}},
]
VIEW = {"type": "modal", "title": PLAIN, "submit": PLAIN, "callback_id": "g", "blocks": [*BLOCKS, *INPUTS]}
ARGUMENTS: dict[str, Any] = {
    "channel": SUPPORT,
    "user": CARLA,
    "users": CARLA,
    "ts": "1772442000.000100",
    "text": "hello",
    "blocks": BLOCKS,
    "metadata": {"event_type": "card", "event_payload": {"key": "k"}},
    "view": VIEW,
    "trigger_id": "1.2.3",
    "user_id": CARLA,
    "view_id": "V1",
    "limit": 10,
    "cursor": "bmV4dDoz",
    "oldest": "0",
    "latest": "1772442000.000100",
    "inclusive": True,
}


@pytest.fixture
async def page() -> AsyncIterator[Opened]:
    async with opened(HandClock()) as made:
        yield made


@pytest.fixture
async def bench() -> AsyncIterator[Trainer]:
    async with BenchServer(WorkbenchPage(token=TOKEN, desk=FakeDesk())) as server, aiohttp.ClientSession() as session:
        yield Trainer(address=f"{server.url}#{TOKEN}", session=session)


def body_of(given: dict[str, Any], random: Random) -> bytes:
    """A body with junk in some places, junk instead of it, or bytes that are no JSON."""
    chance = random.random()
    if chance < 0.1:
        return random.randbytes(random.choice((0, 1, 40, 3000)))
    body = json.dumps(random.choice(JUNK) if chance < 0.2 or not given else spoiled(given, random))
    return body.encode("utf-8", "surrogatepass")[: random.choice((10**7, 10**7, 10**7, 10))]


def headers_of(random: Random) -> dict[str, str]:
    """Now and then a header that a program of somebody else's would send."""
    if random.random() < 0.8:
        return {}
    return {random.choice(HEADERS): random.choice(("", "x" * 300, "text/plain", "null", "bytes=5-1", "äöü;=,"))}


def path_of(path: str, random: Random) -> str:
    """The path, mostly as it is meant."""
    if random.random() < 0.85:
        return path
    at = random.randrange(len(path) + 1)
    return path[:at] + random.choice(("%00", "%ff", "..", "//", "%2e%2e/", "?", "&as=", "=", "é", "9" * 40)) + path[at:]


@pytest.mark.row("F3", trials=100, long=5000)
async def test_whatever_is_asked_of_the_playgrounds_page_it_is_done_or_refused(page: Opened, trials: int) -> None:
    random, seen = Random(3), Counter[int]()
    for _ in range(trials):
        path, given = random.choice([*PAGE.items(), *(("act", {"as": ALICE, **verb}) for verb in VERBS)])
        method, body = random.choice(METHODS_OF_HTTP), body_of(given, random)
        answer = await page.ask(method, f"/page/{path_of(path, random)}", body, **headers_of(random))
        seen[answer.status] += 1

    assert seen[BROKEN] == 0
    assert (await page.ask("GET", f"/page/state?as={ALICE}")).status == 200


@pytest.mark.row("F3", trials=100, long=5000)
async def test_whatever_is_asked_of_the_workbench_it_is_done_or_refused(bench: Trainer, trials: int) -> None:
    random, seen = Random(4), Counter[int]()
    for _ in range(trials):
        path, given = random.choice(list(BENCH.items()))
        method, body = random.choice(METHODS_OF_HTTP), body_of(given, random)
        answer = await bench.ask(method, f"api/{path_of(path, random)}", body, **headers_of(random))
        seen[answer.status] += 1

    assert max(seen) < BROKEN
    assert (await bench.ask("GET", "api/overview")).status == 200


@pytest.mark.row("F3", trials=100, long=5000)
async def test_whatever_is_asked_of_the_playgrounds_web_api_it_is_done_or_refused(page: Opened, trials: int) -> None:
    random, seen = Random(5), Counter[int]()
    names, token = sorted(METHODS), page.slack.app.bot_token
    for _ in range(trials):
        wanted = random.sample(sorted(ARGUMENTS), random.randrange(1, 12))
        body = body_of({name: ARGUMENTS[name] for name in wanted}, random)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} | headers_of(random)
        url = f"{page.server.url}/api/{random.choice(names)}"
        async with page.session.post(url, data=body, headers=headers) as response:
            seen[response.status] += 1

    assert max(seen) < BROKEN


@pytest.mark.row("F2", trials=200, long=20_000)
def test_whatever_stands_in_blocks_or_in_a_view_it_is_taken_or_refused(
    trials: int, caplog: pytest.LogCaptureFixture
) -> None:
    random = Random(6)
    # Slack's library logs what it cannot read, and no report of a test can carry halves of characters.
    with caplog.at_level(logging.CRITICAL + 1):
        for _ in range(trials):
            message_problems(spoiled({"text": "x", "blocks": BLOCKS}, random))
            view_problems(spoiled(VIEW, random))
