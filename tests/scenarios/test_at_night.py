"""What presses at night is due once work begins again: on cards, and in the advice that somebody asks for."""

from datetime import UTC, datetime, time, timedelta

from motbot.settings.tree import LimitsBranch, QuietHoursBranch
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.test_advice import seen
from tests.scenarios.town import ALICE, CARLA, SUPPORT, offline

STOPPED = "You promised to call me back at four and nobody did. I need an answer urgently."
MIDNIGHT = datetime(2026, 3, 2, 22, 16, tzinfo=UTC)
"""A quarter past eleven in Berlin."""
IN_THE_MORNING = "Tue 3 Mar, 10:00"


async def tried(stage: Stage) -> str:
    """What the window of the command says."""
    await stage.workspace.slash(ALICE, SUPPORT, "/mot", f"try {STOPPED}")
    await stage.until(lambda: "reply by" in seen(stage, ALICE))
    return seen(stage, ALICE)


async def test_what_is_typed_at_night_names_an_hour_within_service_hours(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MIDNIGHT) as stage:
        assert f"Pressing · reply by {IN_THE_MORNING}" in await tried(stage)


async def test_a_message_of_the_night_is_coached_with_an_hour_within_service_hours(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MIDNIGHT) as stage:
        ts = await stage.says(CARLA, STOPPED)
        await stage.workspace.shortcut(ALICE, SUPPORT, ts, "coach_message")
        await stage.until(lambda: "reply by" in seen(stage, ALICE))

        assert f"Pressing · reply by {IN_THE_MORNING}" in seen(stage, ALICE)


async def test_a_card_of_the_night_is_not_late_when_it_comes_in_the_morning(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MIDNIGHT) as stage:
        await stage.asks(CARLA, STOPPED)
        await stage.passes(timedelta(hours=9))

        assert f"Pressing · reply by {IN_THE_MORNING}" in stage.card(ALICE).text


async def test_the_card_and_the_advice_of_somebody_without_quiet_hours_name_the_same_hour(staged: Staged) -> None:
    always = LimitsBranch(quiet_hours=QuietHoursBranch(begin=time(0), end=time(0)))
    async with staged(coaching=offline(), start=MIDNIGHT, limits=always) as stage:
        await stage.asks(CARLA, STOPPED)

        assert f"Pressing · reply by {IN_THE_MORNING}" in stage.card(ALICE).text
        assert f"Pressing · reply by {IN_THE_MORNING}" in await tried(stage)
