"""Every question of a coach takes the share of its own channel, and is counted at its worst and at what it took."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from pydantic import BaseModel
from typing_extensions import override

from motbot.domain.due import DueConventions
from motbot.domain.errors import ModelUnavailable
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Mending
from motbot.llm.assessor import ModelAssessor, assess_task
from motbot.llm.client import ModelClient, Question
from motbot.llm.confirmer import ModelConfirmer, confirm_task
from motbot.llm.drafter import ModelDrafter, draft_task
from motbot.llm.mender import ModelMender, mend_task
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import Task, Template
from motbot.llm.reply_reader import ModelReplyReader, promises_task
from motbot.llm.reviewer import ModelReviewer, review_task
from motbot.llm.turns import Ask, Rules, Turn, Turns
from motbot.ports.due_times import DueTimes
from tests.fakes import openai_server as fake
from tests.fakes.due_times import FakeDueTimes
from tests.llm.conftest import FixedClock, a_line, a_view
from tests.llm.sheets import CONTACTS, VIEW
from tests.llm.test_llm_coach import NOTHING_MISSING
from tests.llm.test_mender import COPY

DUE_TIMES: DueTimes = FakeDueTimes(known={})
SAID = a_view(a_line("1.0", "Where is it?"), channel="C0SUPPORT")
CONVENTIONS = DueConventions()
Made = Callable[[Task], Callable[[], Template]]


class Listening(Turns):
    """Hears who asks for a turn; gives none where it is told not to."""

    def __init__(self, *, gives: bool = False) -> None:
        super().__init__(rules=Rules(at_once=1), clock=FixedClock())
        self.asked: list[Ask] = []
        self.given: list[Turn] = []
        self._gives = gives

    @override
    @asynccontextmanager
    async def turn(self, ask: Ask) -> AsyncIterator[Turn]:
        self.asked.append(ask)
        if not self._gives:
            raise ModelUnavailable
        async with super().turn(ask) as turn:
            self.given.append(turn)
            yield turn


def ways(client: ModelClient, made: Made) -> dict[str, Callable[[], Awaitable[object]]]:
    """Every question a coach can be asked."""
    said: ConversationView = SAID
    assessor = ModelAssessor(client=client, template=made(assess_task()))
    drafter = ModelDrafter(client=client, template=made(draft_task(conventions=DueConventions())))
    confirmer = ModelConfirmer(client=client, template=made(confirm_task()))
    reader = ModelReplyReader(client=client, template=made(promises_task(conventions=CONVENTIONS)), due_times=DUE_TIMES)
    mender = ModelMender(client=client, template=made(mend_task()), due_times=DUE_TIMES)
    within = ReplyWithin()
    reviewer = ModelReviewer(client=client, template=made(review_task(within=within)), within=within)
    return {
        "assess": lambda: assessor.assess(said),
        "draft": lambda: drafter.draft(said, NOTHING_MISSING, Language.EN),
        "confirm": lambda: confirmer.confirm(said, NOTHING_MISSING, Language.EN),
        "promises": lambda: reader.read(said, expected=(), promised=()),
        "mend": lambda: mender.mend(said, COPY, mending=Mending.CANNOT, due=None, language=Language.EN),
        "review": lambda: reviewer.review(
            a_view(*VIEW.lines, channel="C0SUPPORT"),
            contacts=CONTACTS,
            expectations=(),
            promises=(),
            language=Language.EN,
        ),
    }


@pytest.mark.parametrize("task", ["assess", "draft", "confirm", "promises", "mend", "review"])
async def test_a_question_takes_its_channels_share_and_only_what_waits_in_a_row_comes_again(
    template_of: Callable[[Task], Template], task: str
) -> None:
    turns = Listening()
    client = ModelClient(options=ModelOptions(model="m", api_key="k"), clock=FixedClock(), turns=turns)
    asked = ways(client, lambda task: lambda: template_of(task))[task]

    with pytest.raises(ModelUnavailable):
        await asked()
    await client.close()

    [ask] = turns.asked
    assert ask.share == "C0SUPPORT"
    assert ask.comes_again is (task in {"assess", "review"})
    assert ask.prompt_tokens > 500
    assert ask.completion_tokens >= 500


class _Word(BaseModel):
    text: str


QUESTION = Question(task="word", revision="r", system="Say a word.", user="Now.", answer=_Word)


@asynccontextmanager
async def listening(*script: fake.Mode) -> AsyncIterator[tuple[ModelClient, Listening]]:
    turns = Listening(gives=True)
    async with fake.openai_server(*script) as server:
        options = ModelOptions(model="m", base_url=server.url, deadline=1.0)
        client = ModelClient(options=options, clock=FixedClock(), turns=turns, sleep=lambda _: asyncio.sleep(0))
        yield client, turns
        await client.close()


async def test_an_answer_counts_at_what_the_server_says_it_took() -> None:
    async with listening(fake.ok({"text": "yes"})) as (client, turns):
        await client.ask(QUESTION)

    assert [turn.took.tokens for turn in turns.given] == [120]


async def test_a_request_that_the_server_refused_counts_for_nothing_and_its_retry_as_another() -> None:
    async with listening(fake.rate_limited(), fake.ok({"text": "yes"})) as (client, turns):
        await client.ask(QUESTION)

    assert [turn.took.tokens for turn in turns.given] == [0, 120]


async def test_a_request_that_broke_off_counts_at_its_worst() -> None:
    async with listening(fake.reset()) as (client, turns):
        with pytest.raises(ModelUnavailable):
            await client.ask(QUESTION)

    worst = turns.asked[0].prompt_tokens + turns.asked[0].completion_tokens
    assert [turn.took.tokens for turn in turns.given] == [worst, worst]
