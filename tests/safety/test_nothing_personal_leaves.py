"""No personal data reaches a model's server, whatever it is asked, and people see what they would see without that."""

import random
import re
import unicodedata
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from motbot.domain.case import Case, Gold
from motbot.domain.checks import checked
from motbot.domain.contacts import contacts_of
from motbot.domain.due import DueConventions, DueKind, Resolved
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, SayNo, Urgency
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Mending, Promise
from motbot.domain.reading import Beyond
from motbot.llm.assessor import ModelAssessor, assess_task
from motbot.llm.client import ModelClient
from motbot.llm.confirmer import ModelConfirmer, confirm_task
from motbot.llm.drafter import ModelDrafter, draft_task
from motbot.llm.judge import ModelJudge, judge_task
from motbot.llm.mender import ModelMender, mend_task
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import Task, Template, read_template
from motbot.llm.reply_reader import ModelReplyReader, promises_task
from motbot.llm.reviewer import ModelReviewer, review_task
from tests.domain.people_data import MADE, written
from tests.fakes.due_times import FakeDueTimes
from tests.fakes.openai_server import Mode, OpenAIServer, openai_server
from tests.fakes.samples import a_promise
from tests.llm.conftest import PROMPTS, FixedClock, a_line, a_view
from tests.safety.copying_model import NEW_TIME, copy, task_of

NEW = a_promise().due
TASKS = (
    assess_task(),
    draft_task(conventions=DueConventions()),
    confirm_task(),
    promises_task(conventions=DueConventions()),
    mend_task(),
    review_task(within=ReplyWithin()),
    judge_task(),
)


@pytest.fixture(scope="module")
def templates() -> Mapping[str, Template]:
    """The prompts that are shipped."""
    return {task.name: _template(task) for task in TASKS}


def _template(task: Task) -> Template:
    return read_template(PROMPTS / task.name / "default.md", task=task, model="m")


@dataclass(frozen=True, slots=True)
class Told:
    """A conversation full of personal data, and all that is held about it."""

    values: list[str]
    view: ConversationView
    promise: Promise
    expectations: tuple[Expectation, ...]
    assessment: Assessment = field(init=False)

    def __post_init__(self) -> None:
        said = " ".join(self.values[:2])
        object.__setattr__(self, "assessment", Assessment(
            is_moment=True, urgency=Urgency.HIGH, expectations=self.expectations, missing_fact=f"whose {said} is",
            explore_questions=(f"Is it {said}?",), business_interests=(said,), personal_interests=(said,),
            say_no=SayNo(value=True, what=said, why=said),
        ))  # fmt: skip


def a_talk(seed: int, *, disguised: bool) -> Told:
    """A conversation in which every kind of personal data is said by everybody, in the facts and the promise too."""
    rng = random.Random(seed)
    values = [rng.choice(list(written(kind, rng)))[0] if disguised else MADE[kind](rng) for kind in (*MADE, *MADE)]
    rng.shuffle(values)
    first, second, third, fourth, fifth = (" and ".join(values[at : at + 2]) for at in range(0, 10, 2))
    asked, said = f"Would you please write to {first}, thanks", f"We have you down with {second} for tomorrow"
    limit = PromiseLimit(kind=LimitKind.LEGAL, words=("never",), rule=f"Not to {third}", instead=f"Ask {third}")
    view = a_view(
        a_line("1.0", asked),
        a_line("2.0", said, side=Side.AGENT, author="U2"),
        a_line("3.0", f"It was {third} before, please, and not {first}"),
        focus=("1.0", "2.0", "3.0"),
        facts=f"The desk is at {fourth}.",
        known=(f"The account is {fifth}",),
        limits=(limit,),
    )
    promise = replace(
        a_promise(), what=f"Call {second}", words=said, lines=("2.0",), condition=f"if {fifth}", due=None,
        reason=f"{fourth} is out", moved_from=(),
        beyond=(Beyond(kind=LimitKind.LEGAL, rule=limit.rule, instead=limit.instead),),
    )  # fmt: skip
    wish = Expectation(kind=ExpectationKind.EXPLICIT, text=f"A letter to {first}", quote=asked, source="1.0")
    unsaid = Expectation(kind=ExpectationKind.IMPLICIT, text=f"Calm about {second}", cue=f"{first} stands there")
    return Told(values=values, view=view, promise=promise, expectations=(wish, unsaid))


@asynccontextmanager
async def a_client(mode: Mode, *, hide: bool) -> AsyncIterator[tuple[ModelClient, OpenAIServer]]:
    """A client whose model answers in this way."""
    async with openai_server(mode) as server:
        options = ModelOptions(model="m", base_url=server.url, hide_personal_data=hide)
        client = ModelClient(options=options, clock=FixedClock())
        try:
            yield client, server
        finally:
            await client.close()


async def every_answer(client: ModelClient, templates: Mapping[str, Template], told: Told) -> list[Any]:
    """What each kind of question comes to, without what it took."""
    source = {name: (lambda template=template: template) for name, template in templates.items()}
    view, en = told.view, Language.EN
    due_times = FakeDueTimes(known={NEW_TIME: Resolved(kind=DueKind.DEADLINE, at=NEW)})
    mender = ModelMender(client=client, template=source["mend"], due_times=due_times)
    reviewer = ModelReviewer(client=client, template=source["review"], within=ReplyWithin())
    reader = ModelReplyReader(client=client, template=source["promises"], due_times=due_times)
    case = Case(id="c", language=en, view=view, gold=Gold(is_moment=True))
    assessed = await ModelAssessor(client=client, template=source["assess"]).assess(view)
    return [
        assessed.assessment,
        checked(assessed.assessment, view),
        (await ModelDrafter(client=client, template=source["draft"]).draft(view, told.assessment, en)).draft,
        (await ModelConfirmer(client=client, template=source["confirm"]).confirm(view, told.assessment, en)).draft,
        (await reader.read(view, expected=told.expectations, promised=(told.promise,))).reading,
        (await mender.mend(view, told.promise, mending=Mending.MOVE, due=NEW, language=en)).draft,
        (
            await reviewer.review(
                view,
                contacts=contacts_of(view.lines)[:1],
                expectations=told.expectations,
                promises=(told.promise,),
                language=en,
            )
        ).contacts,
        await ModelJudge(client=client, template=source["judge"]).opinions(case, told.expectations),
    ]


def bare(text: str) -> str:
    """Letters and digits alone, as no disguise changes them."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


@pytest.mark.parametrize("seed", range(3))
async def test_no_value_reaches_the_model_whatever_it_is_asked(templates: Mapping[str, Template], seed: int) -> None:
    told = a_talk(seed, disguised=True)
    async with a_client(copy, hide=True) as (client, server):
        await every_answer(client, templates, told)

    sent = {task_of(asked): bare(asked["messages"][1]["content"]) for asked in server.requests}
    assert set(sent) == {task.name for task in TASKS}
    assert [(task, value) for task, text in sent.items() for value in told.values if bare(value) in text] == []


@pytest.mark.parametrize("seed", range(3))
async def test_people_see_what_they_would_see_if_nothing_were_hidden(
    templates: Mapping[str, Template], seed: int
) -> None:
    told = a_talk(seed, disguised=False)
    answers = []
    for hide in (True, False):
        async with a_client(copy, hide=hide) as (client, server):
            answers.append(await every_answer(client, templates, told))
        assert hide != any(
            value in asked["messages"][1]["content"] for asked in server.requests for value in told.values
        )

    assert answers[0] == answers[1]
    assert all(value in str(answers[0]) for value in told.values)


@pytest.mark.parametrize("seed", range(3))
async def test_a_quote_with_disguised_data_in_it_still_stands_in_the_thread(
    templates: Mapping[str, Template], seed: int
) -> None:
    told = a_talk(seed, disguised=True)
    async with a_client(copy, hide=True) as (client, _server):
        assessed = await ModelAssessor(client=client, template=lambda: templates["assess"]).assess(told.view)

    kept, _ = checked(assessed.assessment, told.view)
    theirs = [line.text for line in told.view.lines if line.side is Side.CUSTOMER]
    assert sorted(one.quote for one in kept.of_kind(ExpectationKind.EXPLICIT)) == sorted(theirs)


async def test_the_part_that_servers_cache_is_the_same_with_and_without_marks(
    templates: Mapping[str, Template],
) -> None:
    view = a_view(a_line("1.0", "Could you please call me today?"))
    async with a_client(copy, hide=True) as (client, server):
        assessor = ModelAssessor(client=client, template=lambda: templates["assess"])
        await assessor.assess(view)
        await assessor.assess(replace(view, facts="138 0013 8000"))

    plain, marked = ([message["content"] for message in asked["messages"]] for asked in server.requests)
    assert plain[0] == marked[0]
    assert "⟦" not in plain[1]
    assert marked[1].count("⟦phone-1⟧") > 0
