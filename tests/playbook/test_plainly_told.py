"""Requests that are told rather than asked: each is a moment, and is said back as a person would."""

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says

REQUESTS = [
    "I sent the form twice and still got no answer.",
    "We called on Monday but have had no reply.",
    "My manager wants to know why the migration slipped again.",
    "Our auditors need to know where the backups are kept.",
    "The dashboard shows yesterday's numbers, not today's.",
    "The price list still has last year's figures",
    "You said the fix would be in Tuesday's release, but it isn't there.",
    "You promised a call back and nobody rang.",
    "Please don't call my mobile any more, write to the office.",
    "Please stop sending the weekly report to Jonas.",
    "I'd rather have a refund than a replacement.",
    "Sorry to bother you again, it's about ticket 4411.",
    "I'm writing about the invoice of May.",
    "The March statement lists three bookings we never made.",
    'The kiosk in the lobby has been showing "maintenance" since Saturday.',
    "合同写的是6号前送到，现在物流显示还在外地。",
    "Hi team, the export button does nothing since this morning.",
    "We were told the technician would be here between 8 and 10. It's 11.",
    "My card was declined twice although there is money on it.",
    "Please extend our trial by two weeks, procurement is slow.",
    "The driver left the pallets in the rain.",
    "Your courier left the box at the neighbour's",
    "You've billed us for a month we had cancelled.",
    "I still see Tom's name on the rota for Sunday.",
    "The room is booked twice, ours and the sales team's.",
    "We'll be 12 instead of 9 on Friday.",
    "Our biggest client is visiting on Wednesday and the lobby screen is black.",
]
NONE = [
    "Please don't worry about the chairs.",
    "Please don't hesitate to call me.",
    "It's about time for lunch here.",
    "I'd rather not say.",
    "You said it would rain and it did.",
    "Please find the signed form attached.",
    "Please note that we are closed on Monday.",
    "The driver left at ten, all good.",
    "I still see her every week.",
    "We took the bus instead of the car.",
    "The cat is black.",
    "It's about two hours by train.",
    "You've lost weight!",
    "The engineer has left the building at five.",
    "I did nothing all weekend, bliss.",
    "We were told it would rain, so we moved the party inside.",
    "Please consider the environment before printing this e-mail.",
    "Please don't panic, all is well.",
    "If anyone wants to know what good service is, look here.",
    "The town shows its best side today.",
]


@pytest.mark.parametrize("text", REQUESTS)
async def test_what_is_told_and_calls_for_a_deed_is_a_request(playbook: Playbook, text: str) -> None:
    assert (await assess(playbook, says(text))).is_moment


@pytest.mark.parametrize("text", NONE)
async def test_what_calls_for_nothing_is_none(playbook: Playbook, text: str) -> None:
    assert not (await assess(playbook, says(text))).is_moment


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My manager wants to know why the migration slipped again.", "To know why the migration slipped again"),
        ("I'd rather have a refund than a replacement.", "A refund rather than a replacement"),
        ("Sorry to bother you again, it's about ticket 4411.", "To know how things stand with ticket 4411"),
        ("Please don't call my mobile any more.", "Not to call their mobile any more"),
        ("不好意思又来打扰，还是4411那个单子。", "知道4411那个单子的进展"),
        (
            "Do not send me any letters, and take me off the list.",
            "Not to send them any letters; take them off the list",
        ),
        ("Any chance you could look at the gate before lunch?", "The gate checked before lunch"),
        ("Is there any chance to get the March invoice split in two?", "The March invoice split in two"),
        ("Any idea when the API limits are raised?", "To know when the API limits are raised"),
        ("Who do I talk to about parking permits?", "To know whom to talk to about parking permits"),
        ("We'd need the certificate in Spanish as well.", "The certificate in Spanish as well"),
        ("导出按钮从今天早上开始点了没反应。", "导出按钮恢复正常"),
        (
            "The bill lists two rooms we never booked (refs 12, 14).",
            "The bill lists two rooms they never booked (refs 12, 14)",
        ),
        ("发票抬头麻烦改成青禾餐饮", "发票抬头改成青禾餐饮"),
        ("有人能带我走一遍新的审批流程吗？", "带我走一遍新的审批流程"),
        ("领导问为什么又延期了。", "知道为什么又延期了"),
        ("我们老板一直在问什么时候能验收", "知道什么时候能验收"),
        ("仓库的扫码枪从早上就连不上", "仓库的扫码枪恢复正常"),
        ("收银台的打印机从昨天下午开始就打不开", "收银台的打印机恢复正常"),
        ("合同里说的附件三我们没收到。", "收到合同里说的附件三"),
        ("上周的对账单我这边还没收到", "收到上周的对账单"),
    ],
)
async def test_it_is_told_without_who_passes_it_on(playbook: Playbook, text: str, told: str) -> None:
    assert (await assess(playbook, says(text))).expectations[0].text == told


@pytest.mark.parametrize(
    "text",
    [
        "You said the fix would be in Tuesday's release, but it isn't there.",
        "You said everything would be ready, and nothing is.",
        "上次说周二上线，今天一看还是没有。",
    ],
)
async def test_our_word_that_they_hold_up_to_us_is_owned(playbook: Playbook, text: str) -> None:
    assert "claims_promise" in playbook.first_look.reader.read(says(text)).signs


@pytest.mark.parametrize("text", ["The coffee machine on the 3rd floor is leaking.", "The roof leaks above desk 4!"])
async def test_water_is_no_matter_of_cards_and_accounts(playbook: Playbook, text: str) -> None:
    assert "account" not in await reply(playbook, says(text))


async def test_a_plea_to_answer_soon_is_no_wish_of_its_own(playbook: Playbook) -> None:
    found = (await assess(playbook, says("发票抬头麻烦改成青禾餐饮。请尽快回复，谢谢。"))).expectations
    assert [one.text for one in found] == ["发票抬头改成青禾餐饮"]
