"""After our no the next draft says what can be had instead, and what they still need; a new matter is left alone."""

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import reply, talk

SHIPS = "Shipping on Sundays is not possible. Saturday shipping can be booked until Friday noon."
SHIPS_ZH = "周日不能发货。周六发货需要周五中午前预订，当天即可送到。"
WISH, NO = "Can you ship our order on Sunday?", "Sorry, we can't ship on Sunday."
WISH_ZH, NO_ZH = "订单周日能发货吗？", "抱歉，周日我们发不了货。"
WAYS = ("What we can do:", "Here is another way", "换个办法", "可以这样办")
OTHER_WAY = ("look for another way", "what is possible instead", "别的办法", "还能怎么办")


@pytest.mark.parametrize(
    ("talked", "then", "facts", "says_so"),
    [
        ((WISH, NO), "What can you do instead?", SHIPS, ("Saturday shipping can be booked",)),
        ((WISH, NO), "Is there any other way?", SHIPS, ("Saturday shipping can be booked",)),
        (
            (WISH, NO),
            "That doesn't help, we need it before Monday morning.",
            SHIPS,
            ("Saturday shipping can be booked", "before Monday morning"),
        ),
        (
            (WISH, NO),
            "Then what? We need it before Monday morning.",
            SHIPS,
            ("Saturday shipping can be booked", "before Monday morning"),
        ),
        ((WISH_ZH, NO_ZH), "还有别的办法吗？", SHIPS_ZH, ("周六发货",)),
        ((WISH_ZH, NO_ZH), "那怎么办，我们周一早上要用", SHIPS_ZH, ("周六发货", "周一早上要用")),
    ],
)
async def test_what_can_be_had_instead_is_told_with_what_they_need(
    playbook: Playbook, talked: tuple[str, str], then: str, facts: str, says_so: tuple[str, ...]
) -> None:
    wish, no = talked
    said = await reply(playbook, talk((0, "customer", wish), (3, "agent", no), (9, "customer", then), facts=facts))
    assert [one for one in says_so if one not in said] == [], said
    assert "not possible" not in said
    assert "周日" not in said


@pytest.mark.parametrize(
    ("wish", "no", "then"),
    [
        (WISH, NO, "What can you do instead?"),
        (WISH, NO, "That doesn't help, we need it before Monday morning."),
        (WISH_ZH, NO_ZH, "还有别的办法吗？"),
        (WISH_ZH, NO_ZH, "那怎么办，我们周一早上要用"),
    ],
)
async def test_where_nothing_else_is_known_another_way_is_looked_for(
    playbook: Playbook, wish: str, no: str, then: str
) -> None:
    said = await reply(playbook, talk((0, "customer", wish), (3, "agent", no), (9, "customer", then)))
    assert any(words in said for words in OTHER_WAY), said


@pytest.mark.parametrize(
    ("wish", "said", "then", "facts"),
    [
        (WISH, NO, "All right. And could you send us the March invoice?", SHIPS),
        (WISH, NO, "OK. What does parking cost at your office?", SHIPS),
        (WISH, NO, "Saturday is fine, it must be at the dock by ten", SHIPS),
        (WISH, NO, "What else do you need from me?", SHIPS),
        (WISH, NO, "Any chance of a later pickup?", SHIPS),
        (WISH, NO, "Then please cancel the order.", SHIPS),
        (WISH, "We ship on Sunday, by noon.", "What else can you ship then?", SHIPS),
        (WISH_ZH, NO_ZH, "好的。另外请把三月的发票发给我们", SHIPS_ZH),
        (WISH_ZH, NO_ZH, "周六可以，十点前到就行", SHIPS_ZH),
        (WISH_ZH, NO_ZH, "那就取消订单吧", SHIPS_ZH),
        (WISH, NO, "That's too late. Please cancel the order.", SHIPS),
        (WISH, NO, "That doesn't help. Can you refund the deposit?", SHIPS),
        (WISH, NO, "What should we do with the old boxes?", SHIPS),
        (WISH_ZH, NO_ZH, "那太晚了，请取消订单", SHIPS_ZH),
        (WISH_ZH, NO_ZH, "那定金怎么办？", SHIPS_ZH),
    ],
)
async def test_a_new_matter_or_a_yes_is_offered_nothing_instead(
    playbook: Playbook, wish: str, said: str, then: str, facts: str
) -> None:
    told = await reply(playbook, talk((0, "customer", wish), (3, "agent", said), (9, "customer", then), facts=facts))
    assert not [words for words in (*OTHER_WAY, *WAYS) if words in told], told


@pytest.mark.parametrize(
    ("talked", "then", "facts", "says_so"),
    [
        (
            (WISH, NO),
            "What can you do instead? And what does parking cost?",
            SHIPS,
            ("Saturday shipping", "parking costs"),
        ),
        ((WISH_ZH, NO_ZH), "还有别的办法吗？另外停车多少钱？", SHIPS_ZH, ("周六发货", "停车多少钱")),
    ],
)
async def test_a_question_beside_it_is_not_lost(
    playbook: Playbook, talked: tuple[str, str], then: str, facts: str, says_so: tuple[str, ...]
) -> None:
    wish, no = talked
    told = await reply(playbook, talk((0, "customer", wish), (3, "agent", no), (9, "customer", then), facts=facts))
    assert [one for one in says_so if one not in told] == [], told


@pytest.mark.parametrize(
    ("talked", "then", "facts"),
    [
        ((WISH, NO), "What can you do instead?", "Shipping on Sundays is not possible. Shipping costs 40 euros."),
        ((WISH, NO), "Is there any other way?", "Shipping on Sundays is not possible. Shipping crews rest on Sundays."),
        ((WISH_ZH, NO_ZH), "还有别的办法吗？", "周日不能发货。发货费四十元。"),
        ((WISH_ZH, NO_ZH), "那怎么办？", "周日不能发货。发货的同事周日休息。"),
    ],
)
async def test_a_fact_that_is_no_way_is_not_offered_as_one(
    playbook: Playbook, talked: tuple[str, str], then: str, facts: str
) -> None:
    wish, no = talked
    told = await reply(playbook, talk((0, "customer", wish), (3, "agent", no), (9, "customer", then), facts=facts))
    assert any(words in told for words in OTHER_WAY), told
    assert not [words for words in WAYS if words in told], told
