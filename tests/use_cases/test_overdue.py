"""A time to reply by that passes unanswered is seen on what shows the request, silently, until it is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.nudge import Card, Summary
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, POLICY, SOON, Talk

SEVERAL_HOURS = timedelta(hours=8)


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def asked(talk: Talk) -> str:
    ts = await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    return ts


async def test_an_untouched_card_says_that_a_reply_was_due_without_a_new_message(talk: Talk) -> None:
    ts = await asked(talk)
    before = talk.card(ALICE)
    assert before.reply_by is not None

    await talk.passes(before.reply_by - talk.clock.now() + timedelta(minutes=1))

    assert (before.is_overdue, talk.card(ALICE).is_overdue) == (False, True)
    assert len(talk.seen_by(ALICE)) == 1
    assert (await talk.moment(ts)).wake_at is None


async def test_a_card_whose_request_was_answered_is_never_overdue(talk: Talk) -> None:
    ts = await asked(talk)
    await talk.says(ALICE, "It works again.", thread=ts)

    await talk.passes(SEVERAL_HOURS)

    assert not talk.card(ALICE).is_overdue


async def test_what_is_asked_anew_has_a_time_of_its_own(talk: Talk) -> None:
    ts = await asked(talk)
    await talk.passes(SEVERAL_HOURS)
    assert talk.card(ALICE).is_overdue

    await talk.says(CARLA, "And please send us the invoice.", thread=ts)
    await talk.passes(SOON)

    assert not talk.card(ALICE).is_overdue


async def test_a_line_that_waits_to_be_taken_says_so_too(database: Database, store: PostgresStore) -> None:
    talk = Talk(database, store, read=plain, policy=replace(POLICY, on_duty=()))
    await asked(talk)

    await talk.passes(SEVERAL_HOURS)

    lines = [one.nudge for who in (ALICE, BEN) for one in talk.seen_by(who) if isinstance(one.nudge, Summary)]
    assert [one.is_overdue for one in lines] == [True, True]
    assert not [one for one in talk.seen_by(ALICE) if isinstance(one.nudge, Card)]
