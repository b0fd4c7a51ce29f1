"""What an edit, a deletion or evidence does to promises, and that reading twice changes nothing."""

from dataclasses import replace

from motbot.domain.limits import LimitKind
from motbot.domain.promise import Beyond, Evidence, PromiseState, Withdrawn
from tests.domain.statements import (
    AGAIN,
    REPORT,
    SIX,
    T0,
    known,
    merge,
    said,
    tracked,
)

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
