"""The sheet: what stands on it must be shown by the conversation's own words, and its score follows from the rules."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import Promise, PromiseState, Strength, Withdrawn
from motbot.domain.scoring import Depth, Facts, Fault, Mark, Quote, Repair, Ruling, Seen, Step, ruled
from motbot.domain.sheet import (
    ContactSheet,
    Fate,
    JudgedExpectation,
    JudgedPromise,
    Outcome,
    Sheet,
    fate_of,
    scale_note,
    thread_score,
    tracked_as,
)
from motbot.domain.sheet_check import checked_sheet
from tests.domain.promises import DUE, HOUR, T0, tracked

NOON = datetime(2026, 5, 5, 12, 0, tzinfo=ZoneInfo("UTC"))
PROVENANCE = Provenance(coach="model", revision="r")
ASKED = Line(ts="1.0", at=NOON, side=Side.CUSTOMER, author="c", text="The export fails. Can you look?")
SAID = Line(ts="2.0", at=NOON, side=Side.AGENT, author="a", text="That’s your fault.\n> quoted words\nSee it by 5 pm")
VIEW = ConversationView(lines=(ASKED, SAID), focus=(), now=NOON, zone=ZoneInfo("UTC"))


def part(**changes: object) -> ContactSheet:
    given = ContactSheet(
        number=1,
        asked=("1.0",),
        said=("2.0",),
        facts=Facts(depth=Depth.ANSWERED),
        overall=Ruling(score=1, rule=8),
        marks=tuple(Mark(step=step) for step in Step),
    )
    return replace(given, **changes)  # type: ignore[arg-type] # the fields' own types


def check(*parts: ContactSheet) -> tuple[Sheet, tuple[str, ...]]:
    sheet = Sheet(contacts=parts, language=Language.EN, provenance=PROVENANCE, content="")
    return checked_sheet(sheet, VIEW)


def quote(words: str, ts: str = "2.0") -> Quote:
    return Quote(ts=ts, words=words)


def test_a_sheet_that_stands_is_left_as_it_is() -> None:
    blamed = Facts(faults=frozenset({Fault.BLAME}), depth=Depth.ANSWERED)
    given = part(
        facts=blamed,
        evidence=(Seen(fault=Fault.BLAME, quote=quote("That’s your fault")),),
        overall=ruled(blamed),
        marks=tuple(Mark(step=step, score=-1, behaviours=("E1",), quotes=(quote("5 pm"),)) for step in Step),
    )

    sheet, dropped = check(given)

    assert dropped == ()
    assert sheet.contacts == (given,)


def test_a_fault_that_no_words_of_ours_show_is_taken_back() -> None:
    blamed = Facts(faults=frozenset({Fault.BLAME}), depth=Depth.ANSWERED)

    sheet, dropped = check(part(facts=blamed, overall=ruled(blamed)))

    assert sheet.contacts[0].facts.faults == frozenset()
    assert sheet.contacts[0].overall == Ruling(score=1, rule=8)
    assert dropped == ("unshown_blame", "score_changed")


@pytest.mark.parametrize(
    "shown", [quote("you are stupid"), quote("The export fails", "1.0"), quote("quoted words"), quote("5 pm", "7.7")]
)
def test_words_never_said_or_not_said_by_us_show_no_fault(shown: Quote) -> None:
    blamed = Facts(faults=frozenset({Fault.BLAME}), depth=Depth.ANSWERED)

    sheet, dropped = check(part(facts=blamed, evidence=(Seen(fault=Fault.BLAME, quote=shown),), overall=ruled(blamed)))

    assert sheet.contacts[0].evidence == ()
    assert "unshown_blame" in dropped


def test_praise_that_no_words_of_ours_show_is_taken_back() -> None:
    praised = Facts(depth=Depth.DELIGHTED, repair=Repair.MORE)

    sheet, dropped = check(part(facts=praised, overall=ruled(praised)))

    assert sheet.contacts[0].facts == Facts(depth=Depth.ANSWERED)
    assert "unshown_merit" in dropped


def test_the_score_is_always_the_one_the_rules_give() -> None:
    sheet, dropped = check(part(overall=Ruling(score=3, rule=8)))

    assert sheet.contacts[0].overall == Ruling(score=1, rule=8)
    assert dropped == ("score_changed",)


def test_a_quote_is_shown_as_it_was_written() -> None:
    sheet, _ = check(part(marks=(Mark(step=Step.OFFER, score=1, quotes=(quote("that's YOUR fault"),)),)))

    assert sheet.contacts[0].marks[1].quotes == (quote("That’s your fault"),)


def test_unknown_behaviours_and_scores_off_the_scale_are_dropped_and_counted() -> None:
    mark = Mark(step=Step.EXPLORE, score=4, behaviours=("E1", "E10", "E1"), lacking=("E1", "X"))

    sheet, dropped = check(part(marks=(mark,)))

    shown = sheet.contacts[0].marks[0]
    assert (shown.score, shown.behaviours, shown.lacking) == (None, ("E1",), ())
    assert sorted(dropped) == ["score_out_of_range", "unknown_behaviour", "unknown_behaviour"]


def test_a_mark_whose_every_quote_falls_has_no_score() -> None:
    sheet, dropped = check(part(marks=(Mark(step=Step.OFFER, score=-2, quotes=(quote("never said"),)),)))

    assert sheet.contacts[0].marks[1].score is None
    assert dropped == ("ungrounded_quote", "unshown_mark")


def test_there_is_one_mark_for_every_step_in_their_order() -> None:
    sheet, _ = check(part(marks=(Mark(step=Step.CONFIRM, score=1), Mark(step=Step.CONFIRM, score=-1))))

    assert [(mark.step, mark.score) for mark in sheet.contacts[0].marks] == [
        (Step.EXPLORE, None),
        (Step.OFFER, None),
        (Step.PROMISE, None),
        (Step.CONFIRM, 1),
    ]


def test_expectations_and_promises_without_their_words_are_dropped() -> None:
    grounded = Expectation(kind=ExpectationKind.EXPLICIT, text="a look", quote="Can you look", source="1.0")
    cued = Expectation(kind=ExpectationKind.IMPLICIT, text="a time", cue="the export fails", source="1.0")
    given = (
        grounded,
        cued,
        replace(grounded, quote="never said"),
        replace(grounded, source="9.9"),
        replace(cued, cue=" "),
    )
    promises = (
        JudgedPromise(quote=quote("See it by 5 pm"), fate=Fate.OPEN, due_words="by 5 pm"),
        JudgedPromise(quote=quote("See it by 5 pm"), fate=Fate.OPEN, due_words="by noon"),
        JudgedPromise(quote=quote("Can you look", "1.0"), fate=Fate.OPEN),
    )

    sheet, dropped = check(
        part(
            expectations=tuple(JudgedExpectation(expectation=one, outcome=Outcome.MET) for one in given),
            promises=promises,
        )
    )

    shown = sheet.contacts[0]
    assert [one.expectation for one in shown.expectations] == [grounded, cued]
    assert [one.due_words for one in shown.promises] == ["by 5 pm", ""]
    assert dropped == (*["ungrounded_expectation"] * 3, "ungrounded_quote")


def test_a_reviewers_texts_are_made_safe() -> None:
    sheet, _ = check(part(reason="see <!channel> https://evil.example", better="<@U1> *do* https://evil.example"))

    assert "evil" not in sheet.contacts[0].reason + sheet.contacts[0].better
    assert "<" not in sheet.contacts[0].reason + sheet.contacts[0].better


def scored(number: int, score: int, rule: int = 8, *, expects: bool = True) -> ContactSheet:
    return part(number=number, overall=Ruling(score=score, rule=rule), expects=expects)


@pytest.mark.parametrize(
    ("contacts", "score", "contact"),
    [
        ([scored(1, 3), scored(2, 1)], 1, 2),
        ([scored(1, -2, 2), scored(2, 1)], -2, 1),
        ([scored(1, -2, 2), scored(2, 1, 9)], 1, 2),
        ([scored(1, -2, 2), scored(2, 2)], 2, 2),
        ([scored(1, 1, 9), scored(2, -3, 1)], -3, 2),
        ([scored(1, 2), scored(2, 0, expects=False)], 2, 1),
        ([scored(1, 0, expects=False)], 0, 1),
        ([scored(1, -1), scored(2, 3), scored(3, -1)], -1, 3),
    ],
)
def test_a_conversation_is_as_good_as_its_weakest_contact_that_nothing_made_good(
    contacts: list[ContactSheet], score: int, contact: int
) -> None:
    found = thread_score(contacts)

    assert found is not None
    assert (found.ruling.score, found.contact) == (score, contact)


def test_a_conversation_nobody_has_answered_yet_has_no_score() -> None:
    assert thread_score([part(said=(), overall=None)]) is None
    assert check(part(said=(), overall=None))[0].overall is None


def test_the_sheet_says_whose_scale_it_is() -> None:
    for language in Language:
        sheet = Sheet(contacts=(), language=language, provenance=PROVENANCE, content="")
        assert sheet.scale_note == scale_note(language) != ""


@pytest.mark.parametrize(
    ("state", "broken_at", "fate"),
    [
        (PromiseState.KEPT, None, Fate.KEPT),
        (PromiseState.KEPT, NOON, Fate.BROKEN),
        (PromiseState.BROKEN, NOON, Fate.BROKEN),
        (PromiseState.ACCEPTED, None, Fate.OPEN),
        (PromiseState.MADE, None, Fate.OPEN),
    ],
)
def test_a_promise_kept_late_counts_as_broken(state: PromiseState, broken_at: datetime | None, fate: Fate) -> None:
    promise = Promise(
        team="T",
        channel="C",
        conversation=1,
        agent="a",
        said_by="a",
        lines=("2.0",),
        what="x",
        words="x",
        strength=Strength.FIRM,
        provenance=PROVENANCE,
        made_at=NOON,
        state=state,
        broken_at=broken_at,
    )
    assert fate_of(promise) is fate


@pytest.mark.parametrize(
    ("why", "fate"),
    [
        (Withdrawn.CANNOT, Fate.TAKEN_BACK),
        (Withdrawn.TAKEN_BACK, Fate.TAKEN_BACK),
        (Withdrawn.NOT_A_PROMISE, Fate.TAKEN_BACK),
        (Withdrawn.LAPSED, Fate.OPEN),
        (Withdrawn.CHANNEL_GONE, Fate.OPEN),
    ],
)
def test_a_promise_that_was_taken_back_is_not_still_open(why: Withdrawn, fate: Fate) -> None:
    promise = tracked().over(why=why, at=T0 + HOUR)

    assert fate_of(promise) is fate
    assert promise.taken_back_at == (T0 + HOUR if fate is Fate.TAKEN_BACK else None)
    assert fate_of(replace(promise, broken_at=DUE)) is Fate.BROKEN


@pytest.mark.parametrize(
    ("said", "promised", "fate", "outcome"),
    [
        ("Sure. You have it by 5 pm.", "You have it by 5 pm", Fate.TAKEN_BACK, Outcome.MISSED),
        ("I'll mend the export by 5 pm.", "I'll mend the export by 5 pm", Fate.TAKEN_BACK, Outcome.MISSED),
        ("好的，三点前给您。", "三点前给您", Fate.TAKEN_BACK, Outcome.MISSED),
        ("I'll mend the export by 5 pm.", "I'll mend the export by 5 pm", Fate.OPEN, Outcome.MET),
        ("The export runs again. You have a log by 5.", "You have a log by 5", Fate.TAKEN_BACK, Outcome.MET),
        ("It runs again. I'll call the bank.", "I'll call the bank", Fate.TAKEN_BACK, Outcome.MET),
    ],
)
def test_words_of_a_promise_taken_back_are_no_evidence_that_something_was_met(
    said: str, promised: str, fate: Fate, outcome: Outcome
) -> None:
    wish = Expectation(kind=ExpectationKind.EXPLICIT, text="the export works", quote="The export fails", source="1.0")
    given = part(
        expectations=(JudgedExpectation(expectation=wish, outcome=Outcome.MET),),
        promises=(JudgedPromise(quote=quote(promised), fate=fate),),
    )
    view = replace(VIEW, lines=(ASKED, replace(SAID, text=said)))

    sheet = Sheet(contacts=(given,), language=Language.EN, provenance=PROVENANCE, content="")
    shown = checked_sheet(sheet, view)[0].contacts[0]

    assert [one.outcome for one in shown.expectations] == [outcome]


def test_a_promise_that_was_moved_in_other_words_has_one_fate_wherever_it_was_stated() -> None:
    moved = replace(tracked(), lines=("1", "2"), words="You'll have it at 17:00", broken_at=DUE)
    first, last = quote("I'll send the report by 15:00", ts="1"), quote("You'll have it at 17:00", ts="2")

    assert tracked_as(first, [moved]) is moved
    assert tracked_as(last, [moved]) is moved
    assert tracked_as(quote("I'll call you", ts="2"), [moved]) is None
    assert tracked_as(first, [moved, replace(moved, id=8, lines=("1",), words="I'll call you")]) is None
    assert fate_of(moved) is Fate.BROKEN
