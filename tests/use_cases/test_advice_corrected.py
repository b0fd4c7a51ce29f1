"""Whoever asks to be coached on a message reads what is wanted after the customer's own corrections."""

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Urgency
from motbot.domain.message import ConversationView
from tests.use_cases.advised import Advised
from tests.use_cases.talk import ALICE, CARLA, Talk


@pytest.fixture
def advised(talk: Talk) -> Advised:
    return Advised(talk)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("Please send me the figures of the whole year.", "Not the whole year, only October please."),
        ("请发我全年的报表。", "不要全年的，只要十月的。"),
    ],
)
async def test_what_the_customer_has_taken_back_is_no_advice_any_more(advised: Advised, whole: str, part: str) -> None:
    first = await advised.talk.says(CARLA, whole)
    newest = await advised.talk.says(CARLA, part)

    def rule(view: ConversationView) -> Assessment:
        pairs = ((whole, first), (part, newest))
        wishes = [Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=text, source=ts) for text, ts in pairs]
        return Assessment(is_moment=True, urgency=Urgency.NORMAL, expectations=tuple(wishes))

    advised.assessor.rule = rule
    *_, last = await advised.points(ALICE, newest)

    assert last.card is not None
    assert [one.quote for one in last.card.expectations] == [part]
