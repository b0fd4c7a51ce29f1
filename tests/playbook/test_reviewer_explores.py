"""The sheet tells a question that explores from a reply that leaves everything open, and a check from a diagnosis."""

import pytest

from motbot.domain.policy import ReplyWithin
from motbot.domain.scoring import Step
from motbot.domain.sheet import ContactSheet
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import sheet_of
from tests.playbook.talks import FOLDER, talk


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


def confirms(part: ContactSheet) -> int | None:
    """The mark of the step Confirm."""
    return next(mark.score for mark in part.marks if mark.step is Step.CONFIRM)


TROUBLE = {
    "en": ("The label printer jams on every second sheet.", "We have 400 parcels to get out by 16:00."),
    "zh": ("标签打印机每隔一张就卡纸。", "我们16:00前要发400个包裹。"),
}


@pytest.mark.parametrize(
    ("language", "ours"),
    [
        ("en", "Hi, that's a lot of parcels. Does it jam with both trays, or only with tray 2?"),
        ("en", "Oh no, on a day like this! Which tray do you print from?"),
        ("zh", "这么多包裹啊。是两个纸盒都卡，还是只有2号卡？"),
    ],
)
async def test_a_question_that_only_they_can_answer_is_seen_and_nothing_less(
    reviewer: PlaybookReviewer, language: str, ours: str
) -> None:
    first, second = TROUBLE[language]
    (part,) = await sheet_of(reviewer, talk((0, "customer", first), (1, "customer", second), (8, "agent", ours)))

    assert part.overall is not None
    assert part.overall.score == 0
    assert confirms(part) is None


@pytest.mark.parametrize(
    "ours", ["Hi, that's a lot of parcels.", "Please be patient, it is what it is. Did you read the manual?"]
)
async def test_a_remark_or_a_put_off_that_leaves_everything_open_falls_short(
    reviewer: PlaybookReviewer, ours: str
) -> None:
    first, second = TROUBLE["en"]
    (part,) = await sheet_of(reviewer, talk((0, "customer", first), (1, "customer", second), (8, "agent", ours)))

    assert part.overall is not None
    assert part.overall.score < 0


async def test_who_has_waited_already_is_not_helped_by_a_question(reviewer: PlaybookReviewer) -> None:
    first, second = TROUBLE["en"]
    waiting = f"{second} I have asked twice since yesterday!"
    ours = "That's a lot of parcels. Which tray do you print from?"
    (part,) = await sheet_of(reviewer, talk((0, "customer", first), (1, "customer", waiting), (8, "agent", ours)))

    assert part.overall is not None
    assert part.overall.score < 0


async def test_a_check_that_is_announced_confirms_and_is_shown_by_its_words(reviewer: PlaybookReviewer) -> None:
    first, second = TROUBLE["en"]
    ours = "Please use tray 1 for now, it takes the same labels. I'll check at 15:00 that all 400 are through."
    (part,) = await sheet_of(reviewer, talk((0, "customer", first), (1, "customer", second), (8, "agent", ours)))

    assert confirms(part) == 1
    (mark,) = (mark for mark in part.marks if mark.step is Step.CONFIRM)
    assert "C5" in mark.behaviours
    assert any("15:00" in quote.words for quote in mark.quotes)


@pytest.mark.parametrize(
    ("asked", "ours", "detail", "then"),
    [
        ("I'd like to return the blue chair.", "Do you have the order number?", "88213", "Thanks, looking into it."),
        ("我想退那把蓝色的椅子。", "订单号方便给我吗？", "88213", "好的，我看一下。"),
    ],
)
async def test_a_number_that_we_asked_for_is_no_wish_that_could_be_missed(
    reviewer: PlaybookReviewer, asked: str, ours: str, detail: str, then: str
) -> None:
    view = talk((0, "customer", asked), (3, "agent", ours), (5, "customer", detail), (8, "agent", then))
    _, part = await sheet_of(reviewer, view)

    assert part.expectations == ()
    assert part.expects
