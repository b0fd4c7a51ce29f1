"""What was typed on a card is drafted with as long as its own day lasts."""

from dataclasses import replace
from datetime import UTC, timedelta

from motbot.domain.known_here import known_now, told_at
from tests.domain.test_moment import NOON, fresh

MACHINE = "The machine stands still since this morning. Spare parts are in stock."


def test_a_note_of_a_day_is_drafted_with_on_that_day_alone() -> None:
    moment = replace(fresh(), known=(MACHINE,), known_at=(NOON,))

    assert known_now(moment, now=NOON, zone=UTC) == (MACHINE,)
    assert known_now(moment, now=NOON + timedelta(days=9), zone=UTC) == ("Spare parts are in stock.",)


def test_a_note_from_before_its_time_was_kept_is_of_the_day_of_its_request() -> None:
    moment = replace(fresh(), known=("now", "later"), known_at=(NOON + timedelta(days=1),))

    assert told_at(moment) == (moment.opened_at, NOON + timedelta(days=1))


def test_nothing_is_known_of_what_is_closed() -> None:
    assert known_now(None, now=NOON, zone=UTC) == ()
