"""A promise that nobody tracked has an outcome all the same: its time is over, and nothing tells what became of it."""

from dataclasses import replace

from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.sheet import passed_untold
from tests.domain.promises import DUE, HOUR, tracked


def test_the_time_of_a_promise_that_nobody_tracks_passes_untold() -> None:
    made = replace(tracked(), state=PromiseState.MADE)
    lapsed = made.over(why=Withdrawn.LAPSED, at=DUE + 9 * HOUR)

    assert [passed_untold(one, DUE + 10 * HOUR) for one in (made, lapsed)] == [True, True]
    assert not passed_untold(made, DUE)
    assert not passed_untold(replace(made, due=None), DUE + HOUR)
    assert not passed_untold(tracked(), DUE + HOUR), "its own timer tells"
    assert not passed_untold(made.kept(at=DUE - HOUR), DUE + HOUR)
    assert not passed_untold(made.over(why=Withdrawn.CANNOT, at=DUE - HOUR), DUE + HOUR)
