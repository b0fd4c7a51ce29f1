"""A link in the middle of a wish takes nothing of it away: what is asked for is found, and stands in their words."""

import pytest

from motbot.domain.checks import checked
from motbot.domain.expectation import ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says

LINK = "https://files.example/a/b?c=1"


@pytest.mark.parametrize(
    ("words", "wanted", "quote"),
    [
        (f"请看 {LINK} 能把发票发给我们吗？", "发票", "能把发票发给我们吗"),
        (f"到现在还报错，见 {LINK} 到底怎么回事？", "知道到底怎么回事", "到底怎么回事"),
        (f"页面 {LINK} 打不开", "页面恢复正常", "打不开"),
        (f"The page {LINK} fails again", "The page fails again", "fails again"),
        (f"Could you send us the invoice {LINK} once more?", "The invoice once more", "Could you send us the invoice"),
    ],
)
async def test_a_wish_around_a_link_is_found_and_rests_on_what_they_wrote(
    playbook: Playbook, words: str, wanted: str, quote: str
) -> None:
    view = says(words)

    found, _ = checked(await assess(playbook, view), view)

    explicit = {one.text: one.quote for one in found.of_kind(ExpectationKind.EXPLICIT)}
    assert explicit.get(wanted) == quote
