"""A reply goes by what our side knows: each question is answered or named as open, and what is done is not begun."""

from dataclasses import replace

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import reply, says

NORWAY = "We ship to Norway with DHL. Our office is in Hamburg."
NORWAY_ZH = "我们用DHL寄到挪威。我们的办公室在汉堡。"
BEGINS = ("I'm on it", "I'll take it from here", "I'll find out", "I'm checking", "comes first", "goes first", "slip")
BEGINS_ZH = ("我这就去办", "我来跟进", "我来查", "我去核实", "我先办", "排在前面", "万一赶不上", "还没有结果")


@pytest.mark.parametrize(
    ("asked", "facts", "says_so", "never"),
    [
        ("Do you ship to Norway, and how long does delivery take?", "", ("whether we ship", "delivery takes"), ()),
        ("Are you open at weekends? And what does parking cost?", "", ("open at weekends", "what parking costs"), ()),
        ("Do you ship to Norway? And how far away would your next shop be?", "", ("whether we ship", "other"), ()),
        ("Please send the invoice again. And how come the March rates went up?", "", ("send the invoice", "other"), ()),
        (
            "Do you ship to Norway? And how long does delivery take?",
            NORWAY,
            ("We ship to Norway with DHL", "how long delivery takes"),
            ("Hamburg", "whether we ship"),
        ),
        (
            "Are you open at weekends, and what does parking cost?",
            "We are open at weekends.",
            ("We are open at weekends", "what parking costs"),
            ("Does that cover it",),
        ),
        ("你们能寄到挪威吗？大概要几天到？", NORWAY_ZH, ("DHL", "几天到"), ("汉堡", "还有没说到的", "这样答复清楚吗")),
        ("周末营业吗？停车收费吗？", "周末照常营业。", ("周末照常营业", "停车"), ("这样答复清楚吗", "还有没说到的")),
    ],
)
async def test_each_question_is_answered_or_named_as_open(
    playbook: Playbook, asked: str, facts: str, says_so: tuple[str, ...], never: tuple[str, ...]
) -> None:
    said = await reply(playbook, says(asked, facts=facts))
    assert [one for one in says_so if one not in said] == [], said
    assert [one for one in never if one in said] == [], said


@pytest.mark.parametrize(
    "asked",
    [
        "Can you raise our limit to 5k?",
        "Where is our order 4411?",
        "How could this happen? The export fails again, I've had enough!",
        "Hello, how are you? Please add Ann to the users.",
        "能把额度提到5000吗？",
        "你好，在吗？麻烦把安娜加到名单里",
    ],
)
async def test_who_asks_one_thing_hears_of_no_other(playbook: Playbook, asked: str) -> None:
    said = await reply(playbook, says(asked))
    assert not [one for one in ("other question", "另外问的", "其他问题") if one in said], said


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        (
            "Do you ship to Norway? And can we pay by invoice?",
            "We ship to Norway with DHL. Payment by invoice is possible from the second order on.",
        ),
        ("你们能寄到挪威吗？可以开发票付款吗？", "我们用DHL寄到挪威。第二次订购起可以凭发票付款。"),
    ],
)
async def test_what_is_answered_wholly_is_not_called_open(playbook: Playbook, asked: str, facts: str) -> None:
    said = await reply(playbook, says(asked, facts=facts))
    assert not [one for one in (*BEGINS, *BEGINS_ZH) if one in said], said


@pytest.mark.parametrize(
    ("asked", "facts", "told", "never"),
    [
        (
            "How long does delivery to Norway take?",
            "Delivery notes are printed on green paper. Delivery to Norway takes five working days.",
            "five working days",
            "green",
        ),
        (
            "寄到挪威大概要几天到？",
            "挪威的办公室在奥斯陆。寄到挪威要五个工作日。",
            "五个工作日",
            "奥斯陆",
        ),
        ("How much is the blue room per day?", "The blue room has a window to the park.", "", "window"),
        ("蓝色会议室一天多少钱？", "蓝色会议室的窗户朝着公园。", "", "公园"),
        ("How much is delivery to Norway?", "Delivery to Norway is free.", "is free", "I'll find out"),
    ],
)
async def test_a_fact_that_answers_nothing_that_was_asked_is_not_told(
    playbook: Playbook, asked: str, facts: str, told: str, never: str
) -> None:
    said = await reply(playbook, says(asked, facts=facts))
    assert told in said
    assert never not in said


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Can you fix the export? It fails since this morning.", "the export was fixed this morning"),
        ("Checkout is down, nobody can pay!", "checkout is back since 9:40"),
        ("支付全挂了，没人能付款！", "支付 9:40 已经恢复了"),
        ("Our export is broken, nobody can work!", "the export is fixed since 9:40"),
        ("This is the third time the export fails. I'm furious!", "the export was fixed at 9:40"),
        ("Can you fix the export?", "it is fixed since 9:40"),
        ("Could you send us the March report by Friday?", "the March report was sent to Carla at nine"),
        ("Could you raise our limit to 5k before Friday?", "the limit has been raised to 5k"),
        ("Where is our order 4411? We need it by Friday.", "order 4411 left our warehouse on Monday"),
        ("能帮我们修一下导出吗？", "9:40 已经修好了"),
        ("麻烦把发票开一下", "发票已开好"),
        ("导出今天早上开始报错，能修一下吗？", "导出今天上午已经修好了"),
        ("麻烦周五前把三月的报表发给我们", "三月的报表今天九点已经发给您了"),
        ("我们的订单4411到哪了？周五前要用。", "订单4411周一已经发出"),
    ],
)
async def test_what_the_agent_knows_to_be_done_is_not_begun(playbook: Playbook, asked: str, known: str) -> None:
    said = await reply(playbook, replace(says(asked), known=(known,)))
    assert known[-6:] in said
    assert not [one for one in (*BEGINS, *BEGINS_ZH) if one in said], said


@pytest.mark.parametrize(
    ("asked", "known", "left"),
    [
        ("Can you fix the export? And please add Ann to the users.", "the export was fixed this morning", "add Ann"),
        ("Can you fix the export?", "we have checked, the export is still broken", "fix the export"),
        ("Can you fix the export?", "the export will be fixed by noon", "fix the export"),
        ("Please refund order 5!", "the refund for order 5 is done on Friday", "refund order 5"),
        ("Can you fix the login and the invoice?", "the login was fixed this morning", "the invoice"),
        ("Can you fix the export?", "the invoices were sent on Monday", "fix the export"),
        ("能修一下导出吗？另外请把安娜加到用户里。", "导出今天上午已经修好了", "安娜"),
        ("麻烦修一下登录和发票", "登录今天上午已经修好了", "发票"),
        ("麻烦修一下导出", "导出还没修好，正在处理", "导出"),
        ("Could you repair the pump?", "the pump was repaired last year", "pump"),
        ("Could you repair the pump?", "the pump was replaced in March", "pump"),
        ("Please reset my password.", "passwords are reset every 90 days", "password"),
        ("Could you extend our licence?", "licences are extended by the partner only", "licence"),
        ("Could you extend my badge?", "badges are usually extended in a day", "badge"),
        ("能帮我们修一下打印机吗？", "打印机去年已经修好过", "打印机"),
        ("请帮我重置密码", "密码每季度都已重置好", "密码"),
        ("请把发票开一下，寄到上海", "发票已经开好了", "寄到上海"),
        ("麻烦把报表发一下", "打印机已经修好了", "报表"),
    ],
)
async def test_what_the_agent_knows_ends_nothing_else(playbook: Playbook, asked: str, known: str, left: str) -> None:
    said = await reply(playbook, replace(says(asked), known=(known,)))
    assert left in said.replace(known[1:], "")
    assert [one for one in (*BEGINS, *BEGINS_ZH) if one in said], said


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        (
            "Our container is stuck at customs since Friday. Who is handling this on your side?",
            "Support hours: Monday to Friday, 09:00 to 18:00.",
        ),
        ("The lift stopped on Monday. Can you send somebody?", "Our office is open Monday to Friday."),
        ("我们那个柜子从周五就卡在海关了，谁在跟？", "服务时间：周一至周五 9:00-18:00。"),
        ("电梯周一就停了，能派人来吗？", "办公室周一至周五开门。"),
    ],
)
async def test_the_day_on_which_something_went_wrong_brings_no_fact_about_days(
    playbook: Playbook, asked: str, facts: str
) -> None:
    assert facts.rstrip(".。") not in await reply(playbook, says(asked, facts=facts))


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        ("Are you open on Friday at 17:00?", "Support hours: Monday to Friday, 09:00 to 18:00."),
        ("你们周五几点下班？", "服务时间：周一至周五 9:00-18:00。"),
    ],
)
async def test_who_asks_about_a_day_is_told_it(playbook: Playbook, asked: str, facts: str) -> None:
    assert facts.rstrip(".。") in await reply(playbook, says(asked, facts=facts))


HOURS = "Support hours: Monday to Friday, 09:00 to 18:00."
HOURS_ZH = "服务时间：周一至周五 09:00-18:00。"


@pytest.mark.parametrize(
    ("text", "facts", "hours"),
    [
        ("Could you send me the price list by Friday?", HOURS, "Support hours"),
        ("Can you deliver the chairs on Friday?", HOURS, "Support hours"),
        ("I need a technician on Monday at nine.", HOURS, "Support hours"),
        ("Can somebody call me on Monday?", HOURS, "Support hours"),
        ("周五前能把报价单发我吗？", HOURS_ZH, "服务时间"),
        ("麻烦周一给我回个电话", HOURS_ZH, "服务时间"),
        ("周一九点能派个师傅来吗？", HOURS_ZH, "服务时间"),
        ("Is the invoice ready on Friday?", HOURS, "Support hours"),
    ],
)
async def test_a_day_on_which_something_is_to_be_done_is_no_question_about_our_hours(
    playbook: Playbook, text: str, facts: str, hours: str
) -> None:
    assert hours not in await reply(playbook, says(text, facts=facts))


@pytest.mark.parametrize(
    ("text", "facts", "hours"),
    [
        ("Are you open on Friday?", HOURS, "Support hours"),
        ("Can I reach support on Saturday?", HOURS, "Support hours"),
        ("What are your support hours?", HOURS, "Support hours"),
        ("周五你们上班吗？", HOURS_ZH, "服务时间"),
        ("Can I pick it up on Friday?", "Pickup: Monday to Friday.", "Pickup"),
        ("周五可以过来取吗？", "自提：周一至周五。", "自提"),
        ("你们的服务时间是几点？", HOURS_ZH, "服务时间"),
        ("Can you deliver on Friday?", "We deliver from Monday to Thursday.", "We deliver from Monday to Thursday"),
    ],
)
async def test_who_asks_about_our_hours_is_told_them(playbook: Playbook, text: str, facts: str, hours: str) -> None:
    assert hours in await reply(playbook, says(text, facts=facts))
