"""The line at the foot of the terminal: what it says, and what it leaves out where there is no room."""

from datetime import UTC, datetime

import pytest

from motbot.status_line import ModelState, Standing, Trouble, line_of

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WELL = {"connected": 2, "wanted": 2, "since": NINE, "events": 1204, "messages": 37, "waiting": 3}


def said(width: int = 200, **more: object) -> str:
    """The line as text."""
    return line_of(Standing(**{**WELL, **more}), width).plain  # type: ignore[arg-type] # fields by name


def test_it_says_how_things_stand() -> None:
    assert said() == "● connected since 09:00 · 1,204 events today · 37 private messages · 3 waiting · playbook"


def test_one_is_said_as_one() -> None:
    assert "1 event today" in said(events=1)
    assert "1 private message " in said(messages=1)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (ModelState(), "model: not asked just now"),
        (ModelState(calls=12, seconds=1.24), "model answers in 1.2 s"),
        (ModelState(calls=12, failed=4), "model: calls that failed: 4 of 12"),
    ],
)
def test_the_model_is_told_by_its_last_minute(model: ModelState, words: str) -> None:
    assert said(model=model).endswith(words)


def test_what_is_wrong_is_said_in_words_and_not_by_colour_alone() -> None:
    assert said(connected=0).startswith("● not connected since 09:00")
    assert "the database is silent" in said(waiting=None)
    assert said(trouble=Trouble(event="whisper.unsure", at=NINE)).endswith("last trouble 09:00 whisper.unsure")


def test_a_process_that_holds_no_connections_does_not_miss_them() -> None:
    assert said(connected=0, wanted=0).startswith("● running since 09:00")


@pytest.mark.parametrize("width", [10, 20, 40, 60, 80, 100, 140])
def test_it_fits_and_leaves_out_what_matters_least(width: int) -> None:
    line = said(width, trouble=Trouble(event="whisper.unsure", at=NINE), connected=0)

    assert len(line) <= width
    assert line.startswith("● not con"[: width - 1])
    assert ("playbook" in line) <= ("last trouble" in line) <= ("messages" in line) <= ("waiting" in line)
