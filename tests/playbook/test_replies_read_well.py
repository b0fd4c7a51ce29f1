"""Replies and Confirm questions read as a person would write them, whatever was asked and however it was put."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language
from motbot.playbook import Playbook
from tests.playbook.labelled_requests import labelled_requests
from tests.playbook.talks import assess, reply, says

THINGS = ("the chairs", "my order", "our two invoices", "order #4711", "the access of Ann and Ben", "your report")
ENGLISH = (
    "What's the status of {thing}?",
    "Any update on {thing}?",
    "{thing} is still missing, our board meets at three.",
    "Please cancel {thing}, I was charged twice.",
    "Cancel {thing} and refund me",
    "Remove {thing} from the list by half past two please",
    "Could you send me {thing} by three? My boss waits for it.",
    "I need {thing} before four - we have guests.",
    "Can you check {thing}, they look wrong, and tell me why?",
    'It says "not found" when I open {thing}, what does that mean?',
    "who do I talk to about {thing}",
    "I'd like you to change {thing}; it came too late last time.",
    "We haven't received {thing} that you promised.",
    "Would you be able to bring {thing} back to us by noon?",
    "{thing}, please",
    "I want {thing} fixed, it's the third time",
)
CHINESE_THINGS = ("说明书", "报价单和合同", "两把椅子", "我们公司的发票", "3 号会议室的门禁", "您那边的方案")
CHINESE = (
    "{thing}发我一份",
    "麻烦三点前把{thing}发我",
    "能不能把{thing}发给我们法务，三点前要",
    "把{thing}都发我一下",
    "{thing}到哪一步了",
    "为什么{thing}还没到？已经等了三天了",
    "{thing}呢？三点前给我个准信，我心里得有个数",
    "请在两点半前帮我们处理好{thing}",
    "{thing}够不够？",
    "今天能不能把{thing}给我，我明天要汇报",
    "{thing}有问题，帮我重做一下，五点前给我",
    "抱歉，我想问一下{thing}的进展",
    "我要{thing}，急用",
    "{thing}是什么时候改的，改成了什么？",
    "{thing}还没收到，门口写着“今日停收”，怎么办",
    "你给我一句准话，三点前{thing}到底能不能到",
)
_NO_VERB = (
    r"(?:the|an?|my|our|your|their|this|that|it|they|we|i|you|is|are|was|do|does|can|could|will|would|not|and|or|in|on|at|for"
    r"|with|from|by|where|what|why|who|how|if|whether|please|\w+ing)\b"
)
BROKEN_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i)\b(?:like us to|asked us to|we can't) {_NO_VERB}",
        r"\b(?:like us to|asked us to|you want to|we can't) [A-Z][a-z]",
        r"(?i)\byou need(?:ed)? (?:i|we|you|they|he|she|is|are|was|please|and|or|when|because)\b",
        r"(?i)\b(?:like|wanted) to know (?:is|are|was|do|does|did|can|could|will|would|has|have)\b",
        r"(?i)\bto know (?:what|where|when|why|who|how) (?:is|are|was|do|does|did|can|will) (?:i|you|we|the|your)\b",
        r"(?i)\b(?:where|how) (?!it\b)[^.?]* stands\b",
        r"(?i)\bto know about (?:why|how|when|what|where|if|whether)\b",
        r"(?i)\bus to [^.;?]*, and (?:they|it|he|she|you were|you are)\b",
        r"(?i)\b(?:the|an?|your|our|to|and|or) ?[.,;:?!]",
        r" [.,;:?!]|[.,;:]{2}|\?\.|\.\?",
        r"(?i)\bfor (?:board|boss|client|manager|customer)\b",
    )
)
BROKEN_CHINESE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:需要|请)我们(?:[个的了些这那也都很]|一下|[一二两三]?[份个张](?!小时|月)|麻烦|请)",
        r"(?<!不)需要(?:麻烦|请|帮|给我|个|把)",
        r"想要(?:麻烦|请|个|的)",
        r"[把将给跟和与都][，。；？]",
        r"也(?:今天|明天|后天|心里|得|这|那)",
        r"是什[，。？]|是否是什么",
        r"您您|我我|的的|[，。；：]{2}|^[，。；：]",
        r"一份[，。？]现在|需要(?:拿到)?一份[，。]",
        r"说[^，。]*吗[，。]",
    )
)


def _sentences() -> Iterator[str]:
    yield from (template.format(thing=thing) for template in ENGLISH for thing in THINGS)
    yield from (template.format(thing=thing) for template in CHINESE for thing in CHINESE_THINGS)
    yield from (one.view.focus_text for one in labelled_requests() if one.moment)


async def _told(playbook: Playbook, text: str) -> Iterator[str]:
    """What would be sent about a request: the reply, and the Confirm question afterwards."""
    view = says(text)
    found = await assess(playbook, view)
    if not found.is_moment:
        return iter(())
    drafted = await playbook.coach.drafter.draft(view, found, Language.EN)
    asked = await playbook.coach.confirmer.confirm(view, found, Language.EN)
    return iter((drafted.draft.reply, asked.draft.reply))


def _faults(text: str, told: str) -> Iterator[str]:
    """What is wrong with words of ours about a customer's text."""
    chinese = bool(re.search("[\u4e00-\u9fff]", told))
    for pattern in BROKEN_CHINESE if chinese else BROKEN_ENGLISH:
        yield from (match[0] for match in pattern.finditer(told))
    for doubled in re.finditer(r"(?i)\b([a-z]+) \1\b", told):
        if doubled[0].casefold() not in text.casefold():
            yield doubled[0]
    for opens, closes in ("()", "“”", "「」", "（）"):
        if told.count(opens) != told.count(closes) and "）" not in told:
            yield f"{opens}{closes}"
    if told.count('"') % 2:
        yield '"'


@pytest.mark.parametrize("part", range(8))
async def test_no_reply_and_no_question_breaks_where_their_words_are_said_back(playbook: Playbook, part: int) -> None:
    wrong = [
        (text, fault, told)
        for text in list(_sentences())[part::8]
        for told in await _told(playbook, text)
        for fault in _faults(text, told)
    ]
    assert wrong == []


@pytest.mark.parametrize("part", range(4))
async def test_what_is_wanted_is_a_whole_thing_without_courtesies(playbook: Playbook, part: int) -> None:
    texts = [
        (text, one.text)
        for text in list(_sentences())[part::4]
        for one in (await assess(playbook, says(text))).of_kind(ExpectationKind.EXPLICIT)
    ]
    broken = re.compile(
        r"^(?:一[份个张句]|个.*|麻烦.*|请(?!假).*|.*[把将都]|.*, .* (?:cancelled|removed|added)\b.*|.* stands)$"
    )
    assert [pair for pair in texts if broken.match(pair[1])] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Any update on the chairs?", "how things stand with the chairs"),
        ("Cancel the order, I was charged twice.", "you'd like us to cancel the order."),
        ("Please raise our limit, we're blocked.", "raise your limit; you're blocked"),
        ("I need an extension--I'll give you the figures tomorrow.", "you need an extension."),
        ("I need somebody to meet you for the handover", "you need somebody to meet us for the handover"),
        ("麻烦三点前把说明书发我", "您需要我们三点前把说明书发您"),
        ("说明书发我一份", "一份说明书"),
        ("三点前给我个准信，我心里得有个数", "您需要三点前拿到一个准信。"),
        ("我要一份清单", "您需要一份清单"),
        ("十把椅子够不够", "您想知道十把椅子够不够"),
        ("故宫餐厅的地址是什么啊？", "您想知道故宫餐厅的地址是什么"),
        ("把发票抬头改成我们公司", "改成贵公司"),
        ("我们店的会员短信昨天没发出去", "贵店的会员短信昨天没发出去"),
        ("我们学校的门禁坏了", "贵校的门禁坏了"),
        ("我们店员登不上系统", "您这边店员登不上系统"),
        ("今天能不能把报告给我，我明天要汇报", "今天把报告给您，您明天要汇报"),
        ("那能再帮我找一家门票免费，评分 4.5 分以上的景点吗？", "找一家门票免费，评分 4.5 分以上的景点"),
        ("你知道这个餐馆的营业时间吗？", "您想知道这个餐馆的营业时间"),
        ("Do you need me to get you anything over here?", "whether we need you to get us anything over here"),
        ("Our main client wants the report by Friday", "look at first?"),
    ],
)
async def test_their_words_come_back_whole(playbook: Playbook, text: str, said: str) -> None:
    assert any(said in told for told in await _told(playbook, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cancel the order, I was charged twice.", "The order cancelled"),
        ("Cancel my order and refund me", "Their order cancelled"),
        ("Can you change it before four?", "Change it before four"),
        ("Hey, send them again.", "Send them again"),
        ("Please add Ann and Ben to the list", "Ann and Ben added to the list"),
        ("The printers are down.", "The printers working again"),
        ("What's the status of my orders?", "To know how things stand with their orders"),
        ("说明书发我一份", "一份说明书"),
        ("请在三点前把合同发给我们法务", "合同"),
        ("可以退款吗？一直没收到货", "知道可不可以退款"),
        ("We need that for the audit on Monday, please.", "They need that for the audit on Monday"),
        ("Noon on Thursday counts for us, please move it.", "Noon on Thursday counts for them, move it"),
        ("can anybody help me with the invoice?", "Help with the invoice"),
        ("Could somebody please help us with our login?", "Help with their login"),
        ("Can someone come by tomorrow morning?", "Somebody to come by tomorrow morning"),
        ("已经周四晚上了，什么都没到。", "什么都没到"),
        ("It's Thursday evening and nothing came.", "Nothing came"),
        ("It's already five past nine, and the chairs are not here.", "The chairs are not here"),
    ],
)
async def test_what_is_wanted_is_told_as_a_person_would(playbook: Playbook, text: str, wanted: str) -> None:
    found = await assess(playbook, says(text))
    assert found.of_kind(ExpectationKind.EXPLICIT)[0].text == wanted


@pytest.mark.parametrize("number", range(8))
async def test_a_chinese_reply_puts_no_space_behind_the_bracket_of_a_zone(playbook: Playbook, number: int) -> None:
    view = says(f"能把 {number} 号会议室的发票发我一份吗？", zone=ZoneInfo("Europe/Berlin"))
    text = await reply(playbook, view)
    assert "（CEST）" in text
    assert "） " not in text


async def test_a_wish_to_be_at_ease_is_no_wish_of_its_own(playbook: Playbook) -> None:
    found = await assess(playbook, says("三点前给我个准信，我心里得有个数"))
    assert [one.text for one in found.of_kind(ExpectationKind.EXPLICIT)] == ["一个准信"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("导出文件到现在都没收到", "收到导出文件"),
        ("合同至今还没收到", "收到合同"),
        ("发票一直都没收到", "收到发票"),
        ("快递到现在也没到", "收到快递"),
        ("货到现在都还没发", "收到货"),
        ("报表目前还没有收到", "收到报表"),
        ("预算表到目前为止都没收到", "收到预算表"),
        ("到现在都没收到导出文件", "收到导出文件"),
        ("全都没收到", "全都没收到"),
        ("退款到现在都没处理", "退款有结果"),
        ("So far the invoice hasn't arrived", "The invoice received"),
        ("The export file has still not arrived", "The export file received"),
        ("The export file so far has not arrived", "The export file received"),
    ],
)
async def test_how_long_something_is_missing_is_no_part_of_its_name(
    playbook: Playbook, text: str, expected: str
) -> None:
    found = (await assess(playbook, says(text))).of_kind(ExpectationKind.EXPLICIT)
    assert [one.text for one in found] == [expected]
