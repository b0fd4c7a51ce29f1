"""The page can tell why a message about a promise is there, and what was read in our own words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.policy import Pace
from motbot.explaining import Explaining
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.talk import ALICE, AT_ONCE, CARLA, FAILS, SUPPORT, TEAM, Talk, a_found, promising

LIMIT = PromiseLimit(kind=LimitKind.SLA, words=("report",), rule="Reports take a day.", instead="By tomorrow.")


@pytest.fixture
def talk(database: Database, store: PostgresStore) -> Talk:
    report = a_found("I'll send the report by 15:00", "by 15:00", what="the report")
    return Talk(database, store, read=promising(report), policy=replace(AT_ONCE, limits=(LIMIT,)))


def explaining(talk: Talk) -> Explaining:
    return Explaining(store=talk.store, team=TEAM, pace=Pace())


async def only(told: Any) -> dict[str, Any]:
    """The one promise that is told of."""
    (promise,) = told["promises"]
    assert isinstance(promise, dict)
    return promise


async def test_a_promise_is_told_with_its_time_its_state_and_the_limits_it_goes_beyond(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    for told in (await explaining(talk).message(SUPPORT, root), await explaining(talk).message(SUPPORT, said)):
        promise = await only(told)
        assert (promise["what"], promise["state"], promise["strength"]) == ("the report", "accepted", "firm")
        assert datetime.fromisoformat(promise["due"]) == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
        assert promise["beyond"] == [{"kind": "sla", "rule": "Reports take a day.", "instead": "By tomorrow."}]
        assert promise["lines"] == [said]


async def test_a_note_about_a_promise_that_answers_nobody_is_explained(talk: Talk) -> None:
    await talk.says(ALICE, "I'll send the report by 15:00.")
    await talk.passes()
    (note,) = talk.seen_by(ALICE)

    told = await explaining(talk).nudge(note.key)

    assert told is not None
    assert told["moment"] is None
    assert (await only(told))["agent"] == ALICE
    assert told["title"] == "I'll send the report by 15:00."


async def test_the_times_a_promise_waits_for_are_told_with_the_moments(talk: Talk) -> None:
    said = await talk.says(ALICE, "I'll send the report by 15:00.")
    await talk.passes()

    told = await explaining(talk).message(SUPPORT, said)

    assert told is not None
    timers: Any = told["timers"]
    assert [one["due"] for one in timers] == ["remind", "break"]


async def test_words_of_ours_that_nobody_has_read_yet_are_not_explained(talk: Talk) -> None:
    said = await talk.says(ALICE, "I'll send the report by 15:00.")

    assert await explaining(talk).message(SUPPORT, said) is None
    assert await explaining(talk).nudge("note:ask:1:0:U1") is None
    await talk.passes(timedelta(seconds=10))
    assert await explaining(talk).message(SUPPORT, said) is not None
