"""The decision order: every rule alone, and which of two comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.scoring import (
    BEHAVIOURS,
    KNOWN,
    LEAST,
    LISTENING,
    MOST,
    Depth,
    Facts,
    Fault,
    Repair,
    Ruling,
    ruled,
)

ANSWERED = Depth.ANSWERED


def fault(*faults: Fault, **more: object) -> Facts:
    return Facts(faults=frozenset(faults), depth=ANSWERED, **more)  # type: ignore[arg-type] # the fields' own types


@pytest.mark.parametrize(
    ("facts", "score", "rule"),
    [
        (fault(Fault.BLAME), -3, 1),
        (fault(Fault.DENIAL), -3, 1),
        (fault(Fault.BLAME, is_mild=True), -2, 1),
        (fault(Fault.BLAME, is_mild=True, harms=True), -3, 1),
        (fault(Fault.REPEATED), -2, 2),
        (fault(Fault.REPEATED, harms=True), -3, 2),
        (fault(Fault.WALL), -1, 3),
        (fault(Fault.WALL, presses=True), -2, 3),
        (fault(Fault.WALL, presses=True, harms=True), -3, 3),
        (fault(Fault.SENT_AWAY), -1, 4),
        (fault(Fault.SENT_AWAY, presses=True), -2, 4),
        (fault(Fault.PUSHED_BACK, presses=True), -1, 4),
        (fault(Fault.OVER_PROMISE), -2, 5),
        (fault(Fault.STALL), -1, 5),
        (fault(Fault.STALL, presses=True), -2, 5),
        (fault(asked=2, unanswered=1), -1, 6),
        (fault(asked=3, unanswered=2), -1, 6),
        (fault(asked=3, unanswered=1), 1, 8),
        (fault(asked=1, unanswered=1), 1, 8),
        (Facts(depth=Depth.SEEN, asked=2, unanswered=2), 0, 8),
        (Facts(depth=Depth.EMPTY), -1, 6),
        (fault(is_late=True), 0, 7),
        (Facts(depth=Depth.SILENT, is_late=True), -1, 7),
        (fault(Fault.WALL, is_late=True), -2, 7),
        (fault(Fault.BLAME, is_late=True), -3, 1),
        (Facts(depth=Depth.SILENT), 0, 8),
        (Facts(depth=Depth.SEEN), 0, 8),
        (Facts(depth=ANSWERED), 1, 8),
        (Facts(depth=Depth.EXCEEDED), 2, 8),
        (Facts(depth=Depth.DELIGHTED), 3, 8),
        (Facts(depth=Depth.DELIGHTED, repair=Repair.FULL), 1, 9),
        (Facts(depth=Depth.DELIGHTED, repair=Repair.MORE), 2, 9),
        (Facts(depth=ANSWERED, repair=Repair.PARTLY), 0, 9),
        (Facts(depth=Depth.EMPTY, repair=Repair.PARTLY), -1, 6),
    ],
)
def test_a_rule_fixes_the_score(facts: Facts, score: int, rule: int) -> None:
    assert ruled(facts) == Ruling(score=score, rule=rule)


@pytest.mark.parametrize(
    ("faults", "rule"),
    [
        ({Fault.BLAME, Fault.WALL}, 1),
        ({Fault.REPEATED, Fault.OVER_PROMISE}, 2),
        ({Fault.WALL, Fault.SENT_AWAY, Fault.STALL}, 3),
        ({Fault.PUSHED_BACK, Fault.STALL}, 4),
    ],
)
def test_of_rules_that_lead_to_one_score_the_first_counts(faults: set[Fault], rule: int) -> None:
    assert ruled(fault(*faults)).rule == rule


def test_a_weightier_later_rule_goes_before_a_lighter_earlier_one() -> None:
    assert ruled(fault(Fault.WALL, Fault.OVER_PROMISE)) == Ruling(score=-2, rule=5)


def test_no_merit_makes_up_for_a_fault() -> None:
    assert ruled(Facts(faults=frozenset({Fault.SENT_AWAY}), depth=Depth.DELIGHTED)).score == -1


FACTS = st.builds(
    Facts,
    faults=st.frozensets(st.sampled_from(Fault)),
    is_mild=st.booleans(),
    asked=st.integers(0, 5),
    unanswered=st.integers(0, 5),
    is_late=st.booleans(),
    presses=st.booleans(),
    harms=st.booleans(),
    repair=st.sampled_from(Repair),
    depth=st.sampled_from(Depth),
)


@given(FACTS)
def test_every_score_lies_on_the_scale_and_names_its_rule(facts: Facts) -> None:
    ruling = ruled(facts)

    assert LEAST <= ruling.score <= MOST
    assert 1 <= ruling.rule <= 9


def test_the_list_of_behaviours_is_closed() -> None:
    assert [len(names) for names in BEHAVIOURS.values()] == [9, 7, 5, 5]
    assert len(LISTENING) == 7
    assert len(KNOWN) == 33
