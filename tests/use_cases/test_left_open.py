"""What our answer left open stays on the card when the customer writes on; what it settled does not."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Urgency
from motbot.domain.left_open import with_left_open
from motbot.domain.message import ConversationView
from motbot.domain.moment import CloseReason
from motbot.domain.promise import Promise
from motbot.domain.reading import Reading
from tests.use_cases.talk import ALICE, CARLA, Talk

ROOM, MONEY = "Please give us another room.", "We want our money back."
AGAIN = "The new room smells of smoke."
ROOM_ZH, MONEY_ZH, AGAIN_ZH = "请给我们换一间房。", "昨晚的房费请退给我们。", "新换的这间有烟味。"


def each_line(view: ConversationView) -> Assessment:
    """Every line of the focus is a wish."""
    wishes = tuple(
        Expectation(kind=ExpectationKind.EXPLICIT, text=said, quote=said, source=line.ts)
        for line in view.focus_lines
        for said in line.text.splitlines()
    )
    return Assessment(is_moment=True, language=view.language, urgency=Urgency.NORMAL, expectations=wishes)


def leaving(*texts: str) -> Callable[[ConversationView, Sequence[Expectation], Sequence[Promise]], Reading]:
    """Read that our answer leaves these open."""
    return lambda view, expected, promised: Reading(unanswered=tuple(one.mark for one in expected if one.text in texts))


async def asked(talk: Talk, *wishes: str) -> str:
    """The customer asks for all of it at once."""
    talk.coach.assessor.rule = each_line  # type: ignore[attr-defined]
    root = await talk.says(CARLA, "\n".join(wishes))
    await talk.passes()
    return root


async def goes_on(talk: Talk, root: str, ours: str, theirs: str) -> list[str]:
    """We answer and they write on: what the card says then."""
    await talk.says(ALICE, ours, thread=root)
    await talk.passes()
    await talk.says(CARLA, theirs, thread=root)
    await talk.passes()
    return [one.text for one in talk.card(ALICE).expectations]


@pytest.mark.parametrize(
    ("wishes", "ours", "then"),
    [
        ((ROOM, MONEY), "You have room 12 now.", AGAIN),
        ((ROOM_ZH, MONEY_ZH), "已经给您换到 12 号房了。", AGAIN_ZH),
    ],
)
async def test_a_wish_that_our_answer_passed_over_stays_behind_the_new_words(
    talk: Talk, wishes: tuple[str, str], ours: str, then: str
) -> None:
    root = await asked(talk, *wishes)
    talk.reader.rule = leaving(wishes[1])

    assert await goes_on(talk, root, ours, then) == [then, wishes[1]]


async def test_it_stays_until_an_answer_of_ours_touches_it(talk: Talk) -> None:
    root = await asked(talk, ROOM, MONEY)
    talk.reader.rule = leaving(MONEY)
    await goes_on(talk, root, "You have room 12 now.", AGAIN)
    assert await goes_on(talk, root, "We will air it.", "It still smells.") == ["It still smells.", MONEY]

    talk.reader.rule = leaving()
    assert await goes_on(talk, root, "It is refunded.", "Thanks, where is breakfast?") == [
        "Thanks, where is breakfast?"
    ]


@pytest.mark.parametrize(
    ("wishes", "ours", "then", "later"),
    [
        ((ROOM, MONEY), "You have room 12 now.", AGAIN, "The window sticks too."),
        ((ROOM_ZH, MONEY_ZH), "已经给您换到 12 号房了。", AGAIN_ZH, "窗户也打不开。"),
    ],
)
async def test_it_stays_while_the_customer_writes_on_and_on(
    talk: Talk, wishes: tuple[str, str], ours: str, then: str, later: str
) -> None:
    root = await asked(talk, *wishes)
    talk.reader.rule = leaving(wishes[1])
    await goes_on(talk, root, ours, then)
    await talk.says(CARLA, later, thread=root)
    await talk.passes()

    assert wishes[1] in [one.text for one in talk.card(ALICE).expectations]


@pytest.mark.parametrize(
    ("ours", "then"),
    [
        ("You have room 12 now. We can't give your money back.", AGAIN),
        ("You have room 12 now.", "Never mind the money, just air the room please"),
        ("You have room 12 now.", "And our money back?"),
    ],
)
async def test_what_is_refused_taken_back_or_asked_anew_is_not_told_twice(talk: Talk, ours: str, then: str) -> None:
    root = await asked(talk, ROOM, MONEY)
    talk.reader.rule = leaving(MONEY)

    assert await goes_on(talk, root, ours, then) == [then]


async def test_nothing_is_left_of_a_request_that_is_over(talk: Talk) -> None:
    root = await asked(talk, ROOM, MONEY)
    talk.reader.rule = leaving(MONEY)
    await talk.says(ALICE, "You have room 12 now.", thread=root)
    await talk.passes()
    moment = await talk.moment(root)
    anew = replace(moment.assessment, expectations=moment.assessment.expectations[:1])

    assert with_left_open(anew, moment, ()) != anew
    assert with_left_open(anew, moment.closed(reason=CloseReason.CONFIRMED_BY_CUSTOMER, at=moment.last_at), ()) == anew


async def test_the_card_quotes_the_new_words_first_and_nothing_that_was_settled(talk: Talk) -> None:
    root = await asked(talk, ROOM, MONEY)
    talk.reader.rule = leaving(MONEY)
    await goes_on(talk, root, "You have room 12 now.", AGAIN)
    assert talk.card(ALICE).words == f"{AGAIN}\n{ROOM} {MONEY}"

    talk.reader.rule = leaving()
    await goes_on(talk, root, "It is refunded and aired.", "Where is breakfast?")
    assert talk.card(ALICE).words == "Where is breakfast?"
