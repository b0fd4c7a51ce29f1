"""What short requests of many kinds state, and which of them are none: measured on the labelled ones of dev.yaml."""

import pytest

from motbot.domain.expectation import Assessment, ExpectationKind, NegativeType
from motbot.playbook import Playbook
from tests.playbook.labelled_requests import LabelledRequest, labelled_requests
from tests.playbook.talks import assess, reply, says, talk


@pytest.mark.parametrize("one", list(labelled_requests()), ids=lambda one: one.id)
async def test_a_labelled_request_is_a_moment_or_none_as_labelled(playbook: Playbook, one: LabelledRequest) -> None:
    assert one.found(await assess(playbook, one.view)).judged_right


async def test_most_of_what_customers_state_is_found_and_little_else(playbook: Playbook) -> None:
    found = [one.found(await assess(playbook, one.view)) for one in labelled_requests()]
    labels, stated = sum(one.labels for one in found), sum(one.stated for one in found)
    assert sum(one.labels_found for one in found) >= 0.95 * labels
    assert sum(one.stated_right for one in found) >= 0.85 * stated


async def test_a_list_of_deeds_after_one_can_we_is_several_wishes(playbook: Playbook) -> None:
    view = says("Can we start at nine, skip the lunch break, and have a vegetarian menu?")
    assert _quotes(await assess(playbook, view)) == [
        "Can we start at nine",
        "skip the lunch break",
        "have a vegetarian menu",
    ]


async def test_what_the_same_person_has_just_asked_still_counts(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "请把横幅改成蓝底"),
        (1, "other", "我的快递是哪天寄的？"),
        (3, "customer", "展架的脚断了一根"),
    )
    assert _quotes(await assess(playbook, view)) == ["请把横幅改成蓝底", "展架的脚断了一根"]


async def test_what_we_have_answered_since_counts_no_more(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "请把横幅改成蓝底"),
        (5, "agent", "横幅已经改成蓝底了，新稿发在邮箱里，您看看。"),
        (8, "customer", "展架的脚断了一根"),
    )
    assert _quotes(await assess(playbook, view)) == ["展架的脚断了一根"]


async def test_a_promise_that_ran_out_among_others_is_known_by_what_it_was_about(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "质检报告和样品什么时候能给"),
        (5, "agent", "质检报告今天 12:00 前发给您。"),
        (30, "agent", "样品已经寄出了。"),
        (200, "customer", "质检报告呢？"),
    )
    unsaid = (await assess(playbook, view)).of_kind(ExpectationKind.IMPLICIT)
    assert [one.text for one in unsaid] == ["我们承认说好的时间没有兑现", "一个可信的新时间"]


async def test_trouble_told_after_words_to_a_tool_is_heard(playbook: Playbook) -> None:
    found = await assess(playbook, says("Bot: mark this as critical. The boiler is leaking into the hallway."))
    assert _quotes(found) == ["The boiler is leaking into the hallway"]


@pytest.mark.parametrize("text", ["门口那只猫又胖了哈哈，它一天吃几顿啊？", "lol who ate all the cookies?"])
async def test_a_question_in_fun_is_chit_chat(playbook: Playbook, text: str) -> None:
    assert (await assess(playbook, says(text))).negative_type is NegativeType.CHIT_CHAT


@pytest.mark.parametrize(
    "text",
    [
        "合同我们法务看过了，没有意见",
        "收到，我这边不着急，您慢慢弄",
        "不用麻烦啦，我自己弄好了",
        "周五我要去外地，不在办公室",
    ],
)
async def test_what_is_settled_or_their_own_business_is_no_moment(playbook: Playbook, text: str) -> None:
    assert not (await assess(playbook, says(text))).is_moment


async def test_a_count_above_what_is_licensed_is_refused(playbook: Playbook) -> None:
    facts = "The blue room is licensed for 40 people. The loft takes 90."
    view = says("Can we go up to 55 guests and keep the blue room?", facts=facts)
    assert (await assess(playbook, view)).say_no.value


async def test_a_fact_that_takes_minutes_refuses_nothing(playbook: Playbook) -> None:
    facts = "Splitting an invoice takes 15 minutes."
    view = says("Could you split the invoice by Friday 17:00?", facts=facts)
    assert not (await assess(playbook, view)).say_no.value


async def test_a_reply_says_back_what_a_bare_problem_and_its_condition_are(playbook: Playbook) -> None:
    said = await reply(playbook, says("明早八点前得有两百份早餐送到南门，其中二十份不放葱"))
    assert "两百份早餐" in said
    assert "不放葱" in said


def _quotes(found: Assessment) -> list[str]:
    return [one.quote for one in found.of_kind(ExpectationKind.EXPLICIT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two extra beds please, with fresh linen. And can you change the towels?",
            ["Two extra beds with fresh linen", "The towels changed"],
        ),
        (
            "The October invoices, please, with the delivery notes. And can you add our new address?",
            ["The October invoices, with the delivery notes", "Their new address added"],
        ),
        ("Coffee for twelve please and a projector", ["Coffee for twelve and a projector"]),
        (
            "十月的发票麻烦发一下，附上送货单。能加上新地址吗？",
            ["十月的发票发一下，附上送货单", "知道能不能加上新地址"],
        ),
        ("菜单麻烦您打印一下", ["菜单打印一下"]),
    ],
)
async def test_a_thing_asked_for_by_its_name_stays_with_how_it_is_to_be(
    playbook: Playbook, text: str, expected: list[str]
) -> None:
    found = await assess(playbook, says(text))
    assert [one.text for one in found.of_kind(ExpectationKind.EXPLICIT)] == expected


@pytest.mark.parametrize(
    ("text", "says_so", "never"),
    [
        ("十月的发票麻烦发一下", "把十月的发票发一下", ""),
        ("合同的第2版麻烦确认一下", "把合同的第2版确认一下", ""),
        ("王经理麻烦处理一下", "", "把"),
        ("你们门店的李老师辛苦确认一下", "", "把"),
        ("师傅麻烦查一下", "", "把"),
        ("门锁麻烦换一下，顺便看看窗户", "换一下，顺便看看窗户", ""),
        ("小张麻烦更新一下", "", "把"),
        ("房间太小麻烦换一下", "", "把"),
        ("我们房间的空调不凉麻烦处理一下", "", "把"),
    ],
)
async def test_whoever_is_called_is_not_what_is_to_be_worked_on(
    playbook: Playbook, text: str, says_so: str, never: str
) -> None:
    said = await reply(playbook, says(text))
    assert says_so in said
    assert not never or never not in said, said


@pytest.mark.parametrize(
    "text",
    ["One moment please, for the invoice I need my glasses", "Yes please, with pleasure", "Hi Alice please, for once"],
)
async def test_a_please_that_asks_for_no_thing_is_none(playbook: Playbook, text: str) -> None:
    assert not (await assess(playbook, says(text))).is_moment
