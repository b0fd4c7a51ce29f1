"""The card follows the talk: what they answer reaches it, what is answered is asked no more, a no is said once."""

import pytest

from motbot.domain.checks import checked
from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says, talk

REPORT = "Could you send us the quarterly report?"
REPORT_ZH = "能把季度报表发给我们吗？"
SHIPS = "Shipping on Sundays is not possible. Saturday shipping can be booked until Friday noon."
SHIPS_ZH = "周日不能发货。周六发货需要周五中午前预订。"


def wishes(found: Assessment) -> list[str]:
    return [one.text for one in found.of_kind(ExpectationKind.EXPLICIT)]


@pytest.mark.parametrize(
    ("wish", "question", "answer", "reached"),
    [
        (
            REPORT,
            "Sure. By when do you need it?",
            "I need it by Thursday noon",
            ["The quarterly report", "The quarterly report by Thursday noon"],
        ),
        (
            REPORT,
            "Happy to help. Which format, and by when do you need it?",
            "Thursday noon.",
            ["The quarterly report", "The quarterly report: Thursday noon"],
        ),
        (
            REPORT,
            "What is it for?",
            "It's for the board, they only look at the totals",
            ["The quarterly report", "For the board, they only look at the totals"],
        ),
        (REPORT_ZH, "可以，您最晚什么时候要用到？", "周四中午之前要", ["季度报表", "季度报表：周四中午之前要"]),
        (REPORT_ZH, "好的。您最晚什么时候要？", "周四中午", ["季度报表", "季度报表：周四中午"]),
        (
            "报表从今天早上开始导不出来",
            "我来看。您最晚什么时候要？",
            "我周四中午之前要",
            ["报表从今天早上开始导不出来", "报表从今天早上开始导不出来：周四中午之前要"],
        ),
        (REPORT_ZH, "可以，主要给谁看？", "给董事会看的，他们只看总数", ["季度报表", "给董事会看的，他们只看总数"]),
    ],
)
async def test_what_they_answer_reaches_the_card_beside_what_they_asked(
    playbook: Playbook, wish: str, question: str, answer: str, reached: list[str]
) -> None:
    view = talk((0, "customer", wish), (3, "agent", question), (300, "customer", answer))
    assert wishes(await assess(playbook, view)) == reached


@pytest.mark.parametrize(
    ("wish", "ours", "answer", "hour"),
    [
        (
            "Any news on the lobby chairs? We reopen on Thursday and our owner comes at ten.",
            "Your owner comes at ten on Thursday. I'll ask, and tell you by 16:00 what fits. Would twenty be enough?",
            "Twenty would do for the opening. Thank you!",
            "by 16:00",
        ),
        (
            "大堂的椅子有消息吗？我们周五开业，老板十点来。",
            "周五十点前得像样。我去问仓库，今天 16:00 前告诉您哪些能到。先到二十把够吗？",
            "开业先用二十把就行",
            "16:00 前",
        ),
    ],
)
async def test_who_only_answers_our_question_is_told_the_hour_that_they_were_given(
    playbook: Playbook, wish: str, ours: str, answer: str, hour: str
) -> None:
    view = talk((0, "customer", wish), (3, "agent", ours), (9, "customer", answer))
    said = await reply(playbook, view)
    assert hour in said
    assert said.count(":00") == 1


async def test_who_answers_with_an_hour_of_their_own_is_heard_before_it(playbook: Playbook) -> None:
    ours = "I'll ask the warehouse and tell you by 16:00. Would twenty be enough?"
    answer = "Twenty would do, but I have to know by 14:00."
    view = talk((0, "customer", "Any news on the chairs?"), (3, "agent", ours), (9, "customer", answer))
    assert "16:00" not in await reply(playbook, view)


async def test_every_answer_since_the_wish_stays_on_the_card(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", REPORT),
        (3, "agent", "Sure. By when do you need it?"),
        (9, "customer", "By Thursday noon"),
        (12, "agent", "And which pages matter most?"),
        (15, "customer", "Only the totals, the rest can follow"),
    )
    assert wishes(await assess(playbook, view)) == [
        "The quarterly report",
        "The quarterly report by Thursday noon",
        "Only the totals, the rest can follow",
    ]


@pytest.mark.parametrize(
    ("wish", "question", "answer", "said"),
    [
        (REPORT, "What is it for?", "It's for the board, they only look at the totals", "they only look at the totals"),
        (REPORT_ZH, "可以，主要给谁看？", "给董事会看的，他们只看总数", "他们只看总数"),
        (REPORT, "By when do you need it?", "Thursday noon", "Thursday noon"),
    ],
)
async def test_the_draft_takes_up_what_they_answered(
    playbook: Playbook, wish: str, question: str, answer: str, said: str
) -> None:
    assert said in await reply(playbook, talk((0, "customer", wish), (3, "agent", question), (9, "customer", answer)))


@pytest.mark.parametrize(
    ("question", "answer"),
    [("When do you need the parts?", "Thursday noon."), ("How soon do you need them to be here?", "Thursday noon.")],
)
async def test_what_they_have_answered_in_other_words_is_asked_no_more(
    playbook: Playbook, question: str, answer: str
) -> None:
    view = talk((0, "customer", "Our parts have not arrived"), (5, "agent", question), (9, "customer", answer))
    found, _ = checked(await assess(playbook, view), view)
    assert not [one for one in found.explore_questions if "By when" in one]


@pytest.mark.parametrize(
    ("wish", "no", "then", "facts"),
    [
        (
            "Can you ship our order on Sunday?",
            "We can't ship on Sunday. Would Saturday do?",
            "Saturday would do, at the dock by ten",
            SHIPS,
        ),
        (
            "Can you ship our order on Sunday?",
            "We can't ship on Sunday.",
            "Then could you ship it on Saturday morning?",
            SHIPS,
        ),
        ("订单周日能发货吗？", "周日我们发不了货。周六上午可以吗？", "周六上午十点前到就行", SHIPS_ZH),
        ("订单周日能发货吗？", "周日不能发货。", "那周六上午十点前能到吗", SHIPS_ZH),
    ],
)
async def test_a_no_that_we_have_said_is_not_offered_again(
    playbook: Playbook, wish: str, no: str, then: str, facts: str
) -> None:
    view = talk((0, "customer", wish), (3, "agent", no), (9, "customer", then), facts=facts)
    found = await assess(playbook, view)
    assert not found.say_no.value
    assert found.of_kind(ExpectationKind.EXPLICIT)
    assert not [one for one in wishes(found) if "unday" in one or "周日" in one]
    said = await reply(playbook, view)
    assert "unday" not in said
    assert "周日" not in said


@pytest.mark.parametrize(
    ("wish", "said", "then", "stays"),
    [
        (
            "We need a room for 12 people, and can you extend our permit?",
            "We can't extend the permit online. By when do you need the room?",
            "Thursday noon",
            ["A room for 12 people", "A room for 12 people: Thursday noon"],
        ),
        (
            "我们要一间12人的会议室，能延长我们的许可证吗？",
            "许可证我们延长不了，网上不支持延长许可证。会议室您最晚什么时候要？",
            "周四中午",
            ["一间12人的会议室", "一间12人的会议室：周四中午"],
        ),
        (
            "The badge reader isn't working, can you fix it?",
            "Sorry that the badge reader isn't working. By when do you need it?",
            "Thursday noon",
            ["The badge reader working again", "The badge reader working again: Thursday noon"],
        ),
        (
            "三楼的刷卡机无法刷卡，能修一下吗？",
            "抱歉三楼的刷卡机无法刷卡，您最晚什么时候要用？",
            "周四中午",
            ["三楼的刷卡机无法刷卡", "知道能不能修一下", "知道能不能修一下：周四中午"],
        ),
    ],
)
async def test_a_no_takes_away_only_what_it_is_said_to(
    playbook: Playbook, wish: str, said: str, then: str, stays: list[str]
) -> None:
    view = talk((0, "customer", wish), (3, "agent", said), (9, "customer", then))
    assert wishes(await assess(playbook, view)) == stays


@pytest.mark.parametrize(
    ("wish", "no", "again", "facts"),
    [
        (
            "Can you ship our order on Sunday?",
            "We can't ship on Sunday.",
            "But we really need it shipped on Sunday!",
            SHIPS,
        ),
        ("订单周日能发货吗？", "周日不能发货。", "可是我们周日必须发货啊", SHIPS_ZH),
    ],
)
async def test_who_asks_again_for_what_we_have_refused_is_promised_nothing_of_it(
    playbook: Playbook, wish: str, no: str, again: str, facts: str
) -> None:
    view = talk((0, "customer", wish), (3, "agent", no), (9, "customer", again), facts=facts)
    assert (await assess(playbook, view)).say_no.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can you send 50 badges? I need them on Thursday.", ["50 badges", "50 badges on Thursday"]),
        (
            "Can you ship our order? We really need it packed twice.",
            ["Their order shipped", "They really need it packed twice"],
        ),
        ("麻烦寄 50 个胸牌，我们周四要用它们", ["寄 50 个胸牌", "赶得上周四用 50 个胸牌"]),
    ],
)
async def test_a_wish_names_its_thing(playbook: Playbook, text: str, expected: list[str]) -> None:
    assert wishes(await assess(playbook, says(text))) == expected


@pytest.mark.parametrize("mark", ["• – ", "– ", "• ", "— ", "· "])
async def test_the_marks_of_their_list_are_no_part_of_a_wish(playbook: Playbook, mark: str) -> None:
    text = f"{mark}the invoice is wrong\n{mark}the totals are missing, can you look?"
    assert all(one[0].isalpha() for one in wishes(await assess(playbook, says(text))))


@pytest.mark.parametrize(
    ("asked", "ours", "then", "stays"),
    [
        (
            (
                "Hi, any news on the garden tables?",
                "We open on Friday and the mayor comes at noon, so I'd like to know how many are ready.",
            ),
            "The tables have to be there by then. I'll ask and tell you by four. Would six be enough?",
            "Six would do for the opening.",
            "To know how things stand with the garden tables",
        ),
        (
            ("你好，上次订的桌子有消息了吗？", "周五中午客户到店，我想知道有几张好了。"),
            "客户到的时候桌子必须在。我去问车间，四点前告诉您。先有六张够用吗？",
            "可以，开业那天先用六张。",
            "知道上次订的桌子的进展",
        ),
    ],
)
async def test_every_wish_of_a_burst_stands_after_our_question(
    playbook: Playbook, asked: tuple[str, str], ours: str, then: str, stays: str
) -> None:
    first, second = asked
    view = talk((0, "customer", first), (1, "customer", second), (9, "agent", ours), (15, "customer", then))
    assert stays in wishes(await assess(playbook, view))
