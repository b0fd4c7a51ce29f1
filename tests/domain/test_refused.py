"""What our side has given up is not asked after: the rest is, and with nothing left what was said no to."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, SayNo
from motbot.domain.promise import Promise, Withdrawn
from motbot.domain.refused import without_refused
from tests.domain.promises import HOUR, T0, made


def asked(text: str) -> Expectation:
    return Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=text)


def unsaid(text: str) -> Expectation:
    return Expectation(kind=ExpectationKind.IMPLICIT, text=text, cue="the board meets on Monday")


def promised(what: str, *, number: int = 1) -> Promise:
    return replace(made(), id=number, what=what, words=f"I'll see to {what}")


def given_up(what: str, reason: str = "") -> Promise:
    return replace(promised(what).over(why=Withdrawn.CANNOT, at=T0 + HOUR), reason=reason)


INVOICE, CHAIRS = asked("a corrected invoice"), asked("twelve more chairs delivered to the hall")
BOTH = Assessment(is_moment=True, expectations=(INVOICE, CHAIRS))


def test_what_was_refused_is_not_asked_after_and_the_rest_is() -> None:
    left = without_refused(BOTH, [given_up("twelve more chairs for the hall", reason="none left")])

    assert left.expectations == (INVOICE,)
    assert left.say_no == SayNo(value=True, what=CHAIRS.quote, why="none left")


def test_the_only_thing_asked_for_is_what_was_refused_in_whatever_words() -> None:
    alone = replace(BOTH, expectations=(CHAIRS, unsaid("everybody has a seat")))

    left = without_refused(alone, [given_up("bring them over")])

    assert not left.expectations
    assert left.say_no.value


def test_what_nobody_said_and_was_refused_with_it_goes_too() -> None:
    seats = unsaid("the chairs stand in the hall in time")
    number = unsaid("an order number on the invoice")

    left = without_refused(
        replace(BOTH, expectations=(INVOICE, CHAIRS, seats, number)), [given_up("twelve more chairs for the hall")]
    )

    assert left.expectations == (INVOICE, number)


def test_of_several_wishes_none_goes_with_a_promise_about_something_else() -> None:
    assert without_refused(BOTH, [given_up("call the bank")]) == BOTH


def test_what_is_promised_anew_is_not_refused() -> None:
    again = replace(promised("twelve more chairs for the hall", number=2), made_at=T0 + 2 * HOUR)

    assert without_refused(BOTH, [given_up("twelve more chairs for the hall"), again]) == BOTH


@pytest.mark.parametrize("why", [one for one in Withdrawn if one is not Withdrawn.CANNOT])
def test_a_promise_that_ended_otherwise_refuses_nothing(why: Withdrawn) -> None:
    assert without_refused(BOTH, [promised("twelve more chairs for the hall").over(why=why, at=T0 + HOUR)]) == BOTH


def test_a_no_that_was_due_before_stands_beside_the_new_one() -> None:
    before = replace(BOTH, say_no=SayNo(value=True, what=INVOICE.quote, why="closed books"))

    left = without_refused(before, [given_up("twelve more chairs for the hall")])

    assert not left.expectations
    assert left.say_no == SayNo(value=True, what=f"{INVOICE.quote}; {CHAIRS.quote}", why="closed books")
