"""What our side has given up is not asked after: the rest is, and with nothing left what was said no to."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, SayNo
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import Promise, Withdrawn
from motbot.domain.refused import without_no_said, without_refused
from tests.domain.finds import a_line, a_view
from tests.domain.promises import HOUR, T0, made


def asked(text: str) -> Expectation:
    return Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=text)


def unsaid(text: str) -> Expectation:
    return Expectation(kind=ExpectationKind.IMPLICIT, text=text, cue="the board meets on Monday")


def promised(what: str, *, number: int = 1) -> Promise:
    return replace(made(), id=number, what=what, words=f"I'll see to {what}")


def given_up(what: str, reason: str = "") -> Promise:
    return replace(promised(what).over(why=Withdrawn.CANNOT, at=T0 + HOUR), reason=reason)


def worded(words: str, *, number: int = 1, over: bool = False) -> Promise:
    """A promise whose words say what it is about, however little."""
    promise = replace(made(), id=number, what=words, words=words)
    return promise.over(why=Withdrawn.CANNOT, at=T0 + HOUR) if over else promise


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


@pytest.mark.parametrize(
    "words", ["You have it by three.", "I'll sort that out today.", "三点前给您办好。", "周五前都发给您。"]
)
def test_a_promise_that_names_nothing_gives_up_everything_that_was_asked(words: str) -> None:
    left = without_refused(BOTH, [worded(words, over=True)])

    assert not left.expectations
    assert left.say_no == SayNo(value=True, what=f"{INVOICE.quote}; {CHAIRS.quote}")


def test_a_promise_that_names_nothing_gives_up_nothing_where_another_one_is_about_some_of_it() -> None:
    given = worded("You have it by three.", over=True)
    chairs = promised("twelve more chairs for the hall", number=2)

    assert without_refused(BOTH, [given, chairs]) == BOTH
    assert without_refused(BOTH, [given, chairs.kept(at=T0)]) == BOTH
    assert without_refused(BOTH, [given, promised("call the bank", number=2)]) != BOTH
    assert without_refused(BOTH, [given, chairs.over(why=Withdrawn.LAPSED, at=T0)]) != BOTH


def test_what_names_nothing_is_taken_back_by_one_like_it_that_was_kept_or_made_anew() -> None:
    given = worded("You have it by three.", over=True)
    like = worded("You have it by two.", number=2)

    assert without_refused(BOTH, [given, like.kept(at=T0)]) == BOTH
    assert without_refused(BOTH, [given, replace(like, made_at=T0 + 2 * HOUR)]) == BOTH
    assert not without_refused(BOTH, [given, like]).expectations


CONDITIONS = [
    "I need them on Thursday",
    "my board meets at three",
    "It must stay under 500 euros",
    "by Friday noon",
    "我们三点开董事会",
    "周四要用",
    "最晚周五之前要",
    "明天下午要给客户演示",
    "我三点要给董事会看",
    "周五要拿给我们老板过目",
    "明早得交给审计审核",
]


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize(
    "words", ["I'll bring twelve more chairs to the hall.", "You have it by three.", "三点前给您。"]
)
def test_what_only_bounds_the_ask_goes_with_it(condition: str, words: str) -> None:
    left = without_refused(replace(BOTH, expectations=(CHAIRS, asked(condition))), [worded(words, over=True)])

    assert not left.expectations
    assert left.say_no == SayNo(value=True, what=CHAIRS.quote)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_bounds_the_asks_stays_with_those_that_are_left(condition: str) -> None:
    found = replace(BOTH, expectations=(INVOICE, CHAIRS, asked(condition)))

    left = without_refused(found, [given_up("twelve more chairs for the hall")])

    assert left.expectations == (INVOICE, asked(condition))


@pytest.mark.parametrize(
    "wish",
    [
        "We need the export fixed by noon",
        "By Friday send the slides",
        "The export fails at three",
        "Could we have it by Friday?",
        "we want them removed from the list",
        "周四前发货",
        "周四导出就失败了",
        "三点能开会吗",
        "三点要给我们看",
        "周五要给客户看样品",
        "周四的会议室订好",
    ],
)
def test_a_wish_or_a_trouble_with_a_time_is_no_condition(wish: str) -> None:
    found = replace(BOTH, expectations=(CHAIRS, asked(wish)))

    assert without_refused(found, [given_up("twelve more chairs for the hall")]).expectations == (asked(wish),)


def test_conditions_alone_are_what_was_asked_for() -> None:
    alone = replace(BOTH, expectations=(asked("I need them on Thursday"),))

    assert not without_refused(alone, [worded("You have it by three.", over=True)]).expectations


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


def said_by_us(text: str, ts: str = "2") -> Line:
    return a_line(ts, text, Side.AGENT)


SUNDAY = Expectation(
    kind=ExpectationKind.EXPLICIT, text="Their order shipped on Sunday", quote="ship our order on Sunday", source="1"
)
ASKS_SUNDAY = Assessment(
    is_moment=True, expectations=(SUNDAY,), say_no=SayNo(value=True, what=SUNDAY.quote, why="no shipping on Sundays")
)
NO = said_by_us("Sorry, we can't ship on Sunday.")


def view_of(*said: Line, focus: str) -> ConversationView:
    asks = a_line("1", "Can you ship our order on Sunday?", Side.CUSTOMER)
    return replace(a_view(asks, *said), focus=(focus,))


def test_what_our_side_has_said_no_to_in_words_is_not_asked_after() -> None:
    left = without_refused(ASKS_SUNDAY, [], [NO])

    assert not left.expectations
    assert left.say_no == ASKS_SUNDAY.say_no


def test_a_no_that_a_promise_takes_back_stands_no_more() -> None:
    anew = promised("ship your order on Sunday after all")

    assert without_refused(ASKS_SUNDAY, [anew], [NO]).expectations == (SUNDAY,)


def test_a_no_that_was_said_is_not_said_again() -> None:
    assert not without_no_said(ASKS_SUNDAY, view_of(NO, focus="1")).say_no.value
    assert without_no_said(ASKS_SUNDAY, view_of(focus="1")) == ASKS_SUNDAY


@pytest.mark.parametrize(
    ("then", "is_said"),
    [("We need our order to ship on Sunday!", True), ("Then Saturday morning, please", False)],
)
def test_who_asks_for_just_that_again_is_told_no_again(then: str, is_said: bool) -> None:
    wish = replace(SUNDAY, text=then, quote=then, source="3")
    found = replace(ASKS_SUNDAY, expectations=(SUNDAY, wish))

    left = without_no_said(found, view_of(NO, a_line("3", then, Side.CUSTOMER), focus="3"))

    assert left.expectations == (wish,)
    assert left.say_no.value == is_said


@pytest.mark.parametrize(
    ("asked", "words", "is_no"),
    [
        ("Can you ship our order on Sunday", "I'll ship your order on Sunday at 10:00", False),
        ("Can you ship our order on Sunday", "I'll ship your order on Monday at 10:00", True),
        ("Can you ship our order on Sunday", "I'll send you the price list", True),
        ("请周日给我们发货", "周日10:00给您发货", False),
        ("请周日给我们发货", "周一10:00给您发货", True),
        ("Please waive the late fee", "I'll waive the late fee by noon", False),
        ("请免掉滞纳金", "中午前给您免掉滞纳金", False),
    ],
)
def test_a_no_that_was_due_is_none_where_our_side_has_promised_it_all_the_same(
    asked: str,
    words: str,
    is_no: bool,
) -> None:
    wish = replace(SUNDAY, text=asked, quote=asked)
    due = Assessment(is_moment=True, expectations=(wish,), say_no=SayNo(value=True, what=asked, why="our rule"))

    assert without_refused(due, [worded(words)]).say_no.value is is_no
    assert without_refused(due, [worded(words, over=True)]).say_no.value
