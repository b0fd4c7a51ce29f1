"""The Confirm question: about the outcome, in the words of the moment itself."""

import re
from dataclasses import replace

import pytest

from motbot.domain.language import Language, language_of
from motbot.domain.people import Side
from motbot.playbook import Playbook
from tests.playbook.promised import read
from tests.playbook.talks import assess, says, talk


async def test_the_confirm_question_is_made_of_the_moments_own_words(playbook: Playbook) -> None:
    view = says("Can you raise our limit to 5k?")
    draft = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.ZH)).draft
    assert "raise your limit to 5k" in draft.reply
    assert draft.reply.endswith(("?", "."))
    assert language_of(draft.why) is Language.ZH


@pytest.mark.parametrize(
    ("text", "outcome", "unspoken"),
    [
        ("The export fails and I need it before my 10:30 board call", "board call", "in time"),
        ("导出一直失败，今天下午两点前要用", "导出", "赶上"),
        ("Can you raise our limit to 5k?", "raise your limit", "still missing"),
        ("麻烦把发票抬头改一下", "发票抬头", "还差"),
        ("Our invoice 77 is wrong. This is the third time.", "invoice 77 is wrong", "still missing"),
        ("Do you ship to Norway?", "whether we ship", "still missing"),
    ],
)
async def test_one_question_asks_after_the_outcome_and_what_went_unsaid_or_is_missing(
    playbook: Playbook, text: str, outcome: str, unspoken: str
) -> None:
    view = says(text)
    told = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.EN)).draft.reply
    assert told.index(outcome) < told.index(unspoken)
    assert len(re.findall("[?？]", told)) == 1, told
    assert told.endswith(("?", "？"))


@pytest.mark.parametrize(
    ("said", "named", "never"),
    [
        (
            (
                (0, "customer", "Could you send us the floor plan and book a van?"),
                (9, "customer", "And please print the badges."),
            ),
            ("print the badges",),
            ("floor plan",),
        ),
        (
            (
                (0, "customer", "麻烦把平面图发给我们"),
                (5, "customer", "再麻烦订一辆货车"),
                (9, "customer", "另外请打印胸牌"),
            ),
            ("打印胸牌",),
            ("平面图",),
        ),
        (
            (
                (0, "customer", "The export fails and I need it before my 10:30 board call"),
                (3, "agent", "I'll fix the export by ten."),
                (20, "agent", "The export is fixed now."),
            ),
            ("The export is fixed.", "did you have it in time"),
            ("board call",),
        ),
    ],
)
async def test_the_newest_state_of_the_talk_is_asked_after(
    playbook: Playbook, said: tuple[tuple[int, str, str], ...], named: tuple[str, ...], never: tuple[str, ...]
) -> None:
    view = talk(*said)
    theirs = tuple(line.ts for line in view.lines if line.side is Side.CUSTOMER)
    then = replace(view, lines=tuple(line for line in view.lines if line.ts <= theirs[-1]), focus=theirs)
    found = await assess(playbook, then)
    draft = (await playbook.coach.confirmer.confirm(replace(view, focus=theirs), found, Language.EN)).draft
    assert [one for one in named if one not in draft.reply] == [], draft.reply
    assert [one for one in never if one in draft.reply] == [], draft.reply


@pytest.mark.parametrize("text", ["Can you raise our limit to 5k?", "麻烦把发票抬头改一下"])
async def test_asking_after_the_outcome_promises_nothing_new(playbook: Playbook, text: str) -> None:
    view = says(text)
    told = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.EN)).draft.reply
    assert (await read(playbook, talk((0, "customer", text), (60, "agent", told)))).promises == ()


@pytest.mark.parametrize(
    ("text", "asked", "never"),
    [
        (
            "同一个订单又扣了两次款！这已经是第三次了！每个月我都要跟会计解释，脸都丢光了。",
            "又扣了两次款",
            ("脸", "第三次", "会计"),
        ),
        ("发票金额不对，我真的很失望，不然领导那边我没法交代。", "发票金额不对", ("失望", "领导", "交代")),
        ("我明天开始休假两周，客户的投标能不能请人接一下？", "投标能不能请人接", ("休假",)),
        ("This is the third time. I look like a fool in front of my accountant.", "settled", ("third", "fool")),
        (
            "The invoice is wrong, I'm so embarrassed in front of our accountant. Otherwise my boss is on my back.",
            "invoice is wrong",
            ("embarrassed", "accountant", "boss"),
        ),
        ("I'm away from tomorrow on. Could somebody take over the Harrow tender?", "take over the Harrow", ("away",)),
    ],
)
async def test_only_what_was_wanted_or_wrong_is_asked_after_never_a_feeling_or_a_reproach(
    playbook: Playbook, text: str, asked: str, never: tuple[str, ...]
) -> None:
    view = says(text)
    told = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.EN)).draft.reply

    assert re.search(asked, told), told
    assert not [words for words in never if words in told], told


async def test_what_names_no_thing_is_not_asked_after_alone(playbook: Playbook) -> None:
    view = talk(
        (0, "customer", "十月那张发票能不能把日期往前写到九月？我们的预算九月底就关账了。"),
        (5, "agent", "发票日期不能改。盖章的订单确认可以给您，行吗？"),
        (9, "customer", "明白了，这样可能就行。今天能给我吗？"),
    )
    told = (await playbook.coach.confirmer.confirm(view, await assess(playbook, view), Language.EN)).draft.reply

    assert "今天能不能给您" not in told
