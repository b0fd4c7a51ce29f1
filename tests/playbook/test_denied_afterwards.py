"""What the customer denies right afterwards has met nothing, and the denial is shown."""

import pytest

from motbot.domain.policy import ReplyWithin
from motbot.domain.scoring import Step
from motbot.domain.sheet import ContactSheet, Fate, Outcome
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import sheet_of
from tests.playbook.talks import FOLDER, talk

PROBE = ("The heating in room 12 is cold. Can you fix it?", "It's fixed now, I reset the boiler.")
PROBE_ZH = ("12号房的暖气不热，能修一下吗？", "已经修好了，我重启了锅炉。")


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


async def first_of(reviewer: PlaybookReviewer, asked: str, said: str, then: str) -> ContactSheet:
    """The first contact's part, where the customer has the last word."""
    view = talk((0, "customer", asked), (5, "agent", said), (30, "customer", then))
    return (await sheet_of(reviewer, view))[0]


@pytest.mark.parametrize(
    ("asked", "said", "then", "shown"),
    [
        (*PROBE, "No, it is still not working.", "No, it is still not working"),
        (*PROBE, "That didn't help, sorry.", "That didn't help"),
        (*PROBE, "Hm, that made no difference.", "that made no difference"),
        (*PROBE, "It is still not working after 20 minutes.", "still not working"),
        (*PROBE, "Thanks for being quick, but the room is still cold, it didn't work.", "it didn't work"),
        (*PROBE_ZH, "还是不行。", "还是不行"),
        (*PROBE_ZH, "没什么用。", "没什么用"),
        (*PROBE_ZH, "等了20分钟还是不行。", "还是不行"),
        (*PROBE_ZH, "谢谢这么快，不过没解决。", "不过没解决"),
    ],
)
async def test_what_did_not_help_has_met_nothing_and_is_scored_as_it_was_read_then(
    reviewer: PlaybookReviewer, asked: str, said: str, then: str, shown: str
) -> None:
    part = await first_of(reviewer, asked, said, then)
    thanked = await first_of(reviewer, asked, said, "Thanks!" if asked.isascii() else "谢谢！")
    marks = {mark.step: mark for mark in part.marks}

    assert {one.outcome for one in part.expectations} <= {Outcome.MISSED, Outcome.NEVER_SEEN}
    assert part.overall == thanked.overall
    assert any(shown in quote.words for quote in marks[Step.OFFER].quotes)
    assert "The customer then said" in part.reason


@pytest.mark.parametrize(
    ("asked", "said", "then", "shown"),
    [
        (
            "Can you send me the invoice for March?",
            "Here is the price list for March.",
            "No, that is not what I asked.",
            "that is not what I asked",
        ),
        (
            "Can you send me the invoice for March?",
            "Here is the price list for March.",
            "Sorry, this isn't what we meant.",
            "this isn't what we meant",
        ),
        ("能把三月的发票发我吗？", "三月的价目表发您了。", "不对，我要的不是这个。", "我要的不是这个"),
        (
            "Can you send us 10 chairs?",
            "I've sent the chairs.",
            "8 chairs came, that is not what we ordered.",
            "not what we ordered",
        ),
    ],
)
async def test_what_is_not_what_they_asked_for_counts_neither_as_met_nor_as_a_deed(
    reviewer: PlaybookReviewer, asked: str, said: str, then: str, shown: str
) -> None:
    part = await first_of(reviewer, asked, said, then)
    marks = {mark.step: mark for mark in part.marks}

    assert {one.outcome for one in part.expectations} <= {Outcome.MISSED, Outcome.NEVER_SEEN}
    assert part.overall is not None
    assert part.overall.score == 0
    assert marks[Step.OFFER].score == 0
    assert not {"O1", "A1", "A2", "A5"} & {name for mark in part.marks for name in mark.behaviours}
    assert any(shown in quote.words for quote in marks[Step.OFFER].quotes)
    assert "The customer then said" in part.reason


@pytest.mark.parametrize(
    ("asked", "said", "then"),
    [
        (*PROBE, "Thanks, it's warm again!"),
        (*PROBE, "Works now. The Wi-Fi is still not working though."),
        (*PROBE, "The Wi-Fi password is wrong, not quite sure why."),
        (*PROBE, "Could you also send the bill?"),
        (*PROBE, "It isn't what I expected, it's even better, thank you!"),
        (*PROBE, "It's warm. Can you also look at room 14? The heating still doesn't work there."),
        (*PROBE_ZH, "谢谢，隔壁14号房的暖气还是不行"),
        (*PROBE_ZH, "暖和了，谢谢！"),
        (*PROBE_ZH, "好了。网络还是不行。"),
        (*PROBE_ZH, "另外账单能发一下吗？"),
        (*PROBE_ZH, "我们还没用餐呢，修得真快"),
        (*PROBE_ZH, "不是我要的那样，比我想的还要好！"),
        ("能把三月的发票发我吗？", "三月的发票发您了。", "是不是这个附件？"),
    ],
)
async def test_another_matter_denies_nothing(reviewer: PlaybookReviewer, asked: str, said: str, then: str) -> None:
    part = await first_of(reviewer, asked, said, then)

    assert part.overall is not None
    assert part.overall.score == 1
    assert Outcome.MISSED not in {one.outcome for one in part.expectations}
    assert "The customer then said" not in part.reason


@pytest.mark.parametrize(
    ("asked", "said", "then"),
    [
        (
            "Can you move our piano lesson to Sunday evening?",
            "I can't do Sunday because the school is closed then. I could offer Saturday at 5 pm instead.",
            "That doesn't help us.",
        ),
        ("我们的钢琴课能改到周日吗？", "周日不行，因为那天学校不开门，可以改到周六下午5点。", "周六赶不上。"),
    ],
)
async def test_an_honest_no_keeps_its_score_where_its_way_on_does_not_suit(
    reviewer: PlaybookReviewer, asked: str, said: str, then: str
) -> None:
    denied = await first_of(reviewer, asked, said, then)
    taken = await first_of(reviewer, asked, said, "Thanks!" if asked.isascii() else "谢谢！")

    assert denied.overall == taken.overall


async def test_of_two_things_only_the_denied_one_is_missed(reviewer: PlaybookReviewer) -> None:
    part = await first_of(
        reviewer,
        "Can you change the lock? And can you repaint the fence?",
        "I've changed the lock. I've repainted the fence.",
        "The fence is the wrong colour, that's not right.",
    )
    outcomes = {one.expectation.quote: one.outcome for one in part.expectations if one.expectation.quote}

    assert [outcome for quote, outcome in outcomes.items() if "lock" in quote] == [Outcome.MET]
    assert [outcome for quote, outcome in outcomes.items() if "fence" in quote] == [Outcome.MISSED]


@pytest.mark.parametrize(
    ("asked", "said", "then"),
    [
        ("Please send the contract.", "I'll send it by noon.", "It's past noon, where is it?"),
        ("请把合同发来。", "我中午12点前发给您。", "都过中午了，合同呢？"),
    ],
)
async def test_a_promise_that_was_not_kept_has_met_nothing(
    reviewer: PlaybookReviewer, asked: str, said: str, then: str
) -> None:
    view = talk((0, "customer", asked), (5, "agent", said), (200, "customer", then))
    part = (await sheet_of(reviewer, view))[0]

    assert [one.fate for one in part.promises] == [Fate.BROKEN]
    assert [one.outcome for one in part.expectations] == [Outcome.MISSED]
    assert part.overall is not None
    assert part.overall.score == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Can you send me the invoice?", "No, that is not what I asked. I need the invoice."),
        ("能把发票发我吗？", "不对，我要的不是这个，我要发票。"),
    ],
)
async def test_an_objection_is_no_wish_beside_what_is_wanted(reviewer: PlaybookReviewer, first: str, then: str) -> None:
    view = talk((0, "customer", first), (5, "agent", "Price list 2026"), (9, "customer", then))
    part = (await sheet_of(reviewer, view))[1]

    assert [("invoice" in one.expectation.quote or "发票" in one.expectation.quote) for one in part.expectations][:1]
    assert not any("asked" in one.expectation.quote or "不是" in one.expectation.quote for one in part.expectations)
