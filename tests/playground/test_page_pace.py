"""Scenes play slowly, normally or fast, as somebody at the page has chosen."""

from collections.abc import AsyncIterator

import pytest

from motbot.playground.page.player import PACES
from motbot.playground.page.scenes import Line, Scene, Wait
from tests.playground.page_rig import Opened, opened
from tests.playground.rig import ALICE, CARLA, SUPPORT, HandClock, eventually

STEPS = (Line(who=CARLA, text="Where is it?", after=2.0), Wait(passes=60, after=3.0))
SCENE = Scene(id="late", lang="en", title="It is late", about="A test.", channel=SUPPORT, steps=STEPS)


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
async def page(clock: HandClock, waited: list[float]) -> AsyncIterator[Opened]:
    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async with opened(clock, scenes=[SCENE], sleep=sleep) as made:
        yield made


@pytest.mark.parametrize(("pace", "seconds"), [("slow", 9.0), ("normal", 5.0), ("fast", 2.0)])
async def test_the_waits_at_the_screen_are_longer_or_shorter_by_the_pace(
    page: Opened, waited: list[float], pace: str, seconds: float
) -> None:
    chosen = await page.ask("POST", "/page/scenes/pace", {"pace": pace})

    await page.ask("POST", "/page/scenes/play", {"id": "late"})
    await eventually(lambda: page.page.player.state["state"] == "done")

    assert chosen.json["pace"] == pace
    assert sum(waited) == pytest.approx(seconds)
    assert page.moved.moves[-1].total_seconds() == 60


async def test_a_page_that_comes_later_is_told_the_pace(page: Opened) -> None:
    before = (await page.state(ALICE))["scene"]["pace"]
    await page.ask("POST", "/page/scenes/pace", {"pace": "fast"})

    assert (before, (await page.state(ALICE))["scene"]["pace"]) == ("normal", "fast")


@pytest.mark.parametrize("pace", ["at once", "", 2, None])
async def test_another_pace_is_refused(page: Opened, pace: object) -> None:
    answer = await page.ask("POST", "/page/scenes/pace", {"pace": pace})

    assert (answer.status, answer.code) == (400, "bad_request")
    assert (await page.state(ALICE))["scene"]["pace"] in PACES
