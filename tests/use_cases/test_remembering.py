"""Tests of what is remembered of a customer: on the card, in the database, and after they were forgotten."""

from datetime import timedelta

from sqlalchemy import text

from motbot.domain.moment import CloseReason
from motbot.domain.nudge import Card
from motbot.domain.retention import Retention
from motbot.storage.database import Database
from motbot.storage.erasing import PostgresErasing
from tests.use_cases.forgetting import forgets, left_of
from tests.use_cases.talk import ALICE, CARLA, TEAM, Talk

PARCEL, SEATS = "The parcel number forty is late.", "Could you add two seats to our plan?"
DAY = timedelta(days=1)


async def _asked_twice(talk: Talk) -> str:
    """Carla asks, is answered, and asks for something else a day later; gives the second request's ts."""
    root = await talk.says(CARLA, PARCEL)
    await talk.passes()
    await talk.says(ALICE, "It stands at the depot.", thread=root)
    await talk.passes(DAY)
    ts = await talk.says(CARLA, SEATS)
    await talk.passes()
    return ts


def _card(talk: Talk) -> Card:
    cards = [one.nudge for one in talk.seen_by(ALICE) if isinstance(one.nudge, Card)]
    return max(cards, key=lambda card: card.moment)


async def test_the_last_request_stands_on_the_next_card_until_it_is_answered(talk: Talk) -> None:
    ts = await _asked_twice(talk)

    memory = _card(talk).memory
    assert memory is not None
    assert [one.about for one in memory.last] == [PARCEL]
    await talk.says(ALICE, "Done, you have them.", thread=ts)
    assert _card(talk).memory is None


async def test_after_forgetting_the_customer_nothing_of_either_request_is_left(talk: Talk, database: Database) -> None:
    await _asked_twice(talk)
    await forgets(talk, CARLA)

    assert await left_of(database, CARLA, "forty", "seats") == {}
    assert talk.seen_by(ALICE) == []
    await talk.says(CARLA, "The parcel is late again.")
    await talk.passes()
    assert _card(talk).memory is None


async def test_once_its_time_is_over_a_request_is_nobodys_and_remembered_no_more(
    talk: Talk, database: Database
) -> None:
    await talk.says(CARLA, PARCEL)
    await talk.passes()
    assert await _customers(database) == [CARLA]
    async with talk.store.begin() as tx:
        moment = await tx.moments.get(1)
        assert moment is not None
        over = moment.closed(reason=CloseReason.CONFIRMED_BY_AGENT, at=moment.opened_at)
        await tx.moments.save(over)
    await talk.passes(100 * DAY)
    async with talk.store.begin() as tx:
        since = talk.clock.now() - Retention().moments
        assert await tx.customers.met(TEAM, CARLA, since=since) == ()

    await PostgresErasing(engine=talk.engine).clear_next(retention=Retention(), now=talk.clock.now(), besides=())
    assert await _customers(database) == [""]


async def _customers(database: Database) -> list[str]:
    async with database.engine.connect() as connection:
        return list((await connection.execute(text("SELECT customer FROM moments"))).scalars())
