"""The assessment: urgency, expectations with evidence, questions, and the early no."""

from dataclasses import replace

import pytest

from motbot.domain.checks import checked
from motbot.domain.expectation import ExpectationKind, SayNo, Urgency
from motbot.domain.grounding import occurs
from motbot.domain.language import Language
from motbot.domain.people import Side
from motbot.playbook import Playbook
from tests.playbook.talks import assess, says


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("Checkout is down, nobody can pay!", Urgency.CRITICAL),
        ("Our demo starts in 30 minutes and the link gives an error", Urgency.CRITICAL),
        ("半小时后就开会了，会议链接打不开", Urgency.CRITICAL),
        ("Can I have the file by tomorrow noon?", Urgency.HIGH),
        ("明天上午要给老板汇报，数据对不上，帮忙看下", Urgency.HIGH),
        ("This is ridiculous, who changed my booking?", Urgency.HIGH),
        ("说好昨天给的报告呢？", Urgency.HIGH),
        ("Could we get the invoice re-issued? We need it next week.", Urgency.NORMAL),
        ("能不能换个抬头重开发票？", Urgency.NORMAL),
        ("No rush at all, but could you add dark mode some day?", Urgency.LOW),
        ("不急，有空帮我看下这个按钮的颜色", Urgency.LOW),
    ],
)
async def test_urgency_is_the_first_test_that_fits(playbook: Playbook, text: str, urgency: Urgency) -> None:
    assert (await assess(playbook, says(text))).urgency is urgency


async def test_reply_by_is_left_to_whoever_knows_the_settings(playbook: Playbook) -> None:
    assert (await assess(playbook, says("Can you help?"))).reply_by is None


async def test_every_request_of_a_message_is_listed_with_its_words(playbook: Playbook) -> None:
    view = says("Can you raise our limit to 5k? And please add Ann to the list. 另外发票什么时候能开？")
    found = (await assess(playbook, view)).of_kind(ExpectationKind.EXPLICIT)
    assert [one.text for one in found] == ["Their limit raised to 5k", "Ann added to the list", "发票什么时候能开"]
    assert all(occurs(one.quote, view.focus_text) and one.source == view.focus[0] for one in found)


async def test_a_trouble_is_worded_as_its_repair(playbook: Playbook) -> None:
    english = await assess(playbook, says("The export doesn't work"))
    chinese = await assess(playbook, says("会议链接打不开"))
    assert english.expectations[0].text == "The export working again"
    assert chinese.expectations[0].text == "会议链接恢复正常"


async def test_a_plain_question_has_no_unspoken_needs(playbook: Playbook) -> None:
    found = await assess(playbook, says("这家餐馆的地址在哪里？"))
    assert not found.of_kind(ExpectationKind.IMPLICIT)
    assert not found.of_kind(ExpectationKind.NOT_YET_EXISTING)
    assert not found.explore_questions


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (
            "The numbers are wrong and the board meets tomorrow",
            "the board",
        ),
        ("办签证用的在职证明能开吗", "签证"),
        ("Login is down for everybody", "Login is down"),
        ("又报错了，每次月底都这样", "又报"),
    ],
)
async def test_an_unspoken_need_shows_the_words_it_rests_on(playbook: Playbook, text: str, cue: str) -> None:
    found = await assess(playbook, says(text))
    unsaid = [one for one in found.expectations if one.kind is not ExpectationKind.EXPLICIT]
    assert any(cue in one.cue for one in unsaid)


async def test_a_missing_fact_is_asked_first_and_not_once_it_is_told(playbook: Playbook) -> None:
    vague = await assess(playbook, says("I want to cancel my order"))
    told = await assess(playbook, says("I want to cancel my order, number 48213"))
    assert vague.missing_fact
    assert vague.explore_questions[0] == "Could you send me the order or booking number?"
    assert not told.missing_fact


async def test_at_most_three_questions_are_asked(playbook: Playbook) -> None:
    found = await assess(
        playbook, says("The export fails again, the audit and the launch are near and the CFO is angry")
    )
    assert 0 < len(found.explore_questions) <= 3


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I bought it in January, can I still get a refund?", "Refunds are only possible within 30 days of purchase."),
        ("能不能补开一张前年的发票？", "发票只能开当年的。"),
        ("We need 50 mugs in our custom colours by Friday.", "Custom colours take 10 working days."),
        ("Can you send me the contact list of your other customers?", ""),
        ("合同日期能倒签到三月吗？", ""),
    ],
)
async def test_a_no_is_due_where_a_fact_or_a_rule_stands_against_the_request(
    playbook: Playbook, text: str, facts: str
) -> None:
    found = await assess(playbook, says(text, facts=facts))
    assert found.say_no.value
    assert occurs(found.say_no.what, text)
    assert found.say_no.why


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Can you ship my order today?", "Orders ship the same day."),
        ("发票什么时候能寄到？", "发票只能开当年的。"),
        ("Can you raise our limit?", "The canteen cannot be booked on Fridays."),
        ("Can you help me?", ""),
    ],
)
async def test_no_no_is_due_where_nothing_stands_against_it(playbook: Playbook, text: str, facts: str) -> None:
    assert (await assess(playbook, says(text, facts=facts))).say_no == SayNo()


async def test_an_answer_says_which_rules_it_came_from(playbook: Playbook) -> None:
    assessed = await playbook.coach.assessor.assess(says("Can you help?"))
    assert (assessed.provenance.coach, assessed.provenance.revision) == ("playbook", playbook.revision)


@pytest.mark.parametrize(
    "text",
    [
        "The export has been failing since this morning and I need the file before my 2pm call with the CFO.",
        "半小时后就开会了，会议链接打不开，老板也在等",
        "We're launching Thursday. Can you raise our limit to 5k and watch the peak?",
    ],
)
async def test_the_common_checks_find_nothing_to_take_out(playbook: Playbook, text: str) -> None:
    view = says(text)
    assert checked(await assess(playbook, view), view)[1] == ()


async def test_hostile_text_is_read_without_harm(playbook: Playbook) -> None:
    for text in ("", "\u0000", "(" * 500, "\u202e?!", "{what} {due}", "\\", "？" * 300, "1:99 点 32月"):
        view = says(text)
        found = await assess(playbook, view)
        await playbook.coach.drafter.draft(view, found, Language.EN)
        await playbook.coach.confirmer.confirm(view, found, Language.EN)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["a", "1", "a1-", "二", "我要退款", "1,", "a.", "a@", "请 ", "\n", "?", "-", "<a|", "20% ", "by 5pm "]
)
async def test_no_endless_text_holds_the_bot_up(playbook: Playbook, piece: str) -> None:
    view = says((piece * 40_000)[:40_000])
    playbook.first_look.certain_negative(view)
    playbook.first_look.is_critical(view.focus_text)
    playbook.first_look.promises(view.focus_text)
    found = await assess(playbook, view)
    drafted = await playbook.coach.drafter.draft(view, found, Language.EN)
    ours = replace(view, lines=tuple(replace(line, side=Side.AGENT) for line in view.lines))
    await playbook.coach.reply_reader.read(ours, expected=found.expectations, promised=())

    assert len(drafted.draft.reply) < 4000


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Can you send us the certificate for the embassy?", "which country it is for"),
        ("Can you send us the certificate for the embassy of Japan?", ""),
        ("Can you send the certificate for our visa to the US?", ""),
    ],
)
async def test_us_is_a_country_only_where_it_is_meant(playbook: Playbook, text: str, missing: str) -> None:
    assert (await assess(playbook, says(text))).missing_fact == missing
