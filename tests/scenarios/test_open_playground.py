"""The open playground: the page over the real bot, from a typed message to Confirm, in both languages."""

import asyncio
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from motbot.command_screen import has_screen
from motbot.domain.errors import Failed
from motbot.playground.page.town import SPEAKERS, VOICES, town
from motbot.replay.open_playground import Playground, opened, roles_of
from motbot.replay.perform import Wish
from motbot.replay.scene_files import read_scenes
from motbot.running import Motbot
from motbot.settings.defaults import default_config
from motbot.settings.loading import Settings, load_playground_settings
from motbot.storage.database import Url
from tests.fakes.database import make_empty

JSON = dict[str, Any]
WITHIN = 20.0
SCENES = [scene.id for scene in read_scenes(default_config("scenes"), voices=SPEAKERS)]


@cache
def the_settings() -> Settings:
    """The shipped playground settings, read once."""
    return load_playground_settings({})


@dataclass
class Visitor:
    """Somebody at the page, with a browser's means only."""

    playground: Playground
    bot: Motbot
    session: aiohttp.ClientSession

    async def ask(self, method: str, path: str, body: JSON | None = None) -> Any:
        """Ask as the page does; gives what it is told."""
        headers = {"X-Playground-Token": self.playground.page.token}
        url = f"{self.playground.server.url}/page/{path}"
        async with self.session.request(method, url, json=body, headers=headers) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def act(self, voice: str, verb: str, **rest: object) -> JSON:
        """Let somebody do something; gives what they are told."""
        told: JSON = await self.ask("POST", "act", {"as": VOICES[voice], "verb": verb, **rest})
        return told

    async def passes(self, seconds: float) -> None:
        """Put the clock forward; the bot has done what it could when this ends."""
        await self.ask("POST", "clock", {"by": seconds})

    async def private(self, voice: str, kind: str = "") -> list[JSON]:
        """The bot's messages to somebody, of a kind, oldest first."""
        state = await self.ask("GET", f"state?as={VOICES[voice]}")
        mine = [room["id"] for room in state["channels"] if room["kind"] == "im"]
        shown = [message for room in mine for message in state["messages"][room]]
        return [message for message in shown if str(message["key"]).startswith(kind)]

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that happens by itself."""
        async with asyncio.timeout(WITHIN):
            while not true():  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.005)


async def at_once(_seconds: float) -> None:
    """Wait no time between a scene's lines."""
    await asyncio.sleep(0)


@pytest.fixture
async def visitor(worker_database: str) -> AsyncIterator[Visitor]:
    make_empty(worker_database)
    async with visiting(worker_database) as made:
        yield made
        slack = made.playground.server.workspace
        strangers = [user.id for user in slack.users.values() if user.team_id != slack.team.id]
        assert [slack.of_bot_visible_to(user) for user in strangers] == [[] for _ in strangers]
        assert slack.refused == []
        assert await made.bot.engine.aside() == 0


@asynccontextmanager
async def visiting(database: str) -> AsyncIterator[Visitor]:
    """Open the playground on a database of the tests, and let somebody come."""
    settings = the_settings()
    async with (
        opened(settings, Wish(), sleep=at_once) as playground,
        aiohttp.ClientSession() as session,
        playground.with_bot(settings, source=Url(text=database)) as bot,
    ):
        yield Visitor(playground=playground, bot=bot, session=session)


@pytest.mark.parametrize(
    ("ending", "channel", "words"),
    [
        ("", "C0SUPPORT", ("The export has been empty since Monday, can you fix it?", "It is fixed.", "Thank you!")),
        ("_zh", "C0QINGHE", ("导出从周一开始就是空的，能处理一下吗？", "已经修好了。", "谢谢！")),
    ],
)
async def test_a_typed_request_becomes_a_card_and_a_confirm_prompt_and_is_closed_by_thanks(
    visitor: Visitor, ending: str, channel: str, words: tuple[str, str, str]
) -> None:
    asks, answers, thanks = words
    customer, agent = f"customer{ending}", f"agent{ending}"

    root = (await visitor.act(customer, "post", channel=channel, text=asks))["ts"]
    await visitor.passes(20)
    (card,) = await visitor.private(agent, "card:")
    await visitor.act(agent, "post", channel=channel, text=answers, thread_ts=root)
    await visitor.passes(5 * 3600)
    (confirm,) = await visitor.private(agent, "confirm:")
    await visitor.act(customer, "post", channel=channel, text=thanks, thread_ts=root)
    await visitor.passes(20)
    told = await visitor.ask("GET", f"explain?channel={card['channel']}&ts={card['ts']}")

    assert asks in str(card["blocks"])
    assert confirm["ts"] > card["ts"]
    assert (told["moment"]["stage"], told["moment"]["close_reason"]) == ("closed", "confirmed_by_customer")


async def test_every_card_can_be_explained(visitor: Visitor) -> None:
    text = "Our login has been down for an hour, the whole front desk waits!"
    ts = (await visitor.act("customer", "post", channel="C0SUPPORT", text=text))["ts"]
    await visitor.passes(20)
    (card,) = await visitor.private("agent", "card:")
    await visitor.act("agent", "press", channel=card["channel"], ts=card["ts"], action_id="later")
    await visitor.passes(1)

    told = await visitor.ask("GET", f"explain?channel={card['channel']}&ts={card['ts']}")
    of_message = await visitor.ask("GET", f"explain?channel=C0SUPPORT&ts={ts}")

    assert told == of_message
    assert text.startswith(told["title"].rstrip("…"))
    assert told["said"] == [{"ts": ts, "side": "customer", "text": text}]
    assert told["assessment"]["expectations"][0]["kind"] == "explicit"
    assert told["made_by"]["coach"] == "playbook"
    assert told["draft_by"]["revision"]
    assert [(one["is_moment"], one["shown"], one["focus"]) for one in told["verdicts"]] == [(True, True, [ts])]
    assert [(one["key"], one["state"]) for one in told["whispers"]] == [(card["key"], "sent")]
    assert [one["act"] for one in told["feedback"]] == ["later"]
    assert [one["due"] for one in told["timers"]] == ["remind", "overdue"]


async def test_why_nothing_was_said_about_a_message_can_be_asked_too(visitor: Visitor) -> None:
    ts = (await visitor.act("customer", "post", channel="C0SUPPORT", text="Thank you!"))["ts"]
    await visitor.passes(20)

    told = await visitor.ask("GET", f"explain?channel=C0SUPPORT&ts={ts}")

    assert told["moment"] is None
    assert told["verdicts"][0]["negative_type"] == "thanks_closing"
    assert await visitor.private("agent") == []


async def test_the_next_timer_is_where_the_clock_goes(visitor: Visitor) -> None:
    root = (await visitor.act("customer", "post", channel="C0SUPPORT", text="Can you send us the invoice?"))["ts"]
    await visitor.passes(20)
    await visitor.act("agent", "post", channel="C0SUPPORT", text="Here it is.", thread_ts=root)
    await visitor.passes(5)
    clock = (await visitor.ask("GET", f"state?as={VOICES['agent']}"))["clock"]

    moved = await visitor.ask("POST", "clock", {"to": "next"})

    assert clock["can_move"] is True
    assert moved["now"] >= clock["next_timer"]
    assert len(await visitor.private("agent", "confirm:")) == 1


def test_the_config_says_who_is_an_agent_and_who_leads() -> None:
    roles = roles_of(the_settings().config, town())

    assert roles == {"U0ALICE": "agent", "U0BEN": "agent", "U0LEAD": "lead", "U0LAN": "lead"}


def test_a_browser_is_opened_only_where_its_window_can_be_seen() -> None:
    assert has_screen({"DISPLAY": ":0"}, "linux")
    assert has_screen({}, "darwin")
    assert not has_screen({}, "linux")


async def test_a_port_that_is_taken_is_said_to_be() -> None:
    settings = the_settings()
    async with opened(settings, Wish()) as first:
        with pytest.raises(Failed, match=r"port \d+ cannot be listened on .* choose another --port, or 0"):
            async with opened(settings, Wish(port=first.server.port)):
                pass


@pytest.fixture
def own_place() -> Iterator[Path]:
    """A folder for a playground of its own; short, for the socket of its database lies in it."""
    place = Path(tempfile.mkdtemp(prefix="mb-", dir="/tmp"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_command_prints_an_address_that_works_and_stops_when_told(
    own_place: Path, number: signal.Signals
) -> None:
    environment = os.environ | {"TMPDIR": str(own_place)}
    command = (sys.executable, "-m", "motbot", "playground", "--no-browser")
    running = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    line = (await running.stdout.readline()).decode()
    found = re.search(r"(http://127\.0\.0\.1:\d+)/#([\w-]{40,})", line)
    assert found, line + (await running.stderr.read()).decode()
    headers = {"X-Playground-Token": found[2]}

    async with aiohttp.ClientSession() as session, session.get(f"{found[1]}/page/scenes", headers=headers) as answer:
        offered = await answer.json()
    running.send_signal(number)
    async with asyncio.timeout(60):
        code = await running.wait()

    assert len(offered) == len(SCENES)
    assert (code, await running.stderr.read()) == (0, b"")
