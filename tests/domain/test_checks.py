"""What a coach says is shown only as far as its evidence carries it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motbot.domain.checks import checked, checked_draft
from motbot.domain.expectation import (
    Assessment,
    Commitment,
    Draft,
    Expectation,
    ExpectationKind,
    NegativeType,
    SayNo,
    Signal,
    Urgency,
)
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_line(ts: str, text: str, side: Side = Side.CUSTOMER) -> Line:
    return Line(ts=ts, at=T0, side=side, author=side.value, text=text)


def a_view(*lines: Line, facts: str = "") -> ConversationView:
    return ConversationView(lines=lines, focus=(lines[-1].ts,), now=T0, zone=ZoneInfo("UTC"), facts=facts)


VIEW = a_view(
    a_line("1", "Our March statement is missing, the auditors come on Friday."),
    a_line("2", "I'll look into the March statement today.", Side.AGENT),
    a_line("3", "It’s still missing — order 48211, please hurry"),
    facts="Statements are rebuilt every night at 02:00.",
)


def a_moment(*found: Expectation, **more: object) -> Assessment:
    return Assessment(is_moment=True, urgency=Urgency.HIGH, expectations=found, **more)  # type: ignore[arg-type] # by name


def said(quote: str, text: str = "The statement", source: str = "") -> Expectation:
    return Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=quote, source=source)


def unsaid(cue: str, text: str = "Something", kind: ExpectationKind = ExpectationKind.IMPLICIT) -> Expectation:
    return Expectation(kind=kind, text=text, cue=cue)


@pytest.mark.parametrize(
    ("quote", "kept", "source"),
    [
        ("still missing", "still missing", "3"),
        ("march STATEMENT is missing", "March statement is missing", "1"),
        ("It's still missing - order", "It’s still missing — order", "3"),
        ("“please hurry”", "please hurry", "3"),
        ("still missing ... please hurry", "still missing", "3"),
        ("Our March statement is missing … Friday", "Our March statement is missing", "1"),
    ],
)
def test_a_true_quote_is_kept_as_the_customer_wrote_it(quote: str, kept: str, source: str) -> None:
    assessment, dropped = checked(a_moment(said(quote)), VIEW)

    [one] = assessment.expectations
    assert (one.quote, one.source) == (kept, source)
    assert dropped == ()


@pytest.mark.parametrize("quote", ["", "   ", "…", "the auditors come on Monday", "I'll look into the March statement"])
def test_words_no_customer_wrote_are_no_evidence(quote: str) -> None:
    assessment, dropped = checked(a_moment(said(quote)), VIEW)

    assert assessment.expectations == ()
    assert dropped == ("ungrounded_quote",)


def test_a_quote_in_the_judged_lines_is_preferred_over_an_older_one() -> None:
    view = a_view(a_line("1", "the key, please"), a_line("2", "THE KEY!"), a_line("3", "the key"))

    assert checked(a_moment(said("the key")), view)[0].expectations[0].source == "3"
    assert checked(a_moment(said("the key", source="1")), view)[0].expectations[0].source == "1"
    assert checked(a_moment(said("the key", source="9")), view)[0].expectations[0].source == "3"


def test_a_lone_question_mark_is_a_quote_of_itself() -> None:
    view = a_view(a_line("1", "明天给您", Side.AGENT), a_line("2", "？"))

    assert checked(a_moment(said("？")), view)[0].expectations[0].source == "2"


@pytest.mark.parametrize(
    ("cue", "reason"),
    [
        ("", "no_cue"),
        ("?!", "no_cue"),
        ("Something", "cue_repeats_text"),
        ('"the auditors are furious"', "ungrounded_cue"),
        ("他说“审计很生气”", "ungrounded_cue"),
    ],
)
def test_what_was_not_said_needs_a_cue_that_stands(cue: str, reason: str) -> None:
    assessment, dropped = checked(a_moment(unsaid(cue)), VIEW)

    assert assessment.expectations == ()
    assert dropped == (reason,)


def test_a_cue_may_quote_the_conversation_or_the_facts_or_describe() -> None:
    found = (
        unsaid('"the auditors come on Friday"', "Ready for the audit"),
        unsaid('"rebuilt every night"', "Knows when to look again"),
        unsaid("asks for the second time", "A time they can believe"),
    )

    assessment, dropped = checked(a_moment(*found), VIEW)

    assert [one.source for one in assessment.expectations] == ["1", "", ""]
    assert dropped == ()


def test_at_most_two_expectations_are_not_yet_existing() -> None:
    found = [unsaid(f"cue {n}", f"Idea {n}", ExpectationKind.NOT_YET_EXISTING) for n in range(4)]

    assessment, dropped = checked(a_moment(*found), VIEW)

    assert [one.text for one in assessment.expectations] == ["Idea 0", "Idea 1"]
    assert dropped == ("too_many_not_yet_existing",) * 2


def test_the_same_expectation_is_listed_once() -> None:
    found = (said("still missing", "The statement"), unsaid("asks again", "the statement."))

    assessment, dropped = checked(a_moment(*found), VIEW)

    assert len(assessment.expectations) == 1
    assert dropped == ("duplicate_expectation",)


def test_no_moment_has_no_expectations_and_no_urgency() -> None:
    given_ = Assessment(
        is_moment=False,
        negative_type=NegativeType.THANKS_CLOSING,
        urgency=Urgency.HIGH,
        expectations=(said("still missing"),),
        explore_questions=("Why?",),
        say_no=SayNo(value=True, what="x", why="y"),
        signals=(Signal.CONFIRMED_BY_CUSTOMER, Signal.CONFIRMED_BY_CUSTOMER),
    )

    assessment, dropped = checked(given_, VIEW)

    assert assessment == Assessment(
        is_moment=False,
        negative_type=NegativeType.THANKS_CLOSING,
        signals=(Signal.CONFIRMED_BY_CUSTOMER,),
    )
    assert dropped == ("expectation_without_moment",)


def test_a_moment_is_never_without_urgency_nor_of_a_negative_type() -> None:
    assessment, dropped = checked(replace(a_moment(), urgency=Urgency.NONE, negative_type=NegativeType.FYI), VIEW)

    assert (assessment.urgency, assessment.negative_type) == (Urgency.NORMAL, None)
    assert dropped == ("urgency_missing",)


def test_at_most_three_different_questions_are_asked() -> None:
    questions = ("Who reads it?", "who reads it", "Which pages?", "In which form?", "What else?", " ")

    assessment, dropped = checked(a_moment(explore_questions=questions), VIEW)

    assert assessment.explore_questions == ("Who reads it?", "Which pages?", "In which form?")
    assert dropped == ("duplicate_question", "too_many_questions", "empty_question")


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("Order 48211 has not arrived", "What is your order number?"),
        ("订单号 20260302 还没发货", "请问订单号是多少？"),
        ("We need it by Thursday noon", "By when do you need it?"),
        ("周四上午10点前要给到老板", "最晚什么时候要？"),
        ("write me at ann@example.com", "What is your email address?"),
        ("It broke with version 4.2", "Which version do you use?"),
        ("打我电话 13812345678", "您的电话是多少？"),
    ],
)
def test_what_the_customer_told_is_not_asked_again(told: str, question: str) -> None:
    _, dropped = checked(a_moment(explore_questions=(question,)), a_view(a_line("1", told)))

    assert dropped == ("answered_question",)


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("It usually comes at 8", "By when do you need it, at the latest?"),
        ("平时 8 点就有了", "这份数据几点前要用？"),
        ("My order is late", "What is your order number?"),
        ("The old version was fine", "Which version do you use?"),
        ("We had 25 people and 40 seats", "Who signed on your side?"),
    ],
)
def test_a_question_is_kept_where_the_answer_is_not_certain(told: str, question: str) -> None:
    assessment, _ = checked(a_moment(explore_questions=(question,)), a_view(a_line("1", told)))

    assert assessment.explore_questions == (question,)


def test_a_question_our_side_has_put_already_is_not_put_again() -> None:
    view = a_view(
        a_line("1", "It fails"), a_line("2", "Thanks. Who else sees it?", Side.AGENT), a_line("3", "Everybody.")
    )

    assert checked(a_moment(explore_questions=("Who else sees it?",)), view)[1] == ("answered_question",)


def test_a_no_without_its_object_is_no_no() -> None:
    assessment, dropped = checked(a_moment(say_no=SayNo(value=True, why="because")), VIEW)

    assert assessment.say_no == SayNo()
    assert dropped == ("say_no_without_what",)


TEXT = st.text(max_size=60) | st.sampled_from(["<!channel>", "https://e.vil/x", "still missing", "x" * 9000])


@example([(ExpectationKind.IMPLICIT, "一" + "x" * 9000, "", "still missing")], ["一" + "x" * 199])
@example([(ExpectationKind.IMPLICIT, "“" + "一x" * 150 + "”", "", "still missing")], [])
@given(st.lists(st.tuples(st.sampled_from(ExpectationKind), TEXT, TEXT, TEXT), max_size=12), st.lists(TEXT, max_size=6))
def test_no_answer_whatever_breaks_the_bounds(
    found: list[tuple[ExpectationKind, str, str, str]], texts: list[str]
) -> None:
    expectations = [Expectation(kind=kind, text=a, quote=b, cue=c) for kind, a, b, c in found]
    given_ = a_moment(
        *expectations, explore_questions=tuple(texts), business_interests=tuple(texts), missing_fact="".join(texts)
    )

    assessment, _ = checked(given_, VIEW)

    shown = [one.text for one in assessment.expectations] + [one.cue for one in assessment.expectations]
    shown += [*assessment.explore_questions, *assessment.business_interests, assessment.missing_fact]
    assert all(len(text) <= 200 and "<!" not in text and "s://" not in text for text in shown)
    assert len(assessment.of_kind(ExpectationKind.NOT_YET_EXISTING)) <= 2
    assert len(assessment.explore_questions) <= 3
    quoted = [one.quote for one in assessment.of_kind(ExpectationKind.EXPLICIT)]
    assert all(any(quote in line.text for line in VIEW.lines) for quote in quoted)
    assert checked(assessment, VIEW)[0] == assessment


def test_a_draft_that_is_safe_and_true_stays_as_it_is() -> None:
    due = T0 + timedelta(hours=2)
    draft = Draft(
        reply="I check it and tell you by 11:00.",
        why="Offer: names a time",
        commitments=(Commitment(who="agent", what="Check", due=due, due_text="by 11:00"),),
    )

    assert checked_draft(draft, VIEW) == (draft, ())


def test_a_draft_loses_mentions_and_unknown_links() -> None:
    draft, dropped = checked_draft(Draft(reply="<!here> see https://e.vil/x", why="Offer"), VIEW)

    assert draft.reply == "see [link]"
    assert dropped == ("reply_cleaned",)


def test_an_empty_reply_is_told() -> None:
    assert "empty_reply" in checked_draft(Draft(reply="<!here>", why=""), VIEW)[1]


def test_a_reply_in_another_language_is_told() -> None:
    assert checked_draft(Draft(reply="我马上处理。", why="Offer"), VIEW)[1] == ("wrong_language",)


@pytest.mark.parametrize(
    ("due", "due_text", "reason"),
    [
        (T0 + timedelta(hours=1), "by noon", "ungrounded_due"),
        (T0 - timedelta(hours=1), "by 11:00", "unusable_due"),
        (T0 + timedelta(hours=1), "", "unusable_due"),
    ],
)
def test_a_due_time_the_reply_does_not_state_is_no_due_time(due: datetime, due_text: str, reason: str) -> None:
    given_ = Draft(
        reply="I tell you by 11:00.", why="", commitments=(Commitment(who="a", what="b", due=due, due_text=due_text),)
    )

    draft, dropped = checked_draft(given_, VIEW)

    assert draft.commitments[0].due is None
    assert dropped == (reason,)
