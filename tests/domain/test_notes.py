"""Messages about promises: several are one, the weightiest reason names it, and what has changed is followed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from motbot.domain.expectation import Provenance
from motbot.domain.language import Language
from motbot.domain.notes import SHOWN_AT_MOST, following, note_for, still_says, still_told, with_more, without
from motbot.domain.nudge import NotePurpose, Place, PromiseItem, PromiseNote
from motbot.domain.promise import Evidence, Promise, PromiseState, Strength, Withdrawn

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DUE = NOON + timedelta(hours=1)
CARD = Place(channel="D1", ts="9.0")


def item(number: int, *, hours: float | None = 1, state: PromiseState = PromiseState.ACCEPTED) -> PromiseItem:
    return PromiseItem(
        promise=number,
        place=Place(channel="C1", ts=f"{number}.0"),
        channel_name="acme",
        what=f"report {number}",
        words="I will send it",
        due=None if hours is None else NOON + timedelta(hours=hours),
        state=state,
    )


def note(*items: PromiseItem, purpose: NotePurpose = NotePurpose.REMINDER) -> PromiseNote:
    return note_for(purpose, items or [item(1)], language=Language.EN, moment=7, card=CARD)


def numbers(shown: PromiseNote | None) -> list[int]:
    assert shown is not None
    return [one.promise for one in shown.items]


def test_a_message_about_one_promise_links_its_card_and_one_about_several_none() -> None:
    assert (note().card, note().moment) == (CARD, 7)
    assert note(item(1), item(2)).card is None


def test_a_message_shows_the_soonest_due_first_and_counts_what_it_cannot_show() -> None:
    many = note(*(item(number, hours=100 - number) for number in range(20)))

    assert numbers(many) == list(range(19, 7, -1))
    assert (len(many.items), many.more) == (SHOWN_AT_MOST, 8)


def test_a_message_takes_more_in_and_what_is_due_first_moves_up() -> None:
    fuller = with_more(note(item(1, hours=2)), NotePurpose.REMINDER, [item(2, hours=1)], moment=8, count=2)

    assert (numbers(fuller), fuller.moment, fuller.card, fuller.more) == ([2, 1], 8, None, 0)
    later = with_more(note(item(1, hours=2)), NotePurpose.REMINDER, [item(2, hours=3)], moment=8, count=2)
    assert (numbers(later), later.moment) == ([1, 2], 7)


def test_a_promise_that_a_message_shows_already_is_in_it_once_as_it_stands_now() -> None:
    broken = item(1, state=PromiseState.BROKEN)

    fuller = with_more(note(), NotePurpose.LATE, [broken], moment=7, count=1)

    assert (fuller.items, fuller.purpose, fuller.card) == ((broken,), NotePurpose.LATE, CARD)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (NotePurpose.ASK, NotePurpose.REMINDER, NotePurpose.REMINDER),
        (NotePurpose.LATE, NotePurpose.REMINDER, NotePurpose.LATE),
        (NotePurpose.ASK, NotePurpose.LATE, NotePurpose.LATE),
        (NotePurpose.ASK, NotePurpose.ASK, NotePurpose.ASK),
    ],
)
def test_the_weightiest_reason_names_a_message(first: NotePurpose, second: NotePurpose, together: NotePurpose) -> None:
    assert with_more(note(purpose=first), second, [item(2)], moment=0, count=2).purpose is together


def test_what_a_full_message_cannot_show_is_counted_however_it_came() -> None:
    shown = note(*(item(number, hours=number) for number in range(SHOWN_AT_MOST)))

    fuller = with_more(shown, NotePurpose.REMINDER, [item(99, hours=0.5)], moment=0, count=SHOWN_AT_MOST + 1)

    assert (numbers(fuller)[:3], len(fuller.items), fuller.more) == ([0, 99, 1], SHOWN_AT_MOST, 1)


def test_a_message_follows_a_promise_to_its_new_time_and_place() -> None:
    moved = replace(item(1, hours=5, state=PromiseState.MOVED), moved=True)

    now = following(note(item(1), item(2, hours=2)), moved)

    assert (now.items[1], numbers(now), now.moment) == (moved, [2, 1], 0)


def test_without_its_only_promise_nothing_of_a_message_is_left() -> None:
    assert without(note(), 1) is None
    assert numbers(without(note(item(1), item(2)), 1)) == [2]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (item(1), item(1), True),
        (item(1), replace(item(1), has_evidence=True), True),
        (item(1), item(1, state=PromiseState.BROKEN), True),
        (item(1, state=PromiseState.MADE), item(1, hours=5, state=PromiseState.MADE), True),
        (item(1, state=PromiseState.MADE), item(1), False),
        (item(1), item(1, hours=5, state=PromiseState.MOVED), False),
        (item(1), item(1, state=PromiseState.MADE), False),
        (item(1), replace(item(1, state=PromiseState.KEPT), is_open=False), False),
        (item(1, state=PromiseState.BROKEN), replace(item(1), is_open=False, withdrawn=Withdrawn.LAPSED), False),
        (item(1, state=PromiseState.BROKEN), item(1, hours=5, state=PromiseState.MOVED), False),
    ],
)
def test_what_its_agent_has_done_about_a_promise_meanwhile_is_not_said_any_more(
    before: PromiseItem, now: PromiseItem, *, expected: bool
) -> None:
    assert still_says(before, now) is expected


def test_what_there_was_no_room_for_comes_up_when_something_is_taken_out() -> None:
    left = without(note(*(item(number, hours=number) for number in range(1, 14))), 3, [item(13, hours=13)])

    assert numbers(left) == [1, 2, *range(4, 14)]
    assert left is not None
    assert left.more == 0


def test_what_comes_up_may_be_all_that_is_left() -> None:
    assert numbers(without(note(item(1)), 1, [item(2)])) == [2]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, False),
        ({"reminded_for": DUE}, True),
        ({"reminded_for": NOON}, False),
        ({"state": PromiseState.MADE}, True),
        ({"at_once": True}, True),
        ({"state": PromiseState.BROKEN}, True),
        ({"state": PromiseState.BROKEN, "ended_at": NOON}, False),
        ({"asked_kept_for": DUE, "evidence": Evidence(promise=7, source="1")}, True),
    ],
)
def test_what_a_message_has_no_room_for_is_still_told_while_it_stands_as_it_was_to_be_told(
    changes: dict[str, Any], *, told: bool
) -> None:
    accepted = Promise(
        id=7,
        team="T",
        channel="C",
        conversation=1,
        agent="A1",
        said_by="A1",
        lines=("1",),
        what="the report",
        words="I'll send it",
        strength=Strength.FIRM,
        due=DUE,
        provenance=Provenance(coach="playbook", revision="r"),
        state=PromiseState.ACCEPTED,
        made_at=NOON,
    )

    assert still_told(replace(accepted, **changes)) is told
