"""Tests of pairing coaches with published prompts: each conversation with its own, never with a file."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from motbot.coaches import LiveCoaching, live_coaching_of, tasks_of
from motbot.settings import default_prompts
from motbot.settings.loading import SlackAccess, load_settings
from motbot.storage.database import Url
from motbot.storage.store import PostgresStore
from motbot.wiring import Wiring
from tests.fakes.clock import FakeClock
from tests.fakes.prompts import a_draft, prompt_text, publishing


@pytest.fixture
def wiring(tmp_path: Path, clock: FakeClock) -> Wiring:
    """A bot with a model, and prompts in a folder of its own."""
    shutil.copytree(default_prompts(), tmp_path / "prompts")
    settings = load_settings({"OPENAI_API_KEY": "k", "MOTBOT_PROMPTS": str(tmp_path / "prompts")})
    return Wiring(
        config=settings.config,
        prompts=settings.prompts,
        source=Url(text=""),
        slack=SlackAccess(bot_token=SecretStr("")),
        policies=(),
        clock=clock,
        model=settings.model_access(),
    )


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Closes what a test opens."""
    async with AsyncExitStack() as opened:
        yield opened


def edit(wiring: Wiring, line: str) -> None:
    """Change the file of a prompt."""
    path = wiring.prompts / "assess" / "default.md"
    path.write_text(path.read_text(encoding="utf-8").replace("\n# user\n", f"\n{line}\n# user\n"), encoding="utf-8")


def revision(live: LiveCoaching, conversation: int) -> str:
    """What would assess a conversation."""
    return live.coaching.answering(conversation).coach.assessor.revision


async def test_a_first_start_publishes_every_task_and_a_second_one_follows_no_edited_file(
    wiring: Wiring, stack: AsyncExitStack, store: PostgresStore
) -> None:
    first = await live_coaching_of(wiring, stack, store)
    edit(wiring, "An edit that nobody has promoted.")
    second = await live_coaching_of(wiring, stack, store)

    async with store.begin() as tx:
        assert set(await tx.prompts.standings()) == set(tasks_of(wiring.config))
        (found,) = await tx.prompts.of_revision(revision(first, 1))
    assert (found.task, found.variant, found.by) == ("assess", "default", "motbot")
    assert revision(second, 1) == revision(first, 1)


async def test_a_conversation_on_trial_has_the_prompt_on_trial_and_the_others_the_live_one(
    wiring: Wiring, stack: AsyncExitStack, store: PostgresStore, clock: FakeClock
) -> None:
    live = await live_coaching_of(wiring, stack, store)
    assert live.prompts is not None
    before = revision(live, 1)
    await publishing(store, clock)(a_draft("tried", text=prompt_text("Two")), by="U1", share=40)
    await live.prompts.look()

    given = {number: revision(live, number) for number in range(100)}
    assert len(set(given.values())) == 2
    assert 20 < sum(one != before for one in given.values()) < 60
    assert given == {number: revision(live, number) for number in given}
    assert live.coaching.coach.assessor.revision == before


async def test_coaches_that_answer_keep_their_prompt_while_another_is_promoted(
    wiring: Wiring, stack: AsyncExitStack, store: PostgresStore, clock: FakeClock
) -> None:
    live = await live_coaching_of(wiring, stack, store)
    assert live.prompts is not None
    answering = live.coaching.answering(1)
    before = answering.coach.assessor.revision
    await publishing(store, clock)(a_draft("other", text=prompt_text("Two")), by="U1")
    await live.prompts.look()

    assert answering.coach.assessor.revision == before
    assert revision(live, 1) != before
    assert live.coaching.answering(1).has_model


async def test_the_playbook_answers_without_any_prompts(
    wiring: Wiring, stack: AsyncExitStack, store: PostgresStore
) -> None:
    live = await live_coaching_of(replace(wiring, model=None), stack, store)

    assert live.prompts is None
    assert live.coaching.answering(1) is live.coaching
    async with store.begin() as tx:
        assert await tx.prompts.standings() == {}
