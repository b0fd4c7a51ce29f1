"""Tests of the order in which callers are served: many calls of one never keep others from their few."""

from collections import Counter
from itertools import count, islice

from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.fair_line import FairLine, Waiting


class Line:
    """A line that counts who comes."""

    def __init__(self) -> None:
        self.line = FairLine()
        self._numbers = count(1)

    def come(self, share: str, *, times: int = 1, cost: float = 1.0, comes_again: bool = False) -> None:
        for number in islice(self._numbers, times):
            self.line = self.line.joined(Waiting(number=number, share=share, cost=cost, comes_again=comes_again))

    def serve(self) -> str:
        first = self.line.first
        assert first is not None
        self.line = self.line.served(first)
        return first.share

    def turn_away(self) -> Waiting:
        one = self.line.to_turn_away
        assert one is not None
        self.line = self.line.left(one)
        return one


def test_alone_a_share_is_served_in_the_order_of_its_coming() -> None:
    line = Line()
    line.come("a", times=3)
    numbers = []
    while (first := line.line.first) is not None:
        numbers.append(first.number)
        line.serve()

    assert numbers == [1, 2, 3]


def test_one_call_waits_for_one_of_a_thousand_and_not_for_all() -> None:
    line = Line()
    line.come("noisy", times=1000)
    line.serve()

    line.come("quiet")

    assert "quiet" in [line.serve(), line.serve()]


def test_two_that_have_much_to_ask_take_turns() -> None:
    line = Line()
    line.come("a", times=50)
    line.come("b", times=50)

    assert Counter(line.serve() for _ in range(40)) == {"a": 20, "b": 20}


def test_who_asks_for_more_at_a_time_is_served_less_often() -> None:
    line = Line()
    line.come("long", times=50, cost=3.0)
    line.come("short", times=50, cost=1.0)

    served = Counter(line.serve() for _ in range(40))

    assert served["short"] == 3 * served["long"]


def test_a_share_that_asked_for_nothing_has_no_claim_on_what_it_left_to_others() -> None:
    line = Line()
    line.come("busy", times=100)
    for _ in range(60):
        line.serve()

    line.come("late", times=40)

    assert Counter(line.serve() for _ in range(20)) == {"busy": 10, "late": 10}


def test_what_was_served_long_ago_is_no_debt() -> None:
    line = Line()
    line.come("a", times=30)
    for _ in range(30):
        line.serve()
    line.come("b", times=5)
    for _ in range(5):
        line.serve()

    line.come("b")
    line.come("a")

    assert {line.serve(), line.serve()} == {"a", "b"}


def test_the_newest_of_the_share_with_most_in_the_line_is_turned_away() -> None:
    line = Line()
    line.come("noisy", times=3)
    line.come("quiet")

    away = line.turn_away()

    assert (away.share, away.number) == ("noisy", 3)


def test_of_a_share_those_who_come_again_are_turned_away_before_those_who_do_not() -> None:
    line = Line()
    line.come("noisy", comes_again=True)
    line.come("noisy", times=5)

    assert line.turn_away().number == 1


def test_nobody_is_turned_away_for_those_of_a_share_that_has_more_in_the_line() -> None:
    line = Line()
    line.come("noisy", times=5)
    line.come("quiet", comes_again=True)

    assert line.turn_away().share == "noisy"


def test_whoever_leaves_costs_their_share_nothing() -> None:
    line = Line()
    line.come("a", times=10)
    for _ in range(9):
        line.turn_away()
    line.come("b")
    line.come("a")

    assert sorted(line.serve() for _ in range(3)) == ["a", "a", "b"]
    assert line.line.first is None


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.floats(1, 50), st.sampled_from(["come", "come", "serve", "away"])),
        max_size=120,
    )
)
def test_no_share_that_waits_falls_behind_another_by_more_than_one_call_of_each(
    steps: list[tuple[str, float, str]],
) -> None:
    line = Line()
    for share, cost, step in steps:
        if step == "come":
            line.come(share, cost=cost)
        elif step == "away" and line.line.to_turn_away:
            line.turn_away()
        elif line.line.first:
            line.serve()
    line.come("x", times=100, cost=50.0)
    line.come("y", times=100, cost=50.0)
    both = {"x": 0, "y": 0}
    while min(both.values()) < 50:
        served = line.serve()
        if served in both:
            both[served] += 1
            assert abs(both["x"] - both["y"]) <= 1
