"""How nudges grow fewer and come back: the same history always gives the same answer, and nothing pressing fades."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.expectation import Assessment, Provenance, Urgency
from motbot.domain.fading import SHORT_AFTER, SILENT_AFTER, Fading, Level, Outcome, fading, outcomes_of
from motbot.domain.moment import CloseReason, Moment, Stage
from motbot.domain.nudge import NudgeKind
from motbot.domain.preferences import NOTHING_SET, Amount, Preferences, StepWish

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OFFER = NudgeKind.OFFER
histories = st.lists(st.booleans(), max_size=30)
urgencies = st.sampled_from(list(Urgency))
LESS = {Level.FULL: 0, Level.SHORT: 1, Level.SILENT: 2}


def went(history: Sequence[bool], step: NudgeKind = OFFER) -> list[Outcome]:
    """One outcome an hour."""
    return [Outcome(step=step, at=NOON + timedelta(hours=number), well=one) for number, one in enumerate(history)]


def after(history: Sequence[bool], preferences: Preferences = NOTHING_SET) -> Fading:
    return fading(OFFER, went(history), preferences)


def wanting(amount: Amount) -> Preferences:
    return NOTHING_SET.wishing(OFFER, StepWish(amount=amount))


def moment(**changes: object) -> Moment:
    known = Moment(
        team="T1",
        channel="C1",
        conversation=1,
        customer="U1",
        focus=("1.0",),
        assessment=Assessment(is_moment=True, urgency=Urgency.NORMAL),
        provenance=Provenance(coach="playbook", revision="r1"),
        opened_at=NOON,
        last_at=NOON,
    )
    return replace(known, **changes)  # type: ignore[arg-type] # fields by name


@given(histories, urgencies)
def test_what_is_high_or_critical_is_always_whole(history: list[bool], urgency: Urgency) -> None:
    for amount in Amount:
        level = after(history, wanting(amount)).level(urgency)
        assert level is Level.FULL or urgency.rank < Urgency.HIGH.rank


@given(histories)
def test_whoever_wants_more_never_gets_less(history: list[bool]) -> None:
    found = after(history, wanting(Amount.MORE))

    assert not found.has_faded
    assert found.level(Urgency.LOW) is Level.FULL


@given(histories)
def test_a_slip_brings_the_next_few_back_at_once(history: list[bool]) -> None:
    for more in range(SHORT_AFTER):
        assert after([*history, False, *[True] * more]).level(Urgency.NORMAL) is Level.FULL


@given(histories)
def test_a_slip_brings_a_few_back_for_those_who_want_fewer(history: list[bool]) -> None:
    slipped = [*history, False]

    levels = [after([*slipped, *[True] * more], wanting(Amount.FEWER)).level(Urgency.NORMAL) for more in range(3)]

    assert levels == [Level.FULL, Level.FULL, Level.SILENT]


@given(histories)
def test_wanting_fewer_never_brings_more_than_wanting_nothing(history: list[bool]) -> None:
    usual, fewer = (after(history, one).level(Urgency.NORMAL) for one in (NOTHING_SET, wanting(Amount.FEWER)))

    assert LESS[fewer] >= LESS[usual]


@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_it_is_read_does_not_matter(history: list[bool], shuffler: object) -> None:
    outcomes = went(history)
    shuffled = sorted(outcomes, key=lambda _: shuffler.random())  # type: ignore[attr-defined] # hypothesis' own

    assert fading(OFFER, shuffled) == fading(OFFER, outcomes)


@given(histories, histories)
def test_how_another_step_goes_changes_nothing(history: list[bool], other: list[bool]) -> None:
    mixed = [*went(history), *went(other, NudgeKind.CONFIRM)]

    assert fading(OFFER, mixed) == after(history)


@given(histories)
def test_bringing_nudges_back_begins_anew(history: list[bool]) -> None:
    last = NOON + timedelta(hours=len(history))
    found = after(history, NOTHING_SET.wishing(OFFER, StepWish(afresh_at=last)))

    assert (found.in_a_row, found.of, found.level(Urgency.LOW)) == (0, 0, Level.FULL)


def test_every_second_nudge_is_short_first_and_then_only_what_is_pressing_speaks() -> None:
    levels = [after([True] * count).level(Urgency.NORMAL) for count in range(SILENT_AFTER + 2)]

    assert levels[:SHORT_AFTER] == [Level.FULL] * SHORT_AFTER
    assert levels[SHORT_AFTER:SILENT_AFTER] == [Level.SHORT, Level.FULL] * 3
    assert levels[SILENT_AFTER:] == [Level.SILENT] * 2


def test_the_card_tells_of_the_last_eight() -> None:
    reason = after([False, False, True, False, *[True] * 7]).reason

    assert (reason.well, reason.of) == (7, 8)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (moment(), None),
        (moment(asked_first=True), (NudgeKind.EXPLORE, True)),
        (moment(asked_first=False), (NudgeKind.EXPLORE, False)),
        (moment(own_words=True, answered_at=NOON), (NudgeKind.OFFER, True)),
        (moment(own_words=True, answered_at=NOON, unanswered=("m1",)), (NudgeKind.OFFER, False)),
        (moment(own_words=False, answered_at=NOON), (NudgeKind.OFFER, False)),
        (moment(own_words=True), None),
    ],
)
def test_how_a_moment_was_answered_is_told_from_what_is_known(
    known: Moment, expected: tuple[NudgeKind, bool] | None
) -> None:
    assert [(one.step, one.well) for one in outcomes_of([known])] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("reason", "changes", "well"),
    [
        (CloseReason.CONFIRMED_BY_CUSTOMER, {}, True),
        (CloseReason.CONFIRMED_BY_AGENT, {"confirm_count": 1}, False),
        (CloseReason.CONFIRMED_BY_CUSTOMER, {"confirm_count": 1, "confirm_left": True}, True),
        (CloseReason.CONFIRMED_BY_AGENT, {"confirm_count": 1, "done_at": NOON}, None),
        (CloseReason.UNCONFIRMED, {"confirm_count": 1, "confirm_left": True}, False),
        (CloseReason.DELETED, {}, None),
    ],
)
def test_confirming_went_well_where_nobody_had_to_be_asked(
    reason: CloseReason, changes: dict[str, object], well: bool | None
) -> None:
    closed = moment(stage=Stage.CLOSED, closed_at=NOON, close_reason=reason, **changes)

    assert [one.well for one in outcomes_of([closed])] == ([] if well is None else [well])
