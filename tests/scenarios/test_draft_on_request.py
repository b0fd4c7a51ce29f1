"""Where drafts wait until somebody asks: one press has the reply written, on the same card, whatever happens then."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.errors import ModelUnavailable
from motbot.domain.events import Act
from motbot.settings.tree import PaceBranch
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, Model, offline

FAILS = "The export has been failing since this morning, can you fix it?"
REPLY = "I am on it and report back by 17:00."
OWN = "Carla, our Tom looks at the disk now; I ring you at 14:00."
BEING_DRAFTED = "A reply is being drafted"
ON_REQUEST = PaceBranch(draft_ahead=False)


@pytest.fixture
async def stage(staged: Staged, model: Model) -> AsyncIterator[Stage]:
    """A stage whose drafts wait for a press."""
    async with staged(coaching=model.coaching(), pace=ON_REQUEST) as opened:
        yield opened


async def test_no_draft_is_paid_for_until_its_agent_asks_and_then_it_stands_on_the_same_card(
    stage: Stage, model: Model
) -> None:
    await stage.asks(CARLA, FAILS)
    before = stage.card(ALICE)
    assert model.drafter.seen == []
    assert "draft_reply" in before.buttons
    assert BEING_DRAFTED not in before.text

    await stage.presses(ALICE, before, Act.DRAFT)

    card = stage.card(ALICE)
    assert card.ts == before.ts
    assert REPLY in card.text
    assert "edit" in card.buttons
    assert "draft_reply" not in card.buttons
    assert stage.posts(ALICE) == 1


async def test_the_press_shows_at_once_that_the_reply_is_being_drafted_and_a_second_one_asks_nothing(
    stage: Stage, model: Model
) -> None:
    await stage.asks(CARLA, FAILS)
    before = stage.card(ALICE)
    model.drafter.hold()

    await stage.workspace.press(ALICE, before.where, Act.DRAFT.value)
    await stage.until(lambda: BEING_DRAFTED in stage.card(ALICE).text)
    assert "draft_reply" not in stage.card(ALICE).buttons
    again = asyncio.create_task(stage.forges(ALICE, before, Act.DRAFT))
    await asyncio.sleep(0)
    model.drafter.release()
    await again

    assert REPLY in stage.card(ALICE).text
    assert len(model.drafter.seen) == 1


async def test_a_bot_that_stops_while_it_drafts_drafts_when_it_is_back(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, FAILS)
    model.drafter.hold()
    await stage.workspace.press(ALICE, stage.card(ALICE).where, Act.DRAFT.value)
    await stage.until(lambda: BEING_DRAFTED in stage.card(ALICE).text)

    await stage.bot_stops()
    model.drafter.release()
    await stage.bot_starts()
    await stage.rests()

    assert REPLY in stage.card(ALICE).text


async def test_a_model_that_fails_is_told_of_and_can_be_asked_once_more(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, FAILS)
    model.drafter.down = ModelUnavailable()
    await stage.presses(ALICE, stage.card(ALICE), Act.DRAFT)

    card = stage.card(ALICE)
    assert "did not answer" in card.text
    assert {"edit", "draft_reply"} <= set(card.buttons)
    model.drafter.down = None
    await stage.presses(ALICE, card, Act.DRAFT)

    assert REPLY in stage.card(ALICE).text
    assert "did not answer" not in stage.card(ALICE).text


async def test_words_of_the_agents_own_are_never_drafted_over(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, FAILS)
    model.drafter.down = ModelUnavailable()
    await stage.presses(ALICE, stage.card(ALICE), Act.DRAFT)
    stale = stage.card(ALICE)
    model.drafter.down = None

    await stage.submits(ALICE, await stage.opens(ALICE, stale, Act.EDIT), {"reply": OWN})
    assert "draft_reply" not in stage.card(ALICE).buttons
    assert "did not answer" not in stage.card(ALICE).text
    await stage.forges(ALICE, stale, Act.DRAFT)

    assert OWN in stage.card(ALICE).text


async def test_words_that_were_being_edited_when_a_draft_was_asked_for_are_kept(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, FAILS)
    model.drafter.down = ModelUnavailable()
    await stage.presses(ALICE, stage.card(ALICE), Act.DRAFT)
    window = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT)
    model.drafter.down = None
    model.drafter.hold()
    await stage.workspace.press(ALICE, stage.card(ALICE).where, Act.DRAFT.value)
    await stage.until(lambda: BEING_DRAFTED in stage.card(ALICE).text)

    sending = asyncio.create_task(stage.submits(ALICE, window, {"reply": OWN}))
    await stage.until(lambda: OWN in stage.card(ALICE).text)
    model.drafter.release()
    await sending
    await stage.rests()

    assert OWN in stage.card(ALICE).text


async def test_a_fact_that_comes_with_words_of_the_agents_own_leaves_them_standing(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    await stage.presses(ALICE, stage.card(ALICE), Act.DRAFT)
    window = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT)
    await stage.submits(ALICE, window, {"reply": OWN, "known": "the disk was full"})

    assert OWN in stage.card(ALICE).text
    assert "the disk was full" in stage.card(ALICE).text


async def test_somebody_without_the_card_has_nothing_drafted(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, FAILS)

    await stage.forges(BEN, stage.card(ALICE), Act.DRAFT)

    assert model.drafter.seen == []


async def test_what_the_customer_says_next_waits_for_a_press_of_its_own(stage: Stage, model: Model) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.presses(ALICE, stage.card(ALICE), Act.DRAFT)
    await stage.asks(CARLA, "And can you tell me by when?", thread=root)

    assert len(model.drafter.seen) == 1
    assert "draft_reply" in stage.card(ALICE).buttons


async def test_a_card_that_an_outage_left_to_the_playbook_at_night_comes_whole_and_unpaid(
    staged: Staged, model: Model
) -> None:
    evening, morning = datetime(2026, 3, 2, 21, 30, tzinfo=UTC), datetime(2026, 3, 3, 7, 1, tzinfo=UTC)
    async with staged(coaching=model.coaching(), pace=ON_REQUEST, start=evening) as stage:
        model.assessor.down = ModelUnavailable()
        await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(minutes=5))
        model.assessor.down = None
        await stage.passes_until(morning)

        assert model.drafter.seen == []
        assert "edit" in stage.card(ALICE).buttons
        assert BEING_DRAFTED not in stage.card(ALICE).text


async def test_the_playbook_costs_nothing_and_drafts_with_the_card(staged: Staged) -> None:
    async with staged(coaching=offline(), pace=ON_REQUEST) as stage:
        await stage.asks(CARLA, FAILS)

        assert "edit" in stage.card(ALICE).buttons
        assert "draft_reply" not in stage.card(ALICE).buttons
