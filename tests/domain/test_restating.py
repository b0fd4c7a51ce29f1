"""A promise said twice is one, its newest date holds, and what is taken back is waited for no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.due import Doubt
from motbot.domain.expectation import Provenance
from motbot.domain.limits import LimitKind
from motbot.domain.promise import Beyond, Evidence, Promise, PromiseState, Strength, Withdrawn
from motbot.domain.promised import Statement
from motbot.domain.restating import merged

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIVE, SIX = T0 + timedelta(hours=8), T0 + timedelta(hours=9)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOW = T0 + HOUR
REPORT, AGAIN = "I'll send the report by 5", "the report will be there by 17:00"
BY = Provenance(coach="playbook", revision="r")


def said(words: str, due: datetime | None = FIVE, *, ts: str = "2", repeats: int = 0, **rest: object) -> Statement:
    """A statement in a line; the lines are ten minutes apart."""
    promise = Promise(
        team="T", channel="C", conversation=1, agent="A1", said_by="A1", lines=(ts,), what=words, words=words,
        strength=Strength.FIRM if due else Strength.VAGUE, due=due, provenance=BY,
        made_at=T0 + (int(ts) - 1) * 10 * MINUTE,
    )  # fmt: skip
    return Statement(promise=replace(promise, **rest), repeats=repeats)  # type: ignore[arg-type]


def known(words: str = REPORT, due: datetime | None = FIVE, *, ts: str = "1", number: int = 7) -> Promise:
    return replace(said(words, due, ts=ts).promise, id=number)


def tracked(due: datetime = FIVE) -> Promise:
    return known(due=due).tracked(at=T0, remind_at=due - HOUR)


def merge(
    promises: list[Promise], *statements: Statement, read: dict[str, str] | None = None, gone: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> tuple[Promise, ...]:  # fmt: skip
    texts = {one.promise.lines[0]: one.promise.words for one in statements}
    return merged(
        promises,
        statements,
        read=texts if read is None else read,
        gone=frozenset(gone.split()),
        evidence=evidence,
        at=NOW,
        remind=lambda agent, due: due - HOUR if agent else None,
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


def numbered(number: str, due: datetime, **rest: object) -> Statement:
    """A promise of an invoice, as a line says it."""
    hour = {FIVE: "5", SIX: "6"}[due]
    return said(f"I'll send invoice {number} by {hour}", due, due_words=f"by {hour}", **rest)  # type: ignore[arg-type]


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


# ---- edits and deletions


def test_an_edit_supersedes_what_the_line_said() -> None:
    (now,) = merge([known()], said("I'll send the report by 6", SIX, ts="1"))

    assert (now.id, now.due, now.lines) == (7, SIX, ("1",))


def test_an_edited_date_moves_a_tracked_promise() -> None:
    (now,) = merge([tracked()], said("I'll send the report by 6", SIX, ts="1"))

    assert (now.state, now.due) == (PromiseState.MOVED, SIX)


def test_an_edit_to_something_else_withdraws_the_old_and_finds_the_new() -> None:
    old, new = merge([tracked()], said("I'll call the bank today", ts="1"))

    assert (old.id, old.withdrawn) == (7, Withdrawn.TAKEN_BACK)
    assert (new.id, new.what) == (0, "I'll call the bank today")


def test_an_edit_that_leaves_the_words_keeps_the_promise_even_if_it_was_overlooked() -> None:
    assert merge([tracked()], read={"1": f"Hi Joana! {REPORT}."}) == ()


def test_words_that_an_edit_only_quotes_are_taken_back() -> None:
    (now,) = merge([tracked()], read={"1": f"> {REPORT}\nnever mind"})

    assert now.withdrawn is Withdrawn.TAKEN_BACK


def test_a_deleted_line_withdraws_its_promise_unless_another_line_states_it() -> None:
    twice = replace(tracked(), lines=("1", "2"))

    (gone,) = merge([tracked()], gone="1")
    (stays,) = merge([twice], gone="1")
    (over,) = merge([twice], gone="1 2")

    assert (gone.withdrawn, gone.is_open) == (Withdrawn.TAKEN_BACK, False)
    assert (stays.lines, stays.is_open) == (("2",), True)
    assert over.withdrawn is Withdrawn.TAKEN_BACK


def test_a_deletion_changes_nothing_about_what_is_over() -> None:
    assert merge([tracked().kept(at=T0)], gone="1") == ()


def test_an_edit_takes_back_what_was_too_much_and_saying_more_does_not() -> None:
    limit = Beyond(kind=LimitKind.LEGAL, rule="never guarantee")
    much = replace(known(), beyond=(limit,))

    (edited,) = merge([much], said("I'll send the report by 6", SIX, ts="1"))
    (repeated,) = merge([much], said("the report will be there by 18:00", SIX))

    assert (edited.beyond, repeated.beyond) == ((), (limit,))


# ---- evidence, and reading twice


def test_evidence_waits_for_the_agents_yes_and_goes_with_its_words() -> None:
    shown = Evidence(promise=7, source="2", words="here it is")

    (seen,) = merge([tracked()], read={"2": "here it is"}, evidence=(shown,))
    (unseen,) = merge([seen], read={"2": "never mind"})

    assert (seen.evidence, seen.state) == (shown, PromiseState.ACCEPTED)
    assert unseen.evidence is None
    assert merge([seen], gone="2")[0].evidence is None
    assert merge([seen], read={"3": "hello"}) == ()


def test_reading_the_same_lines_again_changes_nothing() -> None:
    statements = (said(REPORT), said("I'll call the bank at 6", SIX), said(AGAIN, ts="3"))
    first = [replace(one, id=number) for number, one in enumerate(merge([], *statements), start=1)]

    assert len(first) == 2
    assert merge(first, *statements) == ()


def test_a_promise_that_is_said_again_in_a_new_moment_serves_that_one() -> None:
    old = replace(tracked(), moment=3)

    (now,) = merge([old], said("the report will be there by 18:00", SIX, moment=4))
    (outside,) = merge([old], said("the report will be there by 18:00", SIX))

    assert (now.moment, now.state) == (4, PromiseState.MOVED)
    assert outside.moment == 3


def test_words_that_are_struck_through_are_taken_back() -> None:
    (now,) = merge([tracked()], read={"1": f"~{REPORT}~ Sorry, I cannot."})

    assert now.withdrawn is Withdrawn.TAKEN_BACK


def test_a_promise_made_before_anything_was_asked_gets_the_moment_it_serves() -> None:
    (now,) = merge([known()], said(AGAIN, moment=4))

    assert now.moment == 4
