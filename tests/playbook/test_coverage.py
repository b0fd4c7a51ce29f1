"""Which wishes an answer leaves open: only those that nothing of ours touches."""

from pathlib import Path

import pytest

from motbot.domain.expectation import Expectation
from motbot.playbook import Playbook
from tests.bench.coverage import answered_in, misread
from tests.playbook.promised import read, wish
from tests.playbook.talks import talk

LIMIT = wish("Rate limit of 5k", "raise our rate limit to 5k")
HOSTS = wish("Two addresses allowlisted", "add the two new IPs I mailed you")
WHEN = wish("To know when it is done", "when will it be done?")
INVOICE_ZH = wish("发票抬头改成上海分公司", "发票抬头要改成上海分公司")
SEND_ZH = wish("什么时候能寄到", "什么时候能寄到")
ASKED = "Can you raise our rate limit to 5k and add the two new IPs I mailed you? When will it be done?"
ASKED_ZH = "发票抬头要改成上海分公司，什么时候能寄到？"
COVERAGE = Path(__file__).parents[1] / "data" / "coverage"
TONER, BADGES = wish("swap the toner on floor 3"), wish("when the new badges come")
WANTS = "Could you swap the toner on floor 3 and tell us when the new badges come?"
TONER_ZH, BADGES_ZH = wish("换下三楼的硒鼓"), wish("新工牌什么时候到")
WANTS_ZH = "能帮忙换下三楼的硒鼓吗？新工牌什么时候到？"
KEYS = wish("The master keys still work", source="1002.000000")
GROUP = wish("a group of forty arrives then", source="1002.000000")
BY_FOUR = wish("It has to be done before four", source="1002.000000")
TILL_ZH, GROUP_ZH = wish("收银台可以", source="1002.000000"), wish("下午四点有四十人的团要来用餐", source="1002.000000")


@pytest.mark.parametrize(
    ("reply", "open_ones"),
    [
        ("Sure, both will be done today!", []),
        ("The rate limit is at 5k now.", [HOSTS]),
        ("Done.", []),
        ("The rate limit is at 5k, and the IPs follow by 3pm.", []),
        ("Got it, thanks!", [LIMIT, HOSTS, WHEN]),
        ("Let me check.", [LIMIT, HOSTS, WHEN]),
    ],
)
async def test_a_wish_is_open_only_where_nothing_of_ours_touches_it(
    playbook: Playbook, reply: str, open_ones: list[Expectation]
) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", reply))
    reading = await read(playbook, view, expected=(LIMIT, HOSTS, WHEN))
    assert list(reading.unanswered) == [one.mark for one in open_ones]


WISHES, WISHES_ZH = (ASKED, (LIMIT, HOSTS)), (ASKED_ZH, (INVOICE_ZH, SEND_ZH))


@pytest.mark.parametrize(
    ("wishes", "answer", "named", "open_ones"),
    [
        (WISHES, "The rate limit is at 5k now.", "@U0BEN can you take this over?", [HOSTS]),
        (WISHES_ZH, "抬头已经改好了。", "@U0BEN 这件事你能接手吗？", [SEND_ZH]),
        (WISHES, "The rate limit is at 5k now.", "@U0BEN will look after the rest today.", []),
        (WISHES_ZH, "抬头已经改好了。", "@U0BEN 会把其余的今天办好。", []),
    ],
)
async def test_what_is_asked_of_a_colleague_answers_nothing_and_what_is_told_of_one_may(
    playbook: Playbook,
    wishes: tuple[str, tuple[Expectation, ...]],
    answer: str,
    named: str,
    open_ones: list[Expectation],
) -> None:
    asked, expected = wishes
    view = talk((0, "customer", asked), (5, "agent", answer), (6, "agent", named), addressed=("U0BEN",))
    reading = await read(playbook, view, expected=expected)
    assert list(reading.unanswered) == [one.mark for one in open_ones]


@pytest.mark.parametrize(
    ("reply", "open_ones"),
    [
        ("抬头已经改好了。", [SEND_ZH]),
        ("抬头已经改好，周五前寄到。", []),
        ("收到，我们看一下哈。", [INVOICE_ZH, SEND_ZH]),
        ("都办好了。", []),
    ],
)
async def test_the_same_holds_in_chinese(playbook: Playbook, reply: str, open_ones: list[Expectation]) -> None:
    view = talk((0, "customer", ASKED_ZH), (5, "agent", reply))
    reading = await read(playbook, view, expected=(INVOICE_ZH, SEND_ZH))
    assert list(reading.unanswered) == [one.mark for one in open_ones]


async def test_all_our_words_since_the_wish_count(playbook: Playbook) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", "The rate limit is at 5k now."), (9, "agent", "IPs added by 9:10"))
    assert (await read(playbook, view, expected=(LIMIT, HOSTS, WHEN))).unanswered == ()


async def test_what_was_said_before_a_wish_answers_nothing(playbook: Playbook) -> None:
    late = wish("Rate limit of 5k", source="1001.000000")
    view = talk((0, "agent", "Your rate limit is 5k."), (5, "customer", "Make it 5k"), (9, "agent", "Noted."))
    assert (await read(playbook, view, expected=(late,))).unanswered == (late.mark,)


async def test_the_only_wish_is_answered_by_whatever_is_more_than_a_nod(playbook: Playbook) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", "You have it as of ten past nine."))
    assert (await read(playbook, view, expected=(LIMIT,))).unanswered == ()


@pytest.mark.parametrize(("name", "at_most"), [("dev", 1), ("holdout", 1)])
async def test_of_invented_answers_hardly_any_is_wrongly_called_incomplete(
    playbook: Playbook, name: str, at_most: int
) -> None:
    read_so = [await misread(playbook, one) for one in answered_in(COVERAGE / f"{name}.yaml")]
    assert sum(bool(one.alarms) for one in read_so) <= at_most
    assert sum(len(one.misses) for one in read_so) <= 2 * at_most


@pytest.mark.parametrize(
    "nod",
    [
        "Thanks, noted.",
        "Sure, will do.",
        "Hi Thomas, thanks for reaching out. I'm looking into this now.",
        "Sorry about that! Looking into it.",
        "Received, I will handle this as soon as possible.",
        "Understood, give me a moment please.",
        "Hang on, I'll ask a colleague.",
        "Our team will check and get back to you soon.",
    ],
)
async def test_a_bare_acknowledgement_leaves_everything_open(playbook: Playbook, nod: str) -> None:
    view = talk((0, "customer", WANTS), (5, "agent", nod))
    assert (await read(playbook, view, expected=(TONER, BADGES))).unanswered == (TONER.mark, BADGES.mark)


@pytest.mark.parametrize(
    "nod",
    [
        "收到，马上处理",
        "您好，已收到您的消息，稍后回复您。",
        "抱歉让您久等，我马上查",
        "您的问题我已经记录，会尽快给您答复",
        "好的，我已经看到了",
        "感谢您的耐心等待，我们正在处理中。",
    ],
)
async def test_so_does_a_chinese_one(playbook: Playbook, nod: str) -> None:
    view = talk((0, "customer", WANTS_ZH), (5, "agent", nod))
    assert (await read(playbook, view, expected=(TONER_ZH, BADGES_ZH))).unanswered == (TONER_ZH.mark, BADGES_ZH.mark)


@pytest.mark.parametrize(
    ("reply", "open_ones"),
    [
        ("The cartridge is in. They come on Monday.", []),
        ("I've put a fresh cartridge in.", [BADGES]),
        ("It prints black again, enjoy your day!", [BADGES]),
        ("Which printer is it, the grey one?", [BADGES]),
        ("Somebody will be with you by 11:00.", []),
    ],
)
async def test_an_answer_in_other_words_answers_what_it_is_likely_about(
    playbook: Playbook, reply: str, open_ones: list[Expectation]
) -> None:
    view = talk((0, "customer", WANTS), (5, "agent", reply))
    reading = await read(playbook, view, expected=(TONER, BADGES))
    assert list(reading.unanswered) == [one.mark for one in open_ones]


@pytest.mark.parametrize(
    ("reply", "open_ones"),
    [("已换。周二到。", []), ("新的已经装上了。", [BADGES_ZH]), ("耗材换好了，周二送来", [])],
)
async def test_so_does_one_in_chinese(playbook: Playbook, reply: str, open_ones: list[Expectation]) -> None:
    view = talk((0, "customer", WANTS_ZH), (5, "agent", reply))
    reading = await read(playbook, view, expected=(TONER_ZH, BADGES_ZH))
    assert list(reading.unanswered) == [one.mark for one in open_ones]


async def test_what_only_says_more_of_one_answer_is_no_answer_to_another_wish(playbook: Playbook) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", "The rate limit is raised. It is live everywhere now."))
    assert (await read(playbook, view, expected=(LIMIT, HOSTS))).unanswered == (HOSTS.mark,)


@pytest.mark.parametrize("reply", ["Thanks, noted.", "Our technician resets the gateway by 15:00."])
async def test_a_fact_that_a_customer_states_is_never_left_open(playbook: Playbook, reply: str) -> None:
    view = talk(
        (0, "customer", "Half of our room cards stopped opening doors."),
        (1, "agent", "By when do the doors have to work, and do the master keys open them?"),
        (2, "customer", f"{KEYS.quote}. {BY_FOUR.quote}, {GROUP.quote}."),
        (3, "agent", reply),
    )
    unanswered = (await read(playbook, view, expected=(KEYS, BY_FOUR, GROUP))).unanswered
    assert set(unanswered) <= {BY_FOUR.mark}


async def test_nor_is_one_that_a_customer_states_in_chinese(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "门店一半的点餐屏今早打不开了"),
        (1, "agent", "最晚几点前要恢复？收银台现在还能点单吗？"),
        (2, "customer", f"{TILL_ZH.quote}。{GROUP_ZH.quote}。"),
        (3, "agent", "收到"),
    )
    assert (await read(playbook, view, expected=(TILL_ZH, GROUP_ZH))).unanswered == ()


async def test_what_a_customer_comes_with_is_a_wish_however_it_is_said(playbook: Playbook) -> None:
    black = wish("The printer prints only black pages")
    view = talk((0, "customer", f"{black.quote}."), (5, "agent", "Got it, thanks!"))
    assert (await read(playbook, view, expected=(black,))).unanswered == (black.mark,)


async def test_a_bare_yes_answers_what_was_asked_for_a_yes_or_no(playbook: Playbook) -> None:
    offline, price = wish("这个软件能离线用吗"), wish("家庭版多少钱")
    view = talk((0, "customer", "这个软件能离线用吗？家庭版多少钱？"), (5, "agent", "可以的。"))
    assert (await read(playbook, view, expected=(offline, price))).unanswered == (price.mark,)
