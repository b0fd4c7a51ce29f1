"""What a coach finds in our words counts only as far as the words carry it, with the time that code has read."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.grounding import bare
from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.domain.promise import Evidence, FoundPromise, Reading
from motbot.domain.promised import LINE_HOLDS_AT_MOST, READING_HOLDS_AT_MOST, checked_reading
from tests.domain.finds import FIVE, T0, WORDS, a_find, a_line, a_view, an_open_promise


def check(found: FoundPromise, *lines: Line) -> tuple[tuple[FoundPromise, ...], tuple[str, ...]]:
    reading, dropped = checked_reading(Reading(promises=(found,)), a_view(*lines), ())
    return reading.promises, dropped


def test_a_promise_stands_with_the_words_as_they_were_written() -> None:
    promises, dropped = check(a_find("i'll SEND the report by 5"), a_line("2", f"Sorry! {WORDS}."))

    assert [one.words for one in promises] == [WORDS]
    assert dropped == ()


def test_the_line_is_found_where_the_coach_named_a_wrong_one() -> None:
    promises, _ = check(a_find(source="1"), a_line("1", "hello"), a_line("2", WORDS))

    assert [one.source for one in promises] == ["2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (a_line("2", "I'll look into it"), "ungrounded_promise"),
        (a_line("2", WORDS, Side.CUSTOMER), "ungrounded_promise"),
        (a_line("2", WORDS, Side.BOT), "ungrounded_promise"),
        (a_line("2", WORDS, Side.OURSELVES), "ungrounded_promise"),
        (a_line("2", WORDS, Side.UNKNOWN), "ungrounded_promise"),
        (a_line("2", f"> {WORDS}\nwas that kept?"), "ungrounded_promise"),
        (a_line("2", f"---- Forwarded message ----\n{WORDS}"), "ungrounded_promise"),
        (a_line("2", f"Their mail says “{WORDS}”, I think"), "quoted_promise"),
    ],
)
def test_what_our_side_does_not_say_itself_is_no_promise(line: Line, reason: str) -> None:
    assert check(a_find(), line) == ((), (reason,))


def test_a_line_that_is_not_to_be_read_holds_no_promise() -> None:
    view = replace(a_view(a_line("1", WORDS), a_line("2", "hello")), focus=("2",))

    assert checked_reading(Reading(promises=(a_find(),)), view, ()) == (Reading(), ("ungrounded_promise",))


def test_a_colleagues_words_promise_as_well() -> None:
    promises, _ = check(a_find(), a_line("2", WORDS, Side.COLLEAGUE))

    assert len(promises) == 1


NAMED = [
    'I\'ll update the "Billing" page by 3',
    "I'll send the “Q3 report” by 5",
    '"Billing" will be updated by 3',
    'I\'ll rename it to "Billing"',
    'I\'ll move "Billing" and "Plans" today',
    'The 5" screen: I\'ll update the "Billing" page by 3',
    "我三点前更新“账单”页面",
    "我三点前更新「账单」页面",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_name_between_quotation_marks_does_not_hurt_the_promise_around_it(text: str) -> None:
    promises, dropped = check(a_find(text), a_line("2", f"Sure. {text}, ok?"))

    assert [bare(one.words) for one in promises] == [bare(text)]
    assert dropped == ()


@pytest.mark.parametrize("text", NAMED)
def test_quotation_marks_that_a_coach_left_out_are_put_back(text: str) -> None:
    unmarked = "".join(character for character in text if character not in '"“”「」')

    promises, dropped = check(a_find(unmarked), a_line("2", f"Sure. {text}, ok?"))

    assert [(bare(one.words), one.words in text) for one in promises] == [(bare(text), True)]
    assert dropped == ()


@pytest.mark.parametrize(
    "text", [f'They wrote "{WORDS}" then', f'"{WORDS}"', f"他说「{WORDS}」", f'"Ann: {WORDS}, sorry" is what I read']
)
def test_words_wholly_between_quotation_marks_are_somebody_elses(text: str) -> None:
    assert check(a_find(), a_line("2", text)) == ((), ("quoted_promise",))


@pytest.mark.parametrize("text", ['> I\'ll update the "Billing" page by 5', "```\n{0}\n```", "fine\n&gt; {0}"])
def test_words_in_a_quote_block_are_somebody_elses(text: str) -> None:
    words = 'I\'ll update the "Billing" page by 5'

    assert check(a_find(words), a_line("2", text.format(words))) == ((), ("ungrounded_promise",))


def test_a_time_that_is_not_said_there_is_dropped_with_the_models_guess() -> None:
    promises, dropped = check(a_find(due_words="by 6", due_guess=FIVE), a_line("2", WORDS))

    assert (promises[0].due_words, promises[0].due_guess) == ("", None)
    assert dropped == ("ungrounded_due",)


def test_a_time_is_kept_as_it_was_written() -> None:
    promises, dropped = check(a_find(due_words="BY 5", due_guess=FIVE), a_line("2", WORDS))

    assert (promises[0].due_words, promises[0].due_guess, dropped) == ("by 5", FIVE, ())


def test_a_guess_without_a_zone_is_no_time() -> None:
    promises, dropped = check(a_find(due_words="by 5", due_guess=FIVE.replace(tzinfo=None)), a_line("2", WORDS))

    assert (promises[0].due_guess, dropped) == (None, ("naive_guess",))


@pytest.mark.parametrize(("repeats", "kept"), [(7, 7), (8, 0)])
def test_only_a_known_open_promise_can_be_repeated(repeats: int, kept: int) -> None:
    over = an_open_promise(number=8).kept(at=T0)
    view = a_view(a_line("2", WORDS))

    reading, _ = checked_reading(Reading(promises=(a_find(repeats=repeats),)), view, (an_open_promise(), over))

    assert reading.promises[0].repeats == kept


def test_texts_are_safe_and_bounded_and_a_missing_one_is_taken_from_the_words() -> None:
    hostile = a_find(what="<!channel> see evil.example.com " + "x" * 500, who="*Ann*", condition="`if` so\n\nthen")
    line = a_line("2", WORDS)

    shown = check(hostile, line)[0][0]

    assert "<!" not in shown.what
    assert "evil.example.com" not in shown.what
    assert len(shown.what) <= 200
    assert (shown.who, shown.condition) == ("Ann", "if so then")
    assert check(a_find(what=" "), line)[0][0].what == WORDS


def test_the_same_find_counts_once_and_eight_are_enough() -> None:
    text = ". ".join(f"I'll send file {number}" for number in range(20))
    finds = tuple(a_find(f"I'll send file {number}") for number in (0, *range(20)))

    reading, dropped = checked_reading(Reading(promises=finds), a_view(a_line("2", text)), ())

    assert len(reading.promises) == LINE_HOLDS_AT_MOST
    assert dropped == ("duplicate_promise", *["too_many_promises"] * 12)


def test_every_line_may_hold_as_many_and_what_is_too_much_for_one_reading_is_left_by_whole_lines() -> None:
    said = {str(ts): [f"I'll send file {ts}{number}" for number in range(7)] for ts in range(1, 8)}
    finds = tuple(a_find(words, source=ts) for ts, held in said.items() for words in held)
    view = a_view(*(a_line(ts, ". ".join(held)) for ts, held in said.items()))

    reading, dropped = checked_reading(Reading(promises=finds), view, ())

    assert {one.source for one in reading.promises} == {"1", "2", "3", "4", "5"}
    assert len(reading.promises) == 35 <= READING_HOLDS_AT_MOST
    assert (reading.left_from, dropped) == ("6", ())


def test_a_coach_that_names_no_line_fills_a_reading_and_no_more() -> None:
    lines = [a_line(str(ts), f"I'll send file {ts}") for ts in range(10, 70)]
    finds = tuple(a_find(line.text, source="") for line in lines)

    reading, dropped = checked_reading(Reading(promises=finds), a_view(*lines), ())

    assert (len(reading.promises), len(dropped), reading.left_from) == (READING_HOLDS_AT_MOST, 20, "")


def test_struck_words_promise_nothing_and_what_stands_around_them_does() -> None:
    moved, dropped = check(
        a_find("I'll send it by ~3pm~ 5pm", due_words="by ~3pm~ 5pm"), a_line("2", "OK, I'll send it by ~3pm~ 5pm.")
    )

    assert [(one.words, one.due_words) for one in moved] == [("I'll send it by 5pm", "by 5pm")]
    assert dropped == ()
    assert check(a_find(), a_line("2", f"~{WORDS}~ sorry")) == ((), ("ungrounded_promise",))


def test_only_explicit_expectations_of_the_moment_can_be_unanswered() -> None:
    asked = Expectation(kind=ExpectationKind.EXPLICIT, text="a date", quote="when")
    unsaid = Expectation(kind=ExpectationKind.IMPLICIT, text="calm", cue="night")
    found = Reading(unanswered=(asked.mark, asked.mark, unsaid.mark, "ffff"))

    reading, dropped = checked_reading(found, a_view(a_line("2", "hi")), (), (asked, unsaid))

    assert reading.unanswered == (asked.mark,)
    assert dropped == ("unknown_expectation", "unknown_expectation")
    assert checked_reading(found, a_view(a_line("2", "hi")), ())[0].unanswered == (asked.mark, unsaid.mark, "ffff")


@pytest.mark.parametrize(
    ("evidence", "lines", "kept"),
    [
        (Evidence(promise=7, source="2", words="Here IT is"), [a_line("2", "here it is")], "here it is"),
        (Evidence(promise=7, source="9", words="here it is"), [a_line("2", "here it is")], "here it is"),
        (Evidence(promise=7, source="2"), [a_line("2", "", files=1)], ""),
        (Evidence(promise=7, source="2"), [a_line("2", "hello")], None),
        (Evidence(promise=7, source="2", words="done"), [a_line("2", "hello")], None),
        (Evidence(promise=7, source="2", words="done"), [a_line("2", "done", Side.CUSTOMER)], None),
        (Evidence(promise=7, source="2", words="done"), [a_line("2", "> done")], None),
        (Evidence(promise=7, source="1", words="report"), [a_line("1", WORDS), a_line("2", "hm")], None),
        (Evidence(promise=8, source="2", words="done"), [a_line("2", "done")], None),
    ],
)
def test_evidence_is_of_an_open_promise_and_in_later_words_of_ours(
    evidence: Evidence, lines: list[Line], kept: str | None
) -> None:
    reading, dropped = checked_reading(Reading(evidence=(evidence,)), a_view(*lines), (an_open_promise(),))

    assert [one.words for one in reading.evidence] == ([] if kept is None else [kept])
    assert len(dropped) == (kept is None)
