"""What a reply says back: in our own words, with the conditions, and nothing that had better not be said."""

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says, talk


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Can you raise our limit to 5k?", "you'd like us to raise your limit to 5k"),
        ("The export fails and I need the file before my 2pm call", "you need the file before your 2pm call"),
        ("How do I reset my password?", "you'd like to know how to reset your password"),
        ("When will the invoice be sent?", "you'd like to know when the invoice will be sent"),
        ("Does your SSO work with Okta?", "you'd like to know whether our SSO works with Okta"),
        ("Would it be possible to have the slides by Friday?", "whether you can have the slides by Friday"),
        ("Nobody has called me back for three days, I want a refund", "nobody has called you back for three days"),
        ("这家酒店有早餐服务吗？", "您想知道这家酒店有没有早餐服务"),
        ("你们支持私有化部署吗？", "您想知道我们是否支持私有化部署"),
        ("麻烦帮王敏开通一下CRM权限", "给王敏开通 CRM 权限"),
        ("能给我们的套餐加两个席位吗？", "给您这边的套餐加两个席位"),
        ("上次答应的补偿呢？", "您还没有收到上次答应的补偿"),
        ("订单 20260331 还没到", "订单 20260331 还没到"),
    ],
)
async def test_an_ask_is_said_back_in_a_sentence_of_our_own(playbook: Playbook, text: str, said: str) -> None:
    told = await reply(playbook, says(text))
    assert said.casefold() in told.casefold()
    assert not any(mark in told for mark in ('"', "“", "”"))


@pytest.mark.parametrize(
    "text",
    [
        "1) raise our limit to 5k 2) add Ann to the list 3) tell me what the invoice of March was for",
        "1. 发票抬头要改成上海分公司 2. 收件人改成李娜 3. 什么时候能寄到？",
    ],
)
async def test_every_point_of_a_list_is_an_expectation_and_gets_its_number(playbook: Playbook, text: str) -> None:
    view = says(text)
    assert len((await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)) == 3
    told = await reply(playbook, view)
    assert all(
        f"{number}{mark}" in told for number, mark in zip("123", [")" if text.isascii() else "）"] * 3, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("你们这个功能太差了，浪费我一上午", "太差"),
        ("This is ridiculous. The report is wrong again.", "ridiculous"),
        ("If this isn't fixed today we'll cancel our contract", "cancel"),
        ("It doesn't work.", "doesn't work"),
    ],
)
async def test_insults_threats_and_empty_words_are_not_said_back(playbook: Playbook, text: str, never: str) -> None:
    assert never not in await reply(playbook, says(text))


async def test_a_secret_that_was_asked_for_is_not_repeated(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "I need my balance"), (1, "agent", "What is your PIN?"), (2, "customer", "My PIN was 9431")
    )
    assert "9431" not in await reply(playbook, view)


async def test_a_number_that_was_asked_for_is_said_back(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "I need a room"),
        (1, "agent", "When, and for how many?"),
        (2, "customer", "Thursday 14 May at 10, for 15 people"),
    )
    assert "Thursday 14 May at 10, for 15 people" in await reply(playbook, view)


async def test_a_question_that_facts_answer_is_answered_and_not_said_back(playbook: Playbook) -> None:
    told = await reply(playbook, says("Do you ship to Norway?", facts="We ship to all EU countries and Norway."))
    assert "We ship to all EU countries and Norway." in told
    assert "you'd like to know" not in told


async def test_a_limit_refuses_only_what_asks_for_more(playbook: Playbook) -> None:
    facts = "Trials can be extended once, by at most 14 days."
    assert not (await assess(playbook, says("Could you extend our trial by 10 days?", facts=facts))).say_no.value
    assert (await assess(playbook, says("Could you extend our trial by 30 days?", facts=facts))).say_no.value


async def test_what_can_be_done_instead_is_told_with_the_no(playbook: Playbook) -> None:
    facts = "Refunds are only possible within 30 days of purchase. Exchanges are possible within a year."
    told = await reply(playbook, says("Can I still get a refund? I bought it in January.", facts=facts))
    assert told.index("Refunds are only possible") < told.index("Exchanges are possible within a year")


@pytest.mark.parametrize("text", ["明白了，这样可能就行。今天能给我吗？", "什么时候能发给我？", "可以先发我一份吗？"])
async def test_what_names_no_thing_is_not_said_back_alone(playbook: Playbook, text: str) -> None:
    told = await reply(playbook, says(text))
    assert "您想知道" not in told
    assert "您需要" not in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("青禾的投标能不能请人接一下？", "您想知道青禾的投标能不能请人接一下"),
        ("麻烦问下能不能改到周三送货", "您想知道能不能改到周三送货"),
        ("能否把交货改到周三？", "您需要我们把交货改到周三"),
    ],
)
async def test_what_it_is_about_stays_in_front_of_whether_it_can_be(playbook: Playbook, text: str, said: str) -> None:
    assert said in await reply(playbook, says(text))
