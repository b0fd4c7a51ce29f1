"""Nothing comes too late: not after it was settled, not in the night, and not to who wants to be left alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from motbot.domain.events import Act
from motbot.domain.expectation import Signal
from motbot.playground.faults import Dropped
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, HOURS, answered, prompted, signalling, stage_of
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, LEAD, SUPPORT_POLICY, Model

UNCLAIMED = replace(SUPPORT_POLICY, on_duty=())
ALICES_NIGHT = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
"""Half past eleven in Berlin."""
BENS_NIGHT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Eleven in the evening in Shanghai, four in the afternoon in Berlin."""
LEADS_NIGHT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai, three in the night in Berlin."""


async def test_a_card_that_could_not_be_sent_at_once_stays_away_when_the_answer_is_there_first(stage: Stage) -> None:
    stage.server.faults.plan("chat.postMessage", Dropped(stored=False))
    root = await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(seconds=4))
    assert stage.notes(ALICE) == []

    await stage.says(ALICE, "It works again.", thread=root)
    await stage.passes(timedelta(minutes=5))

    assert stage.notes(ALICE) == []


async def test_a_confirm_prompt_that_could_not_be_sent_at_once_stays_away_when_the_customer_confirms_first(
    stage: Stage, model: Model
) -> None:
    model.assessor.rule = signalling(Signal.CONFIRMED_BY_CUSTOMER, words="Perfect")
    root = await answered(stage)
    stage.server.faults.plan("chat.postMessage", Dropped(stored=False), times=3)
    await stage.passes(4 * HOURS)

    await stage.says(CARLA, "Perfect, it works.", thread=root)
    await stage.passes(1 * HOURS)

    assert await stage_of(stage, root) == "confirmed_by_customer"
    assert stage.notes(ALICE, "confirm") == []


async def test_a_customers_not_quite_in_the_agents_night_waits_for_the_morning(stage: Stage, model: Model) -> None:
    model.assessor.rule = signalling(Signal.NOT_QUITE, words="Still broken")
    root = await prompted(stage)
    await stage.passes_until(ALICES_NIGHT)
    before = stage.posts(ALICE)

    await stage.asks(CARLA, "Still broken, sorry.", thread=root)

    assert stage.posts(ALICE) == before
    await stage.passes(12 * HOURS)
    assert stage.posts(ALICE) > before


async def test_a_customers_not_quite_leaves_an_agent_alone_who_has_muted_the_bot(stage: Stage, model: Model) -> None:
    model.assessor.rule = signalling(Signal.NOT_QUITE, words="Still broken")
    root = await prompted(stage)
    await stage.mutes(ALICE, stage.card(ALICE))
    before = stage.posts(ALICE)

    await stage.asks(CARLA, "Still broken, sorry.", thread=root)

    assert stage.posts(ALICE) == before


async def test_what_one_agent_has_taken_wakes_no_other_agent_in_the_night(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.presses(ALICE, stage.notes(ALICE)[0], Act.CLAIM)
        await stage.says(BEN, "It works again.", thread=root)
        await stage.passes_until(BENS_NIGHT)
        before = stage.posts(BEN)

        await stage.asks(CARLA, "Now the import fails.", thread=root)

        assert stage.posts(BEN) == before


async def test_whoever_answers_more_words_of_a_request_that_another_has_taken_gets_no_card_for_them(
    staged: Staged,
) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.presses(ALICE, stage.notes(ALICE)[0], Act.CLAIM)

        await stage.says(CARLA, "It says timeout.", thread=root)
        await stage.says(BEN, "It works again.", thread=root)
        await stage.passes(timedelta(minutes=1))

        assert stage.notes(BEN, "card") == []


async def test_still_running_on_the_prompt_after_done_asks_again_by_day_only(staged: Staged) -> None:
    async with staged(start=BENS_NIGHT) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.presses(ALICE, stage.card(ALICE), Act.DONE)
        await stage.passes(timedelta(seconds=1))
        await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.STILL_RUNNING)
        before = stage.posts(ALICE)

        await stage.passes_until(ALICES_NIGHT)

        assert stage.posts(ALICE) == before
        await stage.passes(12 * HOURS)
        assert stage.posts(ALICE) == before + 1


async def test_what_nobody_claims_in_the_leads_night_waits_for_the_morning(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED], start=LEADS_NIGHT) as stage:
        await stage.asks(CARLA, FAILS)
        assert [note.kind for note in stage.notes(BEN)] == ["summary"]

        await stage.passes(timedelta(minutes=15))

        assert stage.posts(LEAD) == 0
        await stage.passes(12 * HOURS)
        assert [note.kind for note in stage.notes(LEAD)] == ["escalation"]
