"""Whoever presses a button sees that it was heard; pressed late, twice or by somebody else it does no harm."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.events import Act
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, answered, prompted, stage_of
from tests.scenarios.stage import Stage
from tests.scenarios.test_advice import seen
from tests.scenarios.town import ALICE, BEN, CARLA, SUPPORT_POLICY

UNCLAIMED = replace(SUPPORT_POLICY, on_duty=())


async def test_a_card_says_when_its_agent_is_reminded_until_they_are(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    await stage.presses(ALICE, stage.card(ALICE), Act.LATER)
    assert "⏰ I remind you: Mon 2 Mar, 10:30." in stage.card(ALICE).text

    await stage.passes(timedelta(minutes=31))
    assert "I remind you" not in stage.card(ALICE).text


async def test_a_reminder_that_is_put_off_once_more_offers_nothing_and_the_card_says_when_the_next_comes(
    stage: Stage,
) -> None:
    await stage.asks(CARLA, FAILS)
    await stage.presses(ALICE, stage.card(ALICE), Act.LATER)
    await stage.passes(timedelta(minutes=31))
    (reminder,) = stage.notes(ALICE, "later")

    await stage.presses(ALICE, reminder, Act.LATER)

    (put_off,) = stage.notes(ALICE, "later")
    assert "Settled: I will remind you." in put_off.text
    assert not {"done", "later"} & set(put_off.buttons)
    assert "⏰ I remind you: Mon 2 Mar, 11:01." in stage.card(ALICE).text


async def test_an_answered_card_offers_no_reminder_and_one_pressed_late_does_nothing(stage: Stage) -> None:
    await answered(stage)
    card = stage.card(ALICE)
    assert "later" not in card.buttons

    await stage.forges(ALICE, card, Act.LATER)
    await stage.passes(timedelta(hours=1))

    assert stage.notes(ALICE, "later") == []
    assert "I remind you" not in stage.card(ALICE).text


async def test_whoever_takes_a_request_is_not_reminded_as_another_had_asked(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.presses(ALICE, stage.notes(ALICE, "summary")[0], Act.CLAIM)
        await stage.presses(ALICE, stage.card(ALICE), Act.LATER)
        await stage.asks(ALICE, f"<@{BEN}> can you take this?", thread=root)
        await stage.presses(BEN, stage.notes(BEN, "proposal")[0], Act.CLAIM)
        await stage.passes(timedelta(hours=1))

        assert (stage.notes(ALICE, "later"), stage.notes(BEN, "later")) == ([], [])


@pytest.mark.parametrize(
    ("agent", "told"),
    [(ALICE, "I am quiet until Tue 3 Mar, 00:00"), (BEN, "3月3日周二 00:00")],
)
async def test_mute_on_a_card_says_until_when_and_how_it_ends(staged: Staged, agent: str, told: str) -> None:
    policy = replace(SUPPORT_POLICY, on_duty=(agent,))
    async with staged(policies=[policy]) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.mutes(agent, stage.card(agent))
        await stage.until(lambda: told in seen(stage, agent))

        assert "/mot unmute" in seen(stage, agent)


async def test_a_confirmation_that_comes_after_not_quite_closes_nothing(stage: Stage) -> None:
    root = await prompted(stage)
    (prompt,) = stage.notes(ALICE, "confirm")
    await stage.presses(ALICE, prompt, Act.NOT_QUITE)

    await stage.forges(ALICE, prompt, Act.CONFIRMED)

    assert await stage_of(stage, root) == "exploring"
    assert "not quite there yet" in stage.notes(ALICE, "confirm")[0].text


async def test_whoever_gave_a_request_away_can_call_it_done_no_more(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    card = stage.card(ALICE)
    await stage.asks(ALICE, f"<@{BEN}> can you take this?", thread=root)
    await stage.presses(BEN, stage.notes(BEN, "proposal")[0], Act.CLAIM)
    assert len(stage.notes(ALICE, "taken")) == 1

    await stage.forges(ALICE, card, Act.DONE)

    assert await stage_of(stage, root) == "exploring"
    assert stage.notes(BEN, "confirm") == []
