"""Who was asked to take a request is asked once in a breath, and reads its story in the message that asked them."""

from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.nudge import Place
from motbot.slack.permalinks import permalink
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import SOON
from tests.scenarios.test_hand_over import A_DAY, MONDAY, TAKE_IT, TAKE_IT_ZH, policies_of, stage_url
from tests.scenarios.town import ALICE, BEN, CARLA, HELP, offline


@pytest.mark.parametrize(("later", "asked"), [(SOON, 1), (A_DAY / 12, 2)])
async def test_a_link_and_a_mention_in_one_breath_ask_a_colleague_once_and_asking_later_reminds_them(
    staged: Staged, later: timedelta, asked: int
) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(ALICE, elsewhere=BEN)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        link = permalink(stage_url(stage), Place(channel="C0SUPPORT", ts=root))
        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT} <{link}>", to=HELP)
        await stage.passes(later)
        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT_ZH}", thread=root)

        assert len(stage.notes(BEN, "proposal")) == asked


async def test_what_the_customer_takes_back_leaves_the_story_that_was_taken(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(ALICE)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT}", thread=root)
        await stage.presses(BEN, stage.notes(BEN, "proposal")[0], Act.CLAIM)
        await stage.deletes(CARLA, root)

        assert [one for one in stage.notes(BEN) if "Our parcel" in one.text] == []


async def test_who_takes_what_came_back_after_it_was_settled_gets_the_story_in_a_new_message(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY, policies=policies_of(ALICE)) as stage:
        root = await stage.asks(CARLA, "Our parcel is late, where is it?")
        await stage.asks(ALICE, f"<@{BEN}> {TAKE_IT}", thread=root)
        await stage.asks(ALICE, "It is at the depot and comes today.", thread=root)
        await stage.asks(CARLA, "Many thanks, it has arrived, all is well!", thread=root)
        newest = await stage.asks(CARLA, "That is not right: it is the wrong parcel. Where is mine?", thread=root)
        await stage.reacts(BEN, newest, "eyes")

        (told,) = stage.notes(BEN, "handover")
        assert "It is at the depot" in told.text
