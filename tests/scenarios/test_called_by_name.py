"""A colleague is asked by name, without a mention: the customer still waits, and whoever is asked is told."""

from dataclasses import replace

import pytest

from motbot.playground.spec import WorkspaceSpec
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.test_hand_over import MONDAY
from tests.scenarios.town import ALICE, BEN, CARLA, offline, the_workspace

PARCEL = "Our parcel is late, where is it?"
ASKED = [("Ben Agent", "Ben, can you take this?"), ("王小明", "小王，你能接一下吗")]


def town_where(account: str, real_name: str) -> WorkspaceSpec:
    """The usual people, one of them with another name."""
    town = the_workspace()
    users = (replace(one, real_name=real_name) if one.id == account else one for one in town.users)
    return replace(town, users=tuple(users))


async def answers(stage: Stage, ts: str) -> bool:
    """Whether the moment of a message counts as answered."""
    moment = await stage.moment(ts)
    assert moment is not None
    return moment.is_answered


@pytest.mark.parametrize("in_thread", [True, False])
@pytest.mark.parametrize(("called", "words"), ASKED)
async def test_asking_a_colleague_by_name_leaves_the_customer_without_an_answer(
    staged: Staged, called: str, words: str, *, in_thread: bool
) -> None:
    async with staged(coaching=offline(), start=MONDAY, workspace=town_where(BEN, called)) as stage:
        root = await stage.asks(CARLA, PARCEL)
        await stage.asks(ALICE, words, thread=root if in_thread else None)

        assert not await answers(stage, root)


@pytest.mark.parametrize(("called", "words"), ASKED)
async def test_a_colleague_who_is_asked_by_name_in_the_thread_is_told_the_story(
    staged: Staged, called: str, words: str
) -> None:
    async with staged(coaching=offline(), start=MONDAY, workspace=town_where(BEN, called)) as stage:
        root = await stage.asks(CARLA, PARCEL)
        await stage.asks(ALICE, words, thread=root)

        assert [PARCEL in one.text for one in stage.notes(BEN, "proposal")] == [True]


@pytest.mark.parametrize(
    ("customer", "words"), [("Ben Customer", "Ben, can you take a picture of it?"), ("王大文", "小王，你能看一下吗？")]
)
async def test_a_customer_who_is_called_as_a_colleague_is_gets_an_answer(
    staged: Staged, customer: str, words: str
) -> None:
    town = town_where(CARLA, customer)
    named = tuple(replace(one, real_name="王小明") if one.id == BEN and "王" in customer else one for one in town.users)
    async with staged(coaching=offline(), start=MONDAY, workspace=replace(town, users=named)) as stage:
        root = await stage.asks(CARLA, PARCEL)
        await stage.asks(ALICE, words, thread=root)

        assert await answers(stage, root)
        assert stage.notes(BEN, "proposal") == []


async def test_telling_the_customer_who_takes_it_is_an_answer(staged: Staged) -> None:
    async with staged(coaching=offline(), start=MONDAY) as stage:
        root = await stage.asks(CARLA, PARCEL)
        await stage.asks(ALICE, "Ben from logistics is looking for it, can you give him until noon?", thread=root)

        assert await answers(stage, root)
