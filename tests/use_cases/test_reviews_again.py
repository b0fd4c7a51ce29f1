"""The same words are judged once: whoever asks for them again opens the sheet that is there."""

import pytest

from motbot.domain.errors import ModelUnavailable
from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import RaterRole, ReviewState
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import A_WHILE, Desk
from tests.use_cases.talk import ALICE, BEN, CARLA, LEAD, Talk


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    return Desk(Talk(database, store))


async def test_a_second_wish_for_the_same_words_opens_the_sheet_that_is_there(desk: Desk) -> None:
    root = await desk.talked()
    first = await desk.reviewed(root)
    desk.talk.windows.open("V2")

    await desk.asks(root, window="V2")
    await desk.talk.rests()

    assert await desk.review() == first
    assert desk.page("V2").review == first.id
    assert len(desk.talk.reviewer.asked) == 1
    assert desk.told(LEAD) == [SheetPurpose.READY]


async def test_a_second_wish_by_the_agent_opens_the_leads_sheet(desk: Desk) -> None:
    root = await desk.talked()
    first = await desk.reviewed(root)

    await desk.asks(root, user=ALICE, window="V2")
    await desk.talk.rests()

    assert (await desk.review()).id == desk.page("V2").review == first.id
    assert desk.page("V2").role is RaterRole.AGENT


async def test_a_blind_sheet_stays_blind_for_whoever_asks_for_it_again(desk: Desk) -> None:
    root = await desk.talked()
    await desk.reviewed(root, blind=True)

    await desk.asks(root, blind=False, window="V2")
    await desk.talk.rests()

    assert (await desk.review()).is_blind
    assert all(one.hidden for one in desk.page("V2").rows)


async def test_asking_twice_while_it_is_read_is_one_review(desk: Desk) -> None:
    root = await desk.talked()

    first, second = await desk.asks(root), await desk.asks(root, window="V2")
    await desk.talk.rests()

    assert first.review == second.review
    assert desk.page().state is desk.page("V2").state is ReviewState.READY
    assert len(desk.talk.reviewer.asked) == 1


async def test_two_who_ask_at_the_same_time_get_one_sheet_for_one_price(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.failures = [ModelUnavailable()]  # the first is still at it when the second begins
    await desk.asks(root)
    await desk.asks(root, user=ALICE, window="V2")
    await desk.talk.rests()

    await desk.talk.passes(A_WHILE)

    assert (await desk.review()).state is ReviewState.READY
    assert desk.page().review == desk.page("V2").review
    assert len(desk.talk.reviewer.asked) == 2


async def test_when_the_words_have_changed_there_is_a_new_sheet_that_names_the_earlier_one(desk: Desk) -> None:
    root = await desk.talked()
    first = await desk.reviewed(root)
    await desk.talk.says(CARLA, "Thank you.", thread=root)

    second = await desk.reviewed(root, window="V2")

    assert second.id != first.id
    assert desk.page("V2").earlier == first.id
    assert (await desk.opens(first.id, LEAD)).earlier == 0
    assert (await desk.opens(second.id, ALICE)).earlier == first.id


async def test_an_earlier_sheet_that_is_not_theirs_is_not_named(desk: Desk) -> None:
    root = await desk.talked()
    await desk.reviewed(root)
    await desk.talk.says(BEN, "I take over.", thread=root)

    second = await desk.reviewed(root, window="V2")

    assert second.agents == (ALICE, BEN)
    assert (await desk.opens(second.id, BEN)).earlier == 0
