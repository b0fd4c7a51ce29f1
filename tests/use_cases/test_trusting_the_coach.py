"""How well the coach agrees with people is kept; trainers see it, and the config may let it decide what is shown."""

from dataclasses import replace
from typing import Any

import pytest

from motbot.domain.people import Person, PersonKind
from motbot.domain.review import Row
from motbot.domain.scoring import Step
from motbot.domain.sheet_page import Hidden
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import Desk
from tests.use_cases.talk import ALICE, LEAD, POLICY, SUPPORT, TEAM, Talk

TRAINER = "U6"
FIRST, SECOND = Row(contact=1), Row(contact=2)
EXPLORE = Row(contact=1, step=Step.EXPLORE)


def desk_of(database: Database, store: PostgresStore, **rules: Any) -> Desk:
    talk = Talk(database, store, policy=replace(POLICY, trainers=(TRAINER,)), **rules)
    talk.directory.add(Person(id=TRAINER, team=TEAM, kind=PersonKind.MEMBER))
    talk.directory.join(SUPPORT, TRAINER)
    return Desk(talk)


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    return desk_of(database, store)


async def test_trainers_see_on_the_overview_how_coach_and_people_agree(desk: Desk) -> None:
    review = await desk.reviewed(await desk.talked())
    await desk.marks(review.id, LEAD, {FIRST: -1, SECOND: 1, EXPLORE: -3})

    shown = {one.step: one for one in (await desk.opens(review.id, TRAINER)).agreement}

    assert set(shown) == {None, *Step}
    assert (shown[None].pairs, shown[None].within_one, shown[None].kappa) == (2, 1.0, 1.0)
    assert (shown[Step.EXPLORE].pairs, shown[Step.EXPLORE].within_one) == (1, 0.0)
    assert shown[Step.OFFER].pairs == 0


async def test_nobody_else_is_shown_the_agreement(desk: Desk) -> None:
    review = await desk.reviewed(await desk.talked())
    await desk.marks(review.id, LEAD, {FIRST: -1, SECOND: 1})

    assert (await desk.opens(review.id, LEAD)).agreement == ()
    assert (await desk.opens(review.id, ALICE)).agreement == ()
    assert (await desk.opens(review.id, TRAINER, page=1)).agreement == ()


async def test_where_the_config_asks_for_it_a_row_is_shown_once_the_coach_agrees_on_such_rows(
    database: Database, store: PostgresStore
) -> None:
    desk = desk_of(database, store, show_coach="agreed", agreed_pairs=2, agreed_kappa=0.4)
    review = await desk.reviewed(await desk.talked())
    assert {one.hidden for one in desk.page().rows} == {Hidden.NOT_TRUSTED}

    await desk.marks(review.id, LEAD, {FIRST: -1, SECOND: 1, EXPLORE: -1})

    overview, contact = [await desk.opens(review.id, ALICE, page=page) for page in (0, 1)]
    assert [one.score for one in overview.rows] == [-1, -1, 1]
    assert [one.hidden for one in contact.rows[:2]] == [None, Hidden.NOT_TRUSTED]
    assert [one.score for one in contact.rows[1].humans] == [-1]
