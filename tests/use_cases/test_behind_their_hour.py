"""A promise for later than the customer needs it is told to its agent alone, while they can still do something."""

from datetime import UTC, datetime

import pytest

from motbot.domain.events import Act
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, CARLA, Talk

ASKED = "The export fails, please send us the report by 9:00 today."
"""Carla's nine o'clock in New York is Alice's three in the afternoon in Berlin."""
NEEDED = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LATER, SOONER, CHOSEN = "I will send the report by 16:00.", "I will send the report by 14:00.", "2026-03-02T16:00"


async def answered(talk: Talk, words: str, asked: str = ASKED) -> datetime | None:
    """The hour that Alice's card warns of."""
    talk.reader.rule = plain
    root = await talk.says(CARLA, asked)
    await talk.passes()
    await talk.says(ALICE, words, thread=root)
    await talk.passes()
    return talk.card(ALICE).promises[0].needed_by


async def test_a_promise_behind_their_hour_is_told_on_the_card(talk: Talk) -> None:
    assert await answered(talk, LATER) == NEEDED
    assert talk.notes(ALICE) == []


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (SOONER, ASKED),
        ("That cannot be by 15:00, sorry. " + LATER, ASKED),
        (LATER, "The export fails, please send us the report."),
    ],
)
async def test_a_promise_in_time_or_one_that_says_so_openly_is_not(talk: Talk, words: str, asked: str) -> None:
    assert await answered(talk, words, asked) is None


async def test_a_promise_that_is_moved_behind_their_hour_is_told_on_the_card_and_once_moved_back_no_more(
    talk: Talk,
) -> None:
    assert await answered(talk, SOONER) is None
    await talk.presses(ALICE, Act.TRACK, await talk.promise())

    await talk.presses(ALICE, Act.MOVED, await talk.promise(), value=CHOSEN)
    assert talk.card(ALICE).promises[0].needed_by == NEEDED

    await talk.presses(ALICE, Act.MOVED, await talk.promise(), value="2026-03-02T14:30")
    assert talk.card(ALICE).promises[0].needed_by is None


@pytest.mark.parametrize(
    ("words", "warned"),
    [(f"14:00 will not work. {LATER}", NEEDED), (f"15:00 will not work, sorry. {LATER}", None)],
)
async def test_a_move_in_words_behind_their_hour_is_told_unless_it_says_so_openly(
    talk: Talk, words: str, warned: datetime | None
) -> None:
    assert await answered(talk, SOONER) is None
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await talk.says(ALICE, words)
    await talk.passes()

    (shown,) = talk.card(ALICE).promises
    assert shown.due is not None
    assert (shown.due.hour, shown.needed_by) == (16, warned)
