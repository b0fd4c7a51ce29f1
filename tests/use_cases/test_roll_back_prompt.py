"""Tests of taking back what was published."""

import asyncio

import pytest

from motbot.domain.errors import BadPrompt, Failed
from motbot.domain.publishing import ChangeKind
from motbot.storage.store import PostgresStore
from motbot.use_cases.list_prompts import ListPrompts
from tests.fakes.clock import FakeClock
from tests.fakes.prompts import ScriptedCheck, a_draft, publishing, rolling_back


async def live(store: PostgresStore) -> str:
    """The variant that is live."""
    log = await ListPrompts(store=store)("assess")
    return log.prompts[log.standings["assess"].live].variant


async def test_a_rollback_brings_the_prompt_before_back(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    for variant in ("default", "worse"):
        await publish(a_draft(variant), by="U1")
    change = await rolling_back(store, clock)("assess", by="U2", reason="it shouts")

    assert (change.kind, change.by, change.reason) == (ChangeKind.ROLLED_BACK, "U2", "it shouts")
    assert await live(store) == "default"


async def test_rollbacks_go_back_step_by_step_to_the_first_and_no_further(
    store: PostgresStore, clock: FakeClock
) -> None:
    publish, roll_back = publishing(store, clock), rolling_back(store, clock)
    for variant in ("default", "second", "third"):
        await publish(a_draft(variant), by="U1")
    await roll_back("assess", by="U1")
    assert await live(store) == "second"
    await publish(a_draft("fourth"), by="U1")

    seen = []
    for _ in range(2):
        await roll_back("assess", by="U1")
        seen.append(await live(store))
    assert seen == ["second", "default"]
    with pytest.raises(Failed, match="no earlier assess prompt to go back to; promote another one"):
        await roll_back("assess", by="U1")


async def test_a_rollback_ends_a_trial_before_it_touches_what_is_live(store: PostgresStore, clock: FakeClock) -> None:
    publish, roll_back = publishing(store, clock), rolling_back(store, clock)
    for variant in ("default", "second"):
        await publish(a_draft(variant), by="U1")
    await publish(a_draft("tried"), by="U1", share=30)

    change = await roll_back("assess", by="U1")
    assert (change.kind, change.standing.trial, change.standing.share) == (ChangeKind.TRIAL_ENDED, 0, 0)
    assert await live(store) == "second"
    await roll_back("assess", by="U1")
    assert await live(store) == "default"


async def test_a_prompt_that_can_no_longer_be_used_is_not_gone_back_to(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    for variant in ("default", "second"):
        await publish(a_draft(variant), by="U1")

    with pytest.raises(BadPrompt, match="published assess prompt 1:1: cannot be used"):
        await rolling_back(store, clock, ScriptedCheck("assess/default"))("assess", by="U1")
    assert await live(store) == "second"


async def test_a_task_without_prompts_has_nothing_to_roll_back(store: PostgresStore, clock: FakeClock) -> None:
    with pytest.raises(Failed, match="no earlier mend prompt"):
        await rolling_back(store, clock)("mend", by="U1")


async def test_promotions_and_rollbacks_at_once_have_one_order(store: PostgresStore, clock: FakeClock) -> None:
    publish, roll_back = publishing(store, clock), rolling_back(store, clock)
    for variant in ("default", "a", "b", "c"):
        await publish(a_draft(variant), by="U1")
    both = [publish(a_draft(f"v{number}"), by="U1") for number in range(3)]
    await asyncio.gather(*both, *(roll_back("assess", by="U1") for _ in range(3)))

    log = await ListPrompts(store=store)("assess")
    kinds = [one.kind for one in log.changes]
    assert [one.standing.generation for one in log.changes] == [*range(10, 0, -1)]
    assert (kinds.count(ChangeKind.PROMOTED), kinds.count(ChangeKind.ROLLED_BACK)) == (7, 3)
    assert await live(store) in {"default", "a", "b", "c", "v0", "v1", "v2"}


async def test_the_log_tells_every_prompt_it_speaks_of(store: PostgresStore, clock: FakeClock) -> None:
    publish = publishing(store, clock)
    for variant in ("default", "second"):
        await publish(a_draft(variant), by="U1")
    await publish(a_draft("default", task="draft"), by="U1")

    every, one = await ListPrompts(store=store)(), await ListPrompts(store=store)("assess", at_most=1)
    assert set(every.standings) == {"assess", "draft"}
    assert {number: prompt.variant for number, prompt in every.prompts.items()} == {
        1: "default",
        2: "second",
        3: "default",
    }
    assert [change.standing.live for change in one.changes] == [2]
    assert set(one.prompts) == {1, 2}
