"""The whole bot at its most talkative, with a model that fails in every way: no word and no token reaches any log."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
import structlog
from aiohttp import web

from motbot.clock import SystemClock
from motbot.coaches import Fixed, model_coaching, tasks_of
from motbot.domain.events import Act
from motbot.llm.client import ModelClient
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import read_template
from motbot.log import configure_logging
from motbot.playground.faults import Broken, HtmlPage
from motbot.playground.faults import Failed as Refused
from motbot.settings.defaults import default_prompts
from motbot.use_cases.coaching import Coaching
from tests.fakes import openai_server as fake
from tests.fakes.openai_server import Mode, OpenAIServer, openai_server
from tests.safety.copying_model import copy
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, LEAD, SUPPORT, the_playbook, the_reviewer, the_settings

SAID, ANSWERED, TYPED = "tulipwort", "rosewort", "daisywort"
KEY = "sk-canary-0123456789abcdef"
LIBRARIES = ("aiohttp", "alembic", "asyncio", "httpcore2", "httpx2", "openai", "procrastinate", "psycopg", "slack_bolt",
             "slack_sdk", "sqlalchemy", "py.warnings")  # fmt: skip
NOT_IN_A_LOG = (
    SAID,
    ANSWERED,
    TYPED,
    "canary",
    "xoxb-",
    "xapp-",
    "ticket=",
    "response_url",
    "hooks.slack",
    "trigger_id=",
)


@contextmanager
def talkative() -> Iterator[io.StringIO]:
    """Everything that is logged, every library asked to say all it can.

    No fixture: pytest puts a handler of its own before each test begins, which would write down every line once more.
    """
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in ("motbot", *LIBRARIES))]
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    written = io.StringIO()
    configure_logging(stream=written, level="debug")
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield written
    for logger, handlers, level in before:
        logger.handlers[:] = handlers
        logger.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    """A model that repeats what it is asked, in answers and in errors."""
    async with openai_server(copy) as opened:
        yield opened


@pytest.fixture
async def coaching(server: OpenAIServer) -> AsyncIterator[Coaching]:
    """The real coach by model."""
    config = the_settings().config
    options = ModelOptions(model="m", base_url=server.url, api_key=KEY, deadline=5.0, hide_personal_data=False)
    client = ModelClient(options=options, clock=SystemClock())
    templates = {
        name: Fixed(read_template(default_prompts() / name / "default.md", task=task, model="m"))
        for name, task in tasks_of(config).items()
    }
    standby = Coaching(
        coach=the_playbook().coach,
        fallback=the_playbook().coach,
        first_look=the_playbook().first_look,
        reviewer=the_reviewer(),
        fallback_reviewer=the_reviewer(),
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(client.close)
        yield model_coaching(standby, client=client, templates=templates, config=config)


def echoing(status: int) -> Mode:
    """Refuse, and repeat in the refusal everything that was asked."""
    return lambda request, asked: fake.error(status, str(asked))(request, asked)


def echoing_page(_request: web.Request, asked: dict[str, Any]) -> web.Response:
    """Answer with a page that repeats what was asked."""
    return web.Response(text=f"<html>{asked}</html>", content_type="text/html")


def echoing_json(_request: web.Request, asked: dict[str, Any]) -> web.Response:
    """Answer with a body that is cut off in what was asked."""
    return web.Response(text=f'{{"choices": [{{"message": "{asked}', content_type="application/json")


async def a_day_with_everything_in_it(stage: Stage, server: OpenAIServer) -> None:
    """Words in every place that words come to, while the model and Slack answer well, then badly."""
    root = await stage.asks(CARLA, f"Where is the {SAID} export? Our {SAID} board waits for it today.")
    view = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT.value)
    await stage.submits(ALICE, view, {"known": f"the {TYPED} is known"})
    await stage.says(ALICE, f"I will send the {ANSWERED} by tomorrow at 10:00.", thread=root)
    await stage.passes(timedelta(hours=1))
    for words in (f"try where is my {TYPED}?", f"review {TYPED}", f"{TYPED} {TYPED}", "mine", "promises"):
        await stage.workspace.slash(LEAD, SUPPORT, "/mot", words)
    await stage.workspace.shortcut(LEAD, SUPPORT, root, "review_thread")
    await stage.rests()
    server.script[:] = [echoing(400), echoing(500), echoing_page, echoing_json, fake.ok(SAID), echoing(401), copy]
    for fault in (Broken(), HtmlPage(), Refused()):
        stage.server.faults.plan("chat.postMessage", fault)
    await stage.asks(CARLA, f"And the {SAID} of yesterday, please?")
    stage.workspace.send_raw({"type": "event_callback", "event": {"type": "message", "text": SAID, "ts": 5}})
    await stage.passes(timedelta(minutes=5))


async def test_whatever_happens_no_log_line_holds_a_word_or_a_token(
    staged: Staged, coaching: Coaching, server: OpenAIServer, capfd: pytest.CaptureFixture[str]
) -> None:
    with talkative() as log:
        async with staged(coaching=coaching) as stage:
            await a_day_with_everything_in_it(stage, server)

    told = log.getvalue() + "".join(capfd.readouterr())
    assert len(log.getvalue().splitlines()) > 20
    assert sum(SAID in str(asked) for asked in server.requests) > 5
    assert [secret for secret in NOT_IN_A_LOG if secret in told] == []
