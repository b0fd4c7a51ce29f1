"""However long a conversation has grown, judging its newest words takes a bounded look back."""

from collections import Counter

import pytest

from motbot.domain.message import ConversationView
from motbot.playbook import Playbook
from motbot.playbook.before import Before
from motbot.playbook.sentences import Piece
from tests.playbook.talks import talk

pytestmark = pytest.mark.row("M1")
REMARKS = ("We moved rack {} upstairs today and it looks fine.", "我们今天把{}号机柜搬到二楼了，看着没问题。")
REQUESTS = ("Could you please send us the invoice for order {}?", "麻烦把{}号订单的发票发给我们，谢谢。")


def _goes_on(text: str, length: int) -> ConversationView:
    return talk(*((at, "customer", text.format(at)) for at in range(length)))


def _looked_at(playbook: Playbook, view: ConversationView) -> tuple[Counter[Piece], Counter[Piece]]:
    """How often each sentence was weighed, by what asks and by what states, when every rule has looked back."""
    asked: Counter[Piece] = Counter()
    stated: Counter[Piece] = Counter()
    asking = playbook.first_look.reader.gate.asking

    def asks(piece: Piece) -> bool:
        asked[piece] += 1
        return asking.asks(piece)

    def states(piece: Piece) -> bool:
        stated[piece] += 1
        return asking.states(piece)

    words = playbook.first_look.reader.words
    before = Before.of(view, authors={"customer"}, words=words, asks=asks, states=states)
    for look in (before.asked, before.unanswered, before.open, lambda: before.waits, lambda: before.taken_back):
        look()
    return asked, stated


@pytest.mark.parametrize("text", [*REMARKS, *REQUESTS])
def test_no_sentence_is_weighed_twice_however_many_rules_look_back(playbook: Playbook, text: str) -> None:
    asked, stated = _looked_at(playbook, _goes_on(text, 40))
    assert set(asked.values()) == {1}
    assert set(stated.values()) <= {1}


@pytest.mark.parametrize("text", [*REMARKS, *REQUESTS])
def test_the_look_back_grows_no_longer_with_the_conversation(playbook: Playbook, text: str) -> None:
    asked, stated = _looked_at(playbook, _goes_on(text, 100))
    longer, stated_longer = _looked_at(playbook, _goes_on(text, 200))
    assert longer.total() <= asked.total()
    assert stated_longer.total() <= stated.total()


@pytest.mark.parametrize("text", REQUESTS)
def test_what_was_asked_in_a_long_conversation_still_waits(playbook: Playbook, text: str) -> None:
    said = [(at, "customer", remark.format(at)) for at in range(20) for remark in REMARKS]
    view = talk(*said, (21, "customer", text.format(1)), (22, "customer", text.format(1)))
    assert playbook.first_look.certain_negative(view) == "duplicate"
