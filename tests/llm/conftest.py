"""What the tests of the model's floor share: a fixed clock, views, a client whose waits are only counted, templates."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.llm.client import ModelClient
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import Task, Template, read_template
from tests.fakes.openai_server import Mode, OpenAIServer, openai_server

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PROMPTS = Path(__file__).parents[2] / "prompts"


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return T0


@dataclass
class Asking:
    """A client, the server it talks to, and the seconds it would have waited."""

    client: ModelClient
    server: OpenAIServer
    waits: list[float] = field(default_factory=list)


AskingWith = Callable[..., AbstractAsyncContextManager[Asking]]


@pytest.fixture
def asking() -> AskingWith:
    """Make a client against a server with this script; options may be overridden by name."""

    @asynccontextmanager
    async def make(*script: Mode, **options: object) -> AsyncIterator[Asking]:
        async with openai_server(*script) as server:
            waits: list[float] = []

            async def sleep(seconds: float) -> None:
                waits.append(seconds)

            given: dict[str, object] = {"model": "m", "base_url": server.url, "deadline": 5.0} | options
            client = ModelClient(
                options=ModelOptions(**given),  # type: ignore[arg-type] # overridden by name in each test
                clock=FixedClock(),
                sleep=sleep,
                random=lambda: 0.0,
            )
            try:
                yield Asking(client, server, waits)
            finally:
                await client.close()

    return make


@pytest.fixture
def template_of() -> Callable[[Task], Template]:
    """Read the template that is shipped for a task."""
    return lambda task: read_template(PROMPTS / task.name / "default.md", task=task, model="m")


def a_line(ts: str, text: str, *, side: Side = Side.CUSTOMER, author: str = "U1", **more: object) -> Line:
    return Line(ts=ts, at=T0, side=side, author=author, text=text, **more)  # type: ignore[arg-type] # by name


def a_view(*lines: Line, focus: tuple[str, ...] = (), **more: object) -> ConversationView:
    return ConversationView(
        lines=lines,
        focus=focus or (lines[-1].ts,),
        now=T0,
        zone=ZoneInfo("Asia/Shanghai"),
        **more,  # type: ignore[arg-type] # by name
    )
