"""People see which sheets are about them, who was shown them, and all that is held about them."""

from datetime import timedelta

import pytest

from motbot.domain.events import Act, Acted
from motbot.domain.promise import PromiseState
from motbot.domain.review import RaterRole, ReviewState, Row
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import Desk
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, SOON, SUPPORT, TEAM, Talk


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    return Desk(Talk(database, store, read=plain))


async def test_a_sheet_is_listed_for_whoever_asked_and_for_the_agents_in_it(desk: Desk) -> None:
    review = await desk.reviewed(await desk.talked())

    (leads,), (agents,) = [await desk.talk.sheets.list_sheets(user=one) for one in (LEAD, ALICE)]

    assert (leads.review, leads.is_about_you, leads.asked_by_you) == (review.id, False, True)
    assert (agents.review, agents.is_about_you, agents.asked_by_you) == (review.id, True, False)
    assert (agents.channel_name, agents.state, agents.at) == ("support", ReviewState.READY, review.ready_at)
    for other in (BEN, KIM, CARLA):
        assert await desk.talk.sheets.list_sheets(user=other) == ()


async def test_those_it_is_about_see_who_was_shown_it_and_nobody_else_does(desk: Desk) -> None:
    review = await desk.reviewed(await desk.talked())
    await desk.opens(review.id, ALICE)

    (agents,), (leads,) = [await desk.talk.sheets.list_sheets(user=one) for one in (ALICE, LEAD)]

    assert [(one.role, one.is_you) for one in agents.seen] == [(RaterRole.AGENT, True), (RaterRole.LEAD, False)]
    assert leads.seen == ()


async def test_the_newest_sheet_comes_first_and_one_that_is_being_made_is_there_for_whoever_asked(desk: Desk) -> None:
    first = await desk.reviewed(await desk.talked())
    second = await desk.asks(await desk.talk.says(ALICE, "And this?"), window="")

    assert [one.review for one in await desk.talk.sheets.list_sheets(user=LEAD)] == [second.review, first.id]
    assert [one.review for one in await desk.talk.sheets.list_sheets(user=ALICE)] == [first.id]


async def test_sheets_of_a_channel_that_somebody_has_left_are_not_listed(desk: Desk) -> None:
    await desk.reviewed(await desk.talked())
    desk.talk.directory.leave(SUPPORT, ALICE)

    mine = await desk.talk.sheets.show_mine(user=ALICE)

    assert (mine.sheets, mine.is_whole) == ((), True)


async def test_what_slack_does_not_tell_is_left_out_and_said(desk: Desk) -> None:
    await desk.reviewed(await desk.talked())
    desk.talk.directory.silent.add(SUPPORT)

    mine = await desk.talk.sheets.show_mine(user=ALICE)

    assert (mine.sheets, mine.is_whole) == ((), False)


async def test_a_person_is_shown_all_that_is_held_about_them(desk: Desk) -> None:
    talk = desk.talk
    root = await desk.talked()
    await talk.says(ALICE, "I will send the report by 15:00.", thread=root)
    await talk.passes(SOON)
    promise = await talk.promise()
    await talk.presses(ALICE, Act.TRACK, promise)
    await talk.hears(Acted(team=TEAM, user=ALICE, act=Act.DONE, moment=promise.moment, at=talk.clock.now()))
    review = await desk.reviewed(root)
    await desk.marks(review.id, ALICE, {Row(contact=1): 1, Row(contact=2): 0})
    await desk.remarks(review.id, ALICE, "I had called.", row=Row(contact=1))
    until = talk.clock.now() + timedelta(hours=1)
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, until)

    mine = await talk.sheets.show_mine(user=ALICE)

    assert (mine.moments_open, mine.moments_closed) == (1, 0)
    assert (mine.marks, mine.remarks, mine.muted_until) == (2, 1, until)
    assert mine.acts == {Act.TRACK: 1, Act.DONE: 1, "draft": 2}
    assert mine.promises == {PromiseState.ACCEPTED: 1}  # Done keeps none
    assert mine.nudges == len(talk.seen_by(ALICE))
    assert [one.review for one in mine.sheets] == [review.id]
    assert mine.kept_for["sheets"] == timedelta(days=365)
    assert set(mine.kept_for) == {"raw_events", "moments", "sheets", "cases", "backups"}
    assert mine.zone == "Europe/Berlin"
    assert mine.is_whole


async def test_of_others_a_person_is_shown_nothing(desk: Desk) -> None:
    await desk.reviewed(await desk.talked())

    for user in (KIM, CARLA, "U404"):
        mine = await desk.talk.sheets.show_mine(user=user)
        assert (mine.sheets, mine.nudges, mine.moments_open, mine.marks) == ((), 0, 0, 0)
    assert not (await desk.talk.sheets.show_mine(user="U404")).is_whole


async def test_a_mute_that_is_over_is_not_told(desk: Desk) -> None:
    async with desk.talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, desk.talk.clock.now())

    assert (await desk.talk.sheets.show_mine(user=ALICE)).muted_until is None
