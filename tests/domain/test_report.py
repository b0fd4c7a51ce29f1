"""Every figure of a report counts what its name says, and nobody can be picked out of it."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.moment import CloseReason, Suppressed
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.report import OTHERS, Came, Split
from motbot.domain.report_facts import MomentFact, NudgeFact, PromiseFact, VerdictFact
from motbot.domain.report_groups import FEWEST
from motbot.domain.usage import Usage
from tests.domain.reported import NOW, counted, shares, sheets

MOMENT = MomentFact(channel="C1", urgency=Urgency.NORMAL)
QUIET = VerdictFact(channel="C1", is_moment=False, negative_type=NegativeType.FYI)
KEPT = PromiseFact(channel="C1", state=PromiseState.KEPT, is_open=False, is_tracked=True, kept_at=NOW, due=NOW)
CARD = NudgeFact(channel="C1", coach="model", revision="new", model="m-1")


def urgent(**levels: int) -> list[MomentFact]:
    return [replace(MOMENT, urgency=Urgency(level)) for level, count in levels.items() for _ in range(count)]


def test_moments_stand_by_urgency_the_most_pressing_first() -> None:
    found = counted(moments=urgent(low=6, critical=5, normal=20)).urgency

    assert [(share.key, share.count) for share in found.shares] == [("critical", 5), ("normal", 20), ("low", 6)]
    assert found.total == 31


def test_small_groups_stand_together_and_are_not_what_is_left_of_the_total() -> None:
    found = counted(moments=urgent(low=6, critical=2, normal=20)).urgency

    assert shares(found) == {"normal": 20, OTHERS: 8}


def test_too_few_are_not_broken_down_at_all() -> None:
    assert counted(moments=urgent(low=3, normal=1)).urgency == Split(total=4)


@given(st.dictionaries(st.sampled_from([level.value for level in Urgency]), st.integers(0, 9)))
def test_no_urgency_of_fewer_than_five_is_ever_shown(levels: dict[str, int]) -> None:
    found = counted(moments=urgent(**levels)).urgency

    assert all(share.count >= FEWEST for share in found.shares)
    assert not found.shares or sum(share.count for share in found.shares) == found.total


def test_a_moment_counts_for_every_kind_of_expectation_it_holds() -> None:
    both = replace(MOMENT, kinds=frozenset({ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT}))
    found = counted(moments=[*[both] * 5, replace(MOMENT, kinds=frozenset({ExpectationKind.NOT_YET_EXISTING}))])

    assert shares(found.expectations) == {"explicit": 5, "implicit": 5}
    assert found.expectations.total == 6


def test_moments_stand_by_what_their_channel_is_for() -> None:
    inside = [replace(MOMENT, channel="C3")] * 5

    assert shares(counted(moments=[*[MOMENT] * 7, *inside]).channel_kinds) == {"customer": 7, "internal_request": 5}


def test_bursts_that_led_to_nothing_stand_by_the_reason() -> None:
    capped = VerdictFact(channel="C1", is_moment=True, suppressed=Suppressed.DAILY_CAP)
    shown = VerdictFact(channel="C1", is_moment=True, shown=True)
    found = counted(verdicts=[*[QUIET] * 6, *[capped] * 5, *[shown] * 9])

    assert found.judged == 20
    assert shares(found.silent) == {"fyi": 6, "daily_cap": 5}


def test_that_somebody_has_muted_us_is_told_as_quiet_hours_are() -> None:
    held = (Suppressed.MUTED, Suppressed.QUIET_HOURS)
    verdicts = [VerdictFact(channel="C1", is_moment=True, suppressed=one) for one in held]

    assert shares(counted(verdicts=verdicts * 3).silent) == {"quiet_hours": 6}


def test_explored_is_told_by_the_first_answer_and_silence_is_no_answer() -> None:
    asks, tells = replace(MOMENT, answer=("Which one?",)), replace(MOMENT, answer=("It is blue.",))
    first = replace(MOMENT, answer=("I will send it today. Which one?",), promised=("I will send it today",))
    found = counted(moments=[*[asks] * 4, *[tells] * 2, first, MOMENT]).explored

    assert (shares(found), found.total) == ({"explored": 4, "offered": 3}, 7)


@pytest.mark.parametrize(
    ("promise", "came"),
    [
        (KEPT, Came.ON_TIME),
        (replace(KEPT, kept_at=NOW + timedelta(hours=1)), Came.ON_TIME),  # our words had shown in time that it was done
        (replace(KEPT, broken_at=NOW), Came.LATE),
        (replace(KEPT, is_tracked=False, kept_at=NOW + timedelta(hours=1)), Came.LATE),
        (replace(KEPT, state=PromiseState.BROKEN, broken_at=NOW), Came.BROKEN),
        (replace(KEPT, state=PromiseState.MOVED, is_open=True, broken_at=NOW), Came.BROKEN),
        (replace(KEPT, state=PromiseState.ACCEPTED, is_open=True), Came.OPEN),
        (replace(KEPT, state=PromiseState.WITHDRAWN, withdrawn=Withdrawn.CANNOT), Came.GIVEN_UP),
        (replace(KEPT, state=PromiseState.WITHDRAWN, withdrawn=Withdrawn.CANNOT, broken_at=NOW), Came.BROKEN),
        (replace(KEPT, state=PromiseState.WITHDRAWN, withdrawn=Withdrawn.LAPSED), Came.UNSAID),
    ],
)
def test_a_promise_counts_by_what_came_of_it(promise: PromiseFact, came: Came) -> None:
    assert shares(counted(promises=[promise] * 5).promises) == {came: 5}


def test_promises_nobody_tracked_are_counted_apart_and_what_was_none_not_at_all() -> None:
    made = PromiseFact(channel="C1", state=PromiseState.MADE, is_open=True)
    never = replace(made, state=PromiseState.WITHDRAWN, is_open=False, withdrawn=Withdrawn.NOT_A_PROMISE)
    found = counted(promises=[*[KEPT] * 5, made, made, never, replace(never, withdrawn=Withdrawn.TAKEN_BACK)])

    assert (found.promises.total, found.untracked) == (5, 2)


def test_what_came_of_five_is_told_however_few_each_outcome_has() -> None:
    ends = [None, *CloseReason]
    found = counted(moments=[replace(MOMENT, closed=end) for end in ends]).confirmed

    assert shares(found) == {"by_customer": 1, "by_agent": 1, "unconfirmed": 1, "open": 1, "gone": 2}
    assert counted(moments=[MOMENT] * 4).confirmed == Split(total=4)


def test_drafts_stand_by_revision_with_what_was_done_about_them() -> None:
    cards = [replace(CARD, used=used) for used in (Usage.USED, Usage.EDITED, Usage.OWN, None, None, None)]
    cards[0] = replace(cards[0], edited=True, wrong=True, not_helpful=True)
    old = [replace(CARD, revision="old", coach="playbook", model="")] * 5
    new, other = counted(nudges=[*old, *cards]).nudges

    assert (new.revision, new.coach, new.model, new.cards) == ("new", "model", "m-1", 6)
    assert (new.used, new.adapted, new.own, new.unanswered) == (1, 1, 1, 3)
    assert (new.edited, new.wrong, new.not_helpful) == (1, 1, 1)
    assert (other.revision, other.coach, other.cards) == ("old", "playbook", 5)


def test_revisions_with_few_cards_stand_together() -> None:
    few = [replace(CARD, revision=name) for name in "aabbbb"]

    assert [(one.revision, one.cards) for one in counted(nudges=[*[CARD] * 5, *few]).nudges] == [
        ("new", 5),
        (OTHERS, 6),
    ]
    assert counted(nudges=few[:4]).nudges == ()


def test_scores_stand_by_channel_and_week_with_their_median() -> None:
    week_before = NOW - timedelta(days=7)
    found = counted(
        sheets=[*sheets([-3, 0, 1, 1, 2, 2]), *sheets([3] * 5, channel="C2", at=week_before), *sheets([0] * 0)]
    ).scores

    assert found.sheets == 11
    assert found.overall is not None
    assert found.overall.counts == (1, 0, 0, 1, 2, 2, 5)
    assert [(one.name, one.total, one.typical) for one in found.by_channel] == [("support", 6, 1), ("vip", 5, 3)]
    assert [(one.name, one.total) for one in found.by_week] == [("2026-W11", 5), ("2026-W12", 6)]


def test_a_week_begins_where_the_reader_is() -> None:
    sunday = datetime(2026, 3, 15, 23, tzinfo=UTC)
    found = counted(sheets=sheets([1] * 5, at=sunday) + sheets([1] * 5, at=NOW), zone="Asia/Shanghai").scores

    assert [one.name for one in found.by_week] == ["2026-W12"]


def test_scores_of_one_agent_alone_are_never_shown_by_themselves() -> None:
    one_agents = sheets([1] * 8, channel="C2", agents="Z")
    found = counted(sheets=[*sheets([0] * 6), *sheets([2] * 7, channel="C3"), *one_agents]).scores

    assert [one.name for one in found.by_channel] == ["C3", OTHERS]
    assert counted(sheets=one_agents).scores.overall is None


def test_scores_of_fewer_than_five_are_not_shown() -> None:
    found = counted(sheets=sheets([1, 2, 3, 1])).scores

    assert (found.sheets, found.overall, found.by_channel, found.by_week) == (4, None, (), ())


def test_sheets_without_a_score_count_for_nothing() -> None:
    unscored = [replace(one, score=None) for one in sheets([0] * 9)]

    assert counted(sheets=[*unscored, *sheets([1] * 5)]).scores.sheets == 5


def test_scores_that_are_not_trusted_are_kept_back() -> None:
    found = counted(sheets=sheets([1] * 9), shows_scores=False).scores

    assert (found.is_kept_back, found.sheets, found.overall, found.by_week) == (True, 9, None, ())


def test_no_account_and_no_words_are_anywhere_in_a_report() -> None:
    moments = [replace(MOMENT, answer=("my secret words?",))] * 9

    assert not {"A", "B", "my secret words?"} & set(texts(counted(moments=moments, sheets=sheets([1] * 9))))


def texts(value: object) -> list[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return [text for one in value for text in texts(one)] if isinstance(value, tuple) else []


def test_a_report_of_nothing_is_empty_and_says_so() -> None:
    assert counted().is_empty
    assert not counted(verdicts=[QUIET]).is_empty
