"""The model's server fails in every known way: customers are heard, agents are helped, and nothing comes too late."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from motbot.coaches import Fixed, model_coaching, playbook_coaching, tasks_of
from motbot.llm.asking import TemplateSource
from motbot.llm.client import ModelClient
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import read_template
from motbot.settings.loading import load_settings
from motbot.use_cases.coaching import Coaching
from tests.fakes.bad_servers import AWAY, USELESS, odd
from tests.fakes.clock import FakeClock
from tests.fakes.openai_server import Mode, OpenAIServer, openai_server
from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd, assert_whole
from tests.rig.model import ASSESSMENT, good_answer
from tests.rig.town import Town, is_card, numbers_in, request

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
AT_MOST = 14
"""Requests: within the time that a model is waited for it is asked seven times, each time twice at most."""
DAILY = ("429 without end", "html with 200", "null choices", "hanging", "reset", "another shape", "refusal")
"""One of each nature; the client's own tests try all of them every day."""
A_WHILE = timedelta(minutes=3)
"""Longer than a model is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    """A model's server, and the coaches that ask it."""

    server: OpenAIServer
    coaching: Coaching


@pytest.fixture(scope="module")
def templates() -> Mapping[str, TemplateSource]:
    """Every shipped prompt."""
    settings = load_settings({})
    return {
        name: Fixed(read_template(settings.prompts / name / "default.md", task=task, model="m"))
        for name, task in tasks_of(settings.config).items()
    }


@asynccontextmanager
async def coached(templates: Mapping[str, TemplateSource]) -> AsyncIterator[Coached]:
    """The real client, with a short deadline, whose waits are not slept through."""
    settings = load_settings({})

    async def at_once(_: float) -> None:
        """Do not wait."""

    async with openai_server(good_answer) as server:
        options = ModelOptions(model="m", base_url=server.url, deadline=0.5)
        client = ModelClient(options=options, clock=FakeClock(), sleep=at_once, random=lambda: 0.0)
        standby = playbook_coaching(settings.prompts, settings.config)
        yield Coached(
            server=server,
            coaching=model_coaching(standby, client=client, templates=templates, config=settings.config),
        )
        await client.close()


def in_turn(assessed: Mode) -> Mode:
    """Answer the assessment like this, and everything else well."""

    def answer(asked_of: web.Request, asked: dict[str, Any]) -> Any:
        task = asked["response_format"]["json_schema"]["name"]
        return (assessed if task == "assess" else good_answer)(asked_of, asked)

    return answer


def shown(people: Crowd, number: int) -> list[str]:
    """The cards of one request."""
    cards = people.stage.workspace.dm(people.town.agent(number))
    return [str(card) for card in cards if is_card(card) and number in set(numbers_in(card))]


class ByRequest:
    """A server that treats each customer's request in a way of its own."""

    def __init__(self, modes: Sequence[Mode]) -> None:
        self._modes = modes
        self.asked: Counter[int] = Counter()

    def __call__(self, asked_of: web.Request, asked: dict[str, Any]) -> Any:
        number = next(numbers_in(asked["messages"][-1] if len(asked["messages"]) < 3 else asked))
        self.asked[number] += 1
        return self._modes[number](asked_of, asked)


@pytest.mark.row("L1", trials=len(DAILY), long=len(AWAY) + len(USELESS))
async def test_without_a_usable_answer_the_playbook_helps_in_time_and_few_requests_are_made(
    crowd: OpenCrowd, templates: Mapping[str, TemplateSource], trials: int
) -> None:
    every = {**AWAY, **USELESS}
    modes = every if trials > len(DAILY) else {name: every[name] for name in DAILY}
    town = Town(channels=len(modes), customers=1)
    async with coached(templates) as model, crowd(town, coaching=model.coaching) as people:
        served = ByRequest(list(modes.values()))
        model.server.script = [served]
        people.say(len(modes))
        assert_whole(await people.settles(A_WHILE))

    assert {name: served.asked[number] for number, name in enumerate(modes) if served.asked[number] > AT_MOST} == {}


@pytest.mark.row("L1", trials=4)
async def test_a_good_answer_in_odd_clothes_counts(crowd: OpenCrowd, templates: Mapping[str, TemplateSource]) -> None:
    modes = [in_turn(mode) for mode in odd(ASSESSMENT).values()]
    town = Town(channels=len(modes), customers=1)
    async with coached(templates) as model, crowd(town, coaching=model.coaching) as people:
        model.server.script = [ByRequest(modes)]
        people.say(len(modes))
        assert_whole(await people.settles(A_WHILE))
        async with people.stage.bot.store.begin() as tx:
            moments = [await tx.moments.get(number + 1) for number in range(len(modes))]

    assert [moment.provenance.coach for moment in moments if moment] == ["model"] * len(modes)


@pytest.mark.row("L1", trials=6)
async def test_what_was_answered_while_the_model_was_away_is_not_nudged_about_once_it_is_back(
    crowd: OpenCrowd, templates: Mapping[str, TemplateSource]
) -> None:
    town = Town(channels=6, customers=1)
    async with coached(templates) as model, crowd(town, coaching=model.coaching) as people:
        slack = people.stage.workspace
        model.server.script = [AWAY["503"]]
        asked = [slack.post(town.customer(number), town.channel(number), request(number)) for number in range(6)]
        await people.stage.passes(timedelta(seconds=20))
        for number, ts in enumerate(asked[:4]):
            slack.post(town.agent(number), town.channel(number), "Here is the invoice.", thread_ts=ts)
        await people.stage.rests()
        model.server.script = [good_answer]
        await people.stage.passes(timedelta(minutes=5))

        assert [len(shown(people, number)) for number in range(6)] == [0] * 4 + [1] * 2
