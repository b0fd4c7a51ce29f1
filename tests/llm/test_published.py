"""Tests of following published prompts: only they answer, and one that cannot be used leaves the last good one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import text
from typing_extensions import override

from motbot.domain.due import DueConventions
from motbot.domain.errors import BadPrompt, StorageUnavailable
from motbot.engine.arming import armed
from motbot.llm.assessor import assess_task
from motbot.llm.drafter import draft_task
from motbot.llm.published import EVERY, TRIED_AGAIN, PromptsInForce, Templates
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore, PostgresTransaction
from tests.fakes.clock import FakeClock
from tests.fakes.prompts import a_draft, prompt_text, publishing, rolling_back

TASKS = {"assess": assess_task(), "draft": draft_task(conventions=DueConventions())}
BROKEN = "{{ nothing }}"


def in_force(store: PostgresStore, clock: FakeClock, *tasks: str) -> PromptsInForce:
    """One process's prompts."""
    wanted = {name: TASKS[name] for name in tasks or ("assess",)}
    return PromptsInForce(store=store, clock=clock, tasks=wanted, templates=Templates(tasks=wanted, model="m"))


def shown(prompts: PromptsInForce, conversation: str = "", task: str = "assess") -> tuple[int, str]:
    """The prompt that answers a conversation, and the last words of its system part."""
    chosen = prompts.chosen(task, conversation)
    return chosen.prompt, chosen.template.render(_inputs(task)).system.split()[-1]


def _inputs(task: str) -> dict[str, Any]:
    return {name: [] if name == "lines" else "" for name in TASKS[task].inputs}


async def test_the_published_text_answers(store: PostgresStore, clock: FakeClock) -> None:
    await publishing(store, clock)(a_draft(text=prompt_text("One")), by="U1")
    prompts = in_force(store, clock)
    await prompts.load()

    assert shown(prompts) == (1, "One")
    assert prompts.refused == {}


async def test_a_promotion_and_a_rollback_are_followed_at_the_next_look(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    prompts = in_force(store, clock)
    await prompts.load()
    await publish(a_draft(text=prompt_text("Two")), by="U1")
    assert shown(prompts) == (1, "One")
    await prompts.look()
    assert shown(prompts) == (2, "Two")
    await rolling_back(store, clock)("assess", by="U1")
    await prompts.look()
    assert shown(prompts) == (1, "One")


async def test_a_trial_answers_its_share_of_conversations_and_always_the_same_ones(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    await publish(a_draft("tried", text=prompt_text("Two")), by="U1", share=30)
    prompts, elsewhere = in_force(store, clock), in_force(store, clock)
    await prompts.load()
    await elsewhere.load()

    given = {str(number): shown(prompts, str(number))[0] for number in range(300)}
    assert 60 < sum(one == 2 for one in given.values()) < 120
    assert given == {number: shown(elsewhere, number)[0] for number in given}


async def test_every_revision_in_force_leads_back_to_its_prompt(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    await publish(a_draft("tried", text=prompt_text("Two")), by="U1", share=30)
    prompts = in_force(store, clock)
    await prompts.load()

    for conversation in ("1", "2", "3", "4", "5", "6"):
        chosen = prompts.chosen("assess", conversation)
        async with store.begin() as tx:
            assert [one.id for one in await tx.prompts.of_revision(chosen.template.revision)] == [chosen.prompt]


async def test_a_text_that_cannot_be_used_leaves_the_last_good_one_in_force(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    prompts = in_force(store, clock)
    await prompts.load()
    await publish(a_draft(text=prompt_text(BROKEN)), by="U1")
    await prompts.look()

    assert shown(prompts) == (1, "One")
    assert "published assess prompt 2 (shorter):12: unknown variable `nothing`" in prompts.refused["assess"]

    await publish(a_draft(text=prompt_text("Three")), by="U1")
    await prompts.look()
    assert (shown(prompts), prompts.refused) == ((3, "Three"), {})


async def test_a_trial_that_cannot_be_used_leaves_its_conversations_with_the_live_one(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    await publish(a_draft("tried", text=prompt_text(BROKEN)), by="U1", share=99)
    prompts = in_force(store, clock)
    await prompts.load()

    assert {shown(prompts, str(number))[0] for number in range(20)} == {1}
    assert set(prompts.refused) == {"assess"}


async def test_a_start_with_an_unusable_live_prompt_takes_the_newest_earlier_one(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish = publishing(store, clock)
    for words in ("One", "Two", BROKEN):
        await publish(a_draft(text=prompt_text(words)), by="U1")
    prompts = in_force(store, clock)
    await prompts.load()

    assert shown(prompts) == (2, "Two")
    assert set(prompts.refused) == {"assess"}


async def test_a_start_without_any_usable_prompt_names_the_remedy(store: PostgresStore, clock: FakeClock) -> None:
    with pytest.raises(BadPrompt, match=r"No published assess prompt.*none was published.*prompts promote assess def"):
        await in_force(store, clock).load()
    await publishing(store, clock)(a_draft(text=prompt_text(BROKEN)), by="U1")
    with pytest.raises(BadPrompt, match=r"No published assess prompt.*unknown variable `nothing`"):
        await in_force(store, clock).load()


async def test_a_text_that_was_changed_in_the_database_is_not_used(
    store: PostgresStore, clock: FakeClock, database: Database
) -> None:
    publish = publishing(store, clock)
    for words in ("One", "Two"):
        await publish(a_draft(text=prompt_text(words)), by="U1")
    await rewrite(database, 2, "other")
    prompts = in_force(store, clock)
    await prompts.load()

    assert shown(prompts) == (1, "One")
    assert "its text was changed in the database" in prompts.refused["assess"]


async def test_a_prompt_that_is_gone_from_the_database_leaves_the_last_good_one(
    store: PostgresStore, clock: FakeClock, database: Database
) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    prompts = in_force(store, clock)
    await prompts.load()
    await publish(a_draft(text=prompt_text("Two")), by="U1")
    async with database.engine.begin() as connection:
        await connection.execute(text("DELETE FROM prompts WHERE id = 2"))
    await prompts.look()

    assert shown(prompts) == (1, "One")
    assert "is not in the database" in prompts.refused["assess"]


async def test_a_refused_text_is_tried_again_after_a_while(
    store: PostgresStore, clock: FakeClock, database: Database
) -> None:
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    prompts = in_force(store, clock)
    await prompts.load()
    await publish(a_draft(text=prompt_text("Two")), by="U1")
    await rewrite(database, 2, "spoilt")
    await prompts.look()
    await rewrite(database, 2, prompt_text("Two"))
    await prompts.look()
    assert shown(prompts)[1] == "One"

    clock.move(TRIED_AGAIN)
    await prompts.look()
    assert (shown(prompts)[1], prompts.refused) == ("Two", {})


async def test_one_tasks_trouble_is_no_other_tasks(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    for task in ("assess", "draft"):
        await publish(a_draft(task=task, text=prompt_text("One", task=task)), by="U1")
    prompts = in_force(store, clock, "assess", "draft")
    await prompts.load()
    await publish(a_draft(task="assess", text=prompt_text(BROKEN)), by="U1")
    await publish(a_draft(task="draft", text=prompt_text("Two", task="draft")), by="U1")
    await prompts.look()

    assert (shown(prompts)[1], shown(prompts, task="draft")[1]) == ("One", "Two")


async def test_changes_of_several_tasks_at_once_are_all_followed(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    for words in ("One", "Two"):
        for task in ("assess", "draft"):
            await publish(a_draft(task=task, text=prompt_text(words, task=task)), by="U1")
    for task in ("assess", "draft"):
        await publish(a_draft("tried", task=task, text=prompt_text("Three", task=task)), by="U1", share=50)
    prompts = in_force(store, clock, "assess", "draft")
    await prompts.load()

    for task in ("assess", "draft"):
        assert {shown(prompts, str(number), task)[1] for number in range(30)} == {"Two", "Three"}


async def test_following_goes_on_when_the_database_was_away_for_a_while(database: Database, clock: FakeClock) -> None:
    store = Unsteady(engine=database.engine, armed=armed)
    publish = publishing(store, clock)
    await publish(a_draft(text=prompt_text("One")), by="U1")
    looks = Looks(store)
    templates = Templates(tasks=TASKS, model="m")
    prompts = PromptsInForce(store=store, clock=clock, tasks=("assess",), templates=templates, sleep=looks)
    await prompts.load()
    await publish(a_draft(text=prompt_text("Two")), by="U1")

    with pytest.raises(EnoughSeen):
        await prompts.follow()
    assert looks.slept == [EVERY] * 4
    assert shown(prompts)[1] == "Two"


async def test_a_task_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(BadPrompt, match="x: 'asess' is no task; expected one of assess, draft"):
        await Templates(tasks=TASKS, model="m").tried("asess", "x", "")


async def test_a_text_is_compiled_once() -> None:
    templates = Templates(tasks=TASKS, model="m")
    first = await templates.tried("assess", "x", prompt_text("One"))

    assert await templates.compiled("assess", "y", prompt_text("One")) is first


class EnoughSeen(Exception):
    """Ends what never ends."""


class Unsteady(PostgresStore):
    """A store whose database is away while a test says so."""

    away = False

    @override
    @asynccontextmanager
    async def begin(self, *, durable: bool = False) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction, or say that the database does not answer."""
        if self.away:
            raise StorageUnavailable
        async with super().begin(durable=durable) as tx:
            yield tx


class Looks:
    """Lets a follower look four times at once; the database is away at the first two."""

    def __init__(self, store: Unsteady) -> None:
        self.slept: list[float] = []
        self._store = store

    async def __call__(self, seconds: float) -> None:
        """Take the wait down."""
        if len(self.slept) == 4:
            raise EnoughSeen
        self.slept.append(seconds)
        self._store.away = len(self.slept) <= 2


async def rewrite(database: Database, number: int, words: str) -> None:
    """Change a published text behind everybody's back."""
    words_now = "jsonb_set(value, '{text}', to_jsonb(CAST(:words AS text)))"
    changed = text(f"UPDATE prompts SET value = {words_now} WHERE id = :id")  # noqa: S608 - fixed words
    async with database.engine.begin() as connection:
        await connection.execute(changed, {"words": words, "id": number})
