"""A promise said twice is one, its newest date holds, and what is taken back is waited for no more."""

from dataclasses import replace

import pytest

from motbot.domain.due import Doubt
from motbot.domain.expectation import Draft
from motbot.domain.promise import Evidence, Mending, PromiseState, Strength, Withdrawn
from motbot.domain.promised import Statement
from tests.domain.statements import (
    AGAIN,
    FIVE,
    HOUR,
    MINUTE,
    NOW,
    REPORT,
    SIX,
    T0,
    known,
    merge,
    numbered,
    said,
    tracked,
)


def test_a_promise_that_nobody_knew_is_new() -> None:
    statement = said(REPORT)

    assert merge([], statement) == (statement.promise,)


def test_the_same_promise_said_again_is_one_that_two_lines_state() -> None:
    (now,) = merge([known()], said(AGAIN))

    assert (now.id, now.lines, now.due, now.state) == (7, ("1", "2"), FIVE, PromiseState.MADE)


def test_another_promise_stays_another_one() -> None:
    assert [one.id for one in merge([known()], said("I'll send the invoice by 5"))] == [0]


def test_a_coach_that_knows_the_promise_is_believed_over_the_wording() -> None:
    promises = [known(), known("I'll call the bank", number=8)]

    (now,) = merge(promises, said("and that other thing at 18:00", SIX, repeats=8))

    assert (now.id, now.due) == (8, SIX)


def test_a_new_date_supersedes_what_was_not_tracked_yet() -> None:
    (now,) = merge([known()], said("sorry, the report will be there by 18:00", SIX))

    assert (now.id, now.due, now.words) == (7, SIX, "sorry, the report will be there by 18:00")


def test_a_new_date_moves_what_was_tracked_with_its_reminder() -> None:
    (now,) = merge([tracked()], said("the report will be there by 18:00", SIX))

    assert (now.state, now.due, now.moved_from, now.remind_at) == (PromiseState.MOVED, SIX, (FIVE,), SIX - HOUR)
    assert (now.by_hand, now.broken_at) == (False, None)


def test_a_new_date_said_after_the_old_one_leaves_the_breach_noted() -> None:
    late = tracked(due=T0 + MINUTE).broken(at=T0 + 2 * MINUTE)

    (now,) = merge([late], said("the report will be there by 18:00", SIX))

    assert (now.state, now.broken_at) == (PromiseState.MOVED, T0 + MINUTE)


def test_a_time_set_by_hand_is_not_changed_by_words_said_before() -> None:
    fixed = known().fixed(due=SIX, at=NOW, remind_at=None)

    (before,) = merge([fixed], said("the report will be there by 17:00", FIVE))
    (after,) = merge([fixed], said("the report will be there by 19:00", SIX + HOUR, ts="9"))

    assert (before.due, before.lines) == (SIX, ("1", "2"))
    assert (after.due, after.state) == (SIX + HOUR, PromiseState.MOVED)


@pytest.mark.parametrize(
    "statement",
    [
        said("I'll send the report soon", None),
        said("I'll send the report on 3/4", None, doubt=Doubt.AMBIGUOUS_DATE),
        said("if you sign, I'll send the report by 18:00", SIX, strength=Strength.CONDITIONAL),
    ],
)
def test_nothing_vague_doubtful_or_conditional_undoes_a_tracked_date(statement: Statement) -> None:
    (now,) = merge([tracked()], statement)

    assert (now.due, now.doubt, now.state) == (FIVE, None, PromiseState.ACCEPTED)


def test_a_vague_promise_takes_the_hour_that_is_named_later() -> None:
    (now,) = merge([known("I'll send the report soon", None)], said(REPORT))

    assert (now.id, now.due, now.strength, now.can_be_tracked) == (7, FIVE, Strength.FIRM, True)


def test_a_vague_repetition_does_not_take_the_hour_away() -> None:
    (now,) = merge([known()], said("I'll send the report soon", None))

    assert (now.due, now.words, now.lines) == (FIVE, REPORT, ("1", "2"))


def test_an_older_line_that_is_read_later_changes_no_date() -> None:
    (now,) = merge([known(ts="3")], said("the report will be there by 18:00", SIX))

    assert (now.due, now.lines) == (FIVE, ("2", "3"))


def test_two_promises_of_one_line_stay_two_although_they_are_alike() -> None:
    two = merge([known()], said("the draft report by 3", FIVE), said("the final report by 6", SIX))

    assert len(two) == 2


def test_a_promise_said_twice_in_one_line_is_one() -> None:
    assert len(merge([], said("I'll send the report", None), said(REPORT))) == 1


def test_the_next_one_of_a_kind_is_a_new_promise() -> None:
    first = known("I'll post an update at 17:00")

    assert [one.id for one in merge([first], said("next update at 18:00", SIX))] == [0]
    assert [one.id for one in merge([known("17:00 我同步进展")], said("下一次 18:00 我同步进展", SIX))] == [0]


def test_promises_of_two_people_are_two() -> None:
    ben = replace(known(), who="Ben")

    assert [one.id for one in merge([ben], said(REPORT, who="Ann"))] == [0]


def test_what_differs_by_its_number_alone_is_another_promise_whenever_it_is_said() -> None:
    first = replace(numbered("1001", FIVE, ts="1").promise, id=7)

    assert len(merge([], numbered("1001", FIVE), numbered("1002", FIVE))) == 2
    assert [one.id for one in merge([first], numbered("1002", SIX))] == [0]
    assert [one.id for one in merge([first.tracked(at=T0, remind_at=None).kept(at=NOW)], numbered("1002", FIVE))] == [0]


def test_a_coach_that_takes_one_number_for_another_is_not_believed() -> None:
    first = replace(numbered("1001", FIVE, ts="1").promise, id=7)

    assert [one.id for one in merge([first], numbered("1002", SIX, repeats=7))] == [0]


def test_an_edit_of_the_number_takes_the_old_one_back() -> None:
    old, new = merge([replace(numbered("1001", FIVE, ts="1").promise, id=7)], numbered("1002", FIVE, ts="1"))

    assert (old.withdrawn, new.id) == (Withdrawn.TAKEN_BACK, 0)


def test_the_same_number_with_another_time_is_the_same_promise() -> None:
    (now,) = merge([replace(numbered("1001", FIVE, ts="1").promise, id=7)], numbered("1001", SIX))

    assert (now.id, now.due) == (7, SIX)


# ---- what is over


def test_what_was_said_not_to_be_a_promise_is_not_brought_back_by_its_own_words() -> None:
    over = known("I'll keep an eye on it", None).over(why=Withdrawn.NOT_A_PROMISE, at=T0)

    assert merge([over], said("I'll keep an eye on it!", None)) == ()


def test_a_promise_read_again_in_its_own_line_is_not_revived() -> None:
    assert merge([tracked().kept(at=NOW)], said(REPORT, ts="1")) == ()


def test_words_written_before_it_was_kept_only_repeat_it() -> None:
    assert merge([tracked().kept(at=T0 + 5 * HOUR)], said(AGAIN)) == ()


def test_a_statement_made_after_it_was_kept_is_a_new_promise() -> None:
    kept = tracked().kept(at=T0 + MINUTE)

    assert [one.id for one in merge([kept], said("I'll send the report by 6", SIX))] == [0]
    assert [one.id for one in merge([kept], said("I'll send the report", None))] == [0]
    assert merge([kept], said(AGAIN)) == ()


@pytest.mark.parametrize("why", [Withdrawn.TAKEN_BACK, Withdrawn.CANNOT, Withdrawn.LAPSED])
def test_what_is_said_anew_after_it_was_withdrawn_is_a_new_promise(why: Withdrawn) -> None:
    assert [one.id for one in merge([tracked().over(why=why, at=T0)], said(REPORT))] == [0]


def test_words_that_put_a_promise_off_do_not_look_as_if_it_was_kept() -> None:
    shows = Evidence(promise=7, source="2", words="it will be with you by 18:00")

    (now,) = merge([tracked()], said("the report will be with you by 18:00", SIX), evidence=(shows,))

    assert (now.state, now.due, now.evidence) == (PromiseState.MOVED, SIX, None)


def test_the_message_that_moves_a_promise_is_wanted_no_more_once_it_has_been_said() -> None:
    moved = tracked().moved(due=SIX, at=T0 + MINUTE, remind_at=None, by_hand=True)
    wanted = replace(moved, mending=Mending.MOVE, reason="the printer", draft=Draft(reply="by 18:00", why=""))

    (now,) = merge([wanted], said("the report will be with you by 18:00", SIX))

    assert (now.due, now.mending, now.reason, now.draft) == (SIX, None, "", None)
