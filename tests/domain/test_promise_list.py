"""Late promises are ranked by what the customer was let down in, never by person."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Provenance, Urgency
from motbot.domain.moment import Moment
from motbot.domain.nudge import Place, PromiseItem
from motbot.domain.promise import Promise, PromiseState, Strength
from motbot.domain.promise_list import LatePromise, broken_by, late_promise, ranked

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MADE_BY = Provenance(coach="model", revision="r1")
INVOICE = Expectation(
    kind=ExpectationKind.EXPLICIT, text="The invoice arrives", quote="send us the invoice", source="1.0"
)
CALM = Expectation(kind=ExpectationKind.IMPLICIT, text="To know when the export works again", cue="asks twice")
FAPIAO = Expectation(kind=ExpectationKind.EXPLICIT, text="收到补开的发票", quote="什么时候能补开发票", source="1.0")


def promise(what: str, words: str) -> Promise:
    return Promise(
        id=1,
        team="T1",
        channel="C1",
        conversation=1,
        moment=7,
        agent="A1",
        said_by="A1",
        lines=("2.0",),
        what=what,
        words=words,
        strength=Strength.FIRM,
        due=NOON,
        provenance=MADE_BY,
        state=PromiseState.BROKEN,
        made_at=NOON,
    )


def moment(*expected: Expectation, urgency: Urgency = Urgency.HIGH) -> Moment:
    return Moment(
        id=7,
        team="T1",
        channel="C1",
        conversation=1,
        customer="U1",
        focus=("1.0",),
        assessment=Assessment(is_moment=True, urgency=urgency, expectations=expected),
        expected=expected,
        provenance=MADE_BY,
        opened_at=NOON,
        last_at=NOON,
    )


def item(number: int = 1, *, hours: int = 0) -> PromiseItem:
    return PromiseItem(
        promise=number,
        place=Place(channel="C1", ts="2.0"),
        channel_name="acme",
        what="the invoice",
        words="I will send it",
        due=NOON + timedelta(hours=hours),
    )


@pytest.mark.parametrize(
    ("what", "words", "expected"),
    [
        ("the invoice", "I'll send the invoice tomorrow", INVOICE),
        ("the fixed export", "I'll have the export working by five", CALM),
        ("a call", "I'll ring you at three", INVOICE),
    ],
)
def test_a_promise_breaks_the_expectation_it_is_about_else_what_was_asked_in_words(
    what: str, words: str, expected: Expectation
) -> None:
    assert broken_by(promise(what, words), moment(CALM, INVOICE)) == expected


def test_a_chinese_promise_breaks_the_expectation_it_is_about() -> None:
    assert broken_by(promise("补开的发票", "我明天把补开的发票发您"), moment(CALM, FAPIAO)) == FAPIAO


@pytest.mark.parametrize(
    ("bound", "wish", "words"),
    [
        ("I need it by Friday", "send us the invoice", "I'll do it by five"),
        ("我们周五要用", "请把发票补开给我们", "我五点前弄好"),
    ],
)
def test_a_promise_that_names_nothing_breaks_what_was_asked_for_and_never_what_only_bounds_it(
    bound: str, wish: str, words: str
) -> None:
    condition, asked = (
        Expectation(kind=ExpectationKind.EXPLICIT, text=quote, quote=quote, source="1.0") for quote in (bound, wish)
    )

    assert broken_by(promise(words, words), moment(condition, asked)) == asked


def test_what_was_asked_for_in_words_comes_before_what_was_not_where_a_promise_is_about_both() -> None:
    unsaid = Expectation(kind=ExpectationKind.IMPLICIT, text="The invoice without a mistake", cue="sent back twice")

    assert broken_by(promise("the invoice", "I'll send the invoice"), moment(unsaid, INVOICE)) == INVOICE


def test_a_promise_that_nobody_had_asked_for_breaks_none() -> None:
    late = late_promise(item(), promise("a call", "I'll ring you"), None)

    assert (late.kind, late.text, late.urgency) == (None, "", Urgency.NONE)


def test_a_late_promise_says_what_it_breaks_and_how_pressing_that_is() -> None:
    late = late_promise(item(), promise("the invoice", "I'll send the invoice"), moment(INVOICE))

    assert (late.kind, late.text, late.urgency) == (ExpectationKind.EXPLICIT, "The invoice arrives", Urgency.HIGH)


def test_what_was_asked_for_in_words_comes_first_then_the_more_pressing_then_the_longest_late() -> None:
    def late(number: int, kind: ExpectationKind | None, urgency: Urgency, hours: int) -> LatePromise:
        return LatePromise(item=item(number, hours=hours), kind=kind, urgency=urgency)

    explicit, implicit = ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT
    found = ranked(
        [
            late(1, None, Urgency.CRITICAL, 0),
            late(2, implicit, Urgency.CRITICAL, 0),
            late(3, explicit, Urgency.LOW, 0),
            late(4, explicit, Urgency.HIGH, 2),
            late(5, explicit, Urgency.HIGH, 1),
            late(6, ExpectationKind.NOT_YET_EXISTING, Urgency.CRITICAL, 0),
        ]
    )

    assert [one.item.promise for one in found] == [5, 4, 3, 2, 6, 1]


def test_nothing_in_the_list_can_name_whose_promise_it_is() -> None:
    told = {field.name for kind in (LatePromise, PromiseItem) for field in fields(kind)}
    late = late_promise(replace(item(), agent="A1", said_by="A2"), promise("a call", "I'll ring you"), None)

    assert told & {"agent", "who", "said_by", "person", "user", "to"} == {"agent", "said_by"}
    assert (late.item.agent, late.item.said_by) == ("", "")
