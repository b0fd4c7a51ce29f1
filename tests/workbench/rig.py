"""A real desk on a temporary folder and a database of the tests, a scripted model, and a browser's requests."""

import asyncio
import io
import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from psycopg.conninfo import conninfo_to_dict

from motbot.coaches import playbook_coaching
from motbot.settings import default_prompts
from motbot.settings.loading import Settings, load_settings
from motbot.tuning.desk_measuring import DeskWish
from motbot.tuning.desk_page import BenchPageWish, opened_bench
from motbot.use_cases.coaching import Coaching
from tests.fakes import openai_server as fake
from tests.tuning.rig import ANSWERS, by_task, cases_file

JSON = dict[str, Any]
WORSE, BETTER = "Take every request for none.", "Look twice."
WITHIN = 60.0
"""Seconds for a run of two cases, however busy the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Prompts of one's own, two cases, and a database."""

    folder: Path
    database: str

    @property
    def prompts(self) -> Path:
        """Where the trainer's prompts are."""
        return self.folder / "prompts"

    def settings(self, url: str = "", *, own: bool = True, more: Mapping[str, str] | None = None) -> Settings:
        """Its settings; with a server's address those of a model there."""
        config = self.folder / "motbot.yaml"
        prices = "[{model: m, prompt: 1, cached: 1, completion: 1}]"
        coach = "model" if url else "playbook"
        config.write_text(f"coach: {coach}\nmodel: {{name: m, deadline: 5s, prices: {prices}}}\n")
        given = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "k"} if url else {}
        places = {
            "MOTBOT_CONFIG": str(config),
            "MOTBOT_DATA_DIR": str(self.folder / "data"),
            "MOTBOT_DATABASE_URL": self.database,
        }
        prompts = {"MOTBOT_PROMPTS": str(self.prompts)} if own else {}
        return load_settings({**places, **prompts, **given, **(more or {})})

    def write(self, variant: str, line: str, *, task: str = "assess") -> None:
        """Write a variant: the default one with one more line in its system part."""
        folder = self.prompts / task
        text = (folder / "default.md").read_text(encoding="utf-8")
        (folder / f"{variant}.md").write_text(with_line(text, line), encoding="utf-8")

    def read(self, variant: str, *, task: str = "assess") -> str:
        """What stands on the disk."""
        return (self.prompts / task / f"{variant}.md").read_text(encoding="utf-8")


def deployed(folder: Path, conninfo: str) -> Deployment:
    """A deployment with the shipped prompts."""
    shutil.copytree(default_prompts(), folder / "prompts")
    parts = conninfo_to_dict(conninfo)
    name = parts.pop("dbname")
    return Deployment(folder=folder, database=f"postgresql:///{name}?{urlencode(parts)}")


def swayed(request: web.Request, asked: JSON) -> Any:
    """A model that does what one line of its prompt says, and else answers well."""
    answers: Mapping[str, Any] = ANSWERS
    if WORSE in asked["messages"][0]["content"]:
        no_moment = {**ANSWERS["assess"], "is_moment": False, "negative_type": "chit_chat", "urgency": "none"}
        answers = {**ANSWERS, "assess": no_moment}
    return by_task(answers)(request, asked)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> JSON:
        """The body, where it is JSON."""
        found: JSON = json.loads(self.body)
        return found


@dataclass
class Trainer:
    """Somebody at the page, with a browser's means only."""

    address: str
    session: aiohttp.ClientSession

    @property
    def token(self) -> str:
        """The secret of this start."""
        return self.address.partition("#")[2]

    @property
    def url(self) -> str:
        """Where the page stands."""
        return self.address.partition("#")[0]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2].partition("/")[0])

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask as the page does; a header named with underscores replaces the usual one, an empty one takes it away."""
        usual = {"X-Workbench-Token": self.token} | ({"Content-Type": "application/json"} if body is not None else {})
        given = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in given.items() if value}
        data = body if body is None or isinstance(body, bytes | str | io.IOBase) else json.dumps(body)
        async with self.session.request(method, f"{self.url}{path}", data=data, headers=kept) as response:
            return Answer(response.status, response.headers, await response.read())

    async def get(self, path: str) -> JSON:
        """Read something that can be read."""
        answer = await self.ask("GET", f"api/{path}")
        assert answer.status == 200, answer.body
        return answer.json

    async def do(self, what: str, /, **wish: object) -> JSON:
        """Have something done that can be done."""
        answer = await self.ask("POST", f"api/{what}", wish)
        assert answer.status == 200, answer.body
        return answer.json

    async def refused(self, what: str, /, **wish: object) -> tuple[int, str]:
        """Ask for what is refused; gives status and words."""
        answer = await self.ask("POST", f"api/{what}", wish)
        assert answer.status >= 400, answer.body
        return answer.status, str(answer.json["message"])

    async def ended(self, run: JSON) -> JSON:
        """Wait for a run's end."""
        async with asyncio.timeout(WITHIN):
            while (told := await self.get(f"run?number={run['number']}"))["state"] == "running":  # noqa: ASYNC110 - the page looks again too
                await asyncio.sleep(0.02)
        return told

    async def task(self, name: str = "assess") -> JSON:
        """A task as the overview has it."""
        found: JSON = next(one for one in (await self.get("overview"))["tasks"] if one["name"] == name)
        return found


@asynccontextmanager
async def with_model(
    deployment: Deployment, mode: fake.Mode = swayed, *, deadline: float | None = None
) -> AsyncIterator[Trainer]:
    """The same with a model that answers in this way."""
    async with (
        fake.openai_server(mode) as server,
        at_the_bench(deployment, deployment.settings(server.url), deadline=deadline) as trainer,
    ):
        yield trainer


@cache
def the_playbook() -> Coaching:
    """The shipped playbook, read once."""
    settings = load_settings({})
    return playbook_coaching(settings.prompts, settings.config)


def with_line(text: str, line: str) -> str:
    """A prompt's text with one more line at the end of its system part."""
    return text.replace("\n# user\n", f"\n{line}\n# user\n", 1)


@asynccontextmanager
async def at_the_bench(
    deployment: Deployment, settings: Settings, *, deadline: float | None = None
) -> AsyncIterator[Trainer]:
    """Open the workbench on two cases, and let a trainer come."""
    wish = BenchPageWish(desk=DeskWish(cases=(cases_file(deployment.folder),), deadline=deadline), browser=False)
    opened = opened_bench(settings, wish, standby=the_playbook())
    async with opened as address, aiohttp.ClientSession() as session:
        yield Trainer(address=address, session=session)
