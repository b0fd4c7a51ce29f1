"""The playbook's sheet: scores near what people give, every fault shown by words, and nobody's name in it."""

import asyncio
import shutil
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from motbot.domain.contacts import with_roles
from motbot.domain.errors import BadPrompt
from motbot.domain.language import Language, language_of
from motbot.domain.policy import ReplyWithin
from motbot.domain.scoring import Depth, Fault, Repair, Step
from motbot.domain.sheet import Fate, Outcome
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.bench.scores import measure
from tests.playbook.sheets import judged, sheet_of
from tests.playbook.talks import FOLDER, MORNING, talk

DEV = Path(__file__).parents[1] / "data" / "scores" / "dev.yaml"


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


async def test_scores_of_replies_the_rules_were_made_by_are_those_people_gave(reviewer: PlaybookReviewer) -> None:
    found, _ = await measure(reviewer, DEV)
    counts = Counter(one.off for one in found)

    assert len(found) == 60
    assert counts[0] + counts[1] >= 57
    assert sum(one.is_right for one in found) >= 55
    assert max(counts) <= 2
    assert all(one.dropped == () for one in found)


@pytest.mark.parametrize(
    ("asked", "said", "fault"),
    [
        ("The export is broken, please fix it.", "That's your own fault, read the manual first.", Fault.BLAME),
        ("导出坏了，麻烦修一下。", "这是您自己操作失误，早就让您看说明书。", Fault.BLAME),
        ("The export is broken, please fix it.", "Go ahead and complain if you like.", Fault.BLAME),
        ("导出坏了，麻烦修一下。", "您爱投诉就投诉吧。", Fault.BLAME),
        ("Please refund my ticket.", "No refunds, that's our policy.", Fault.WALL),
        ("请把票退了。", "不能退，这是规定。", Fault.WALL),
        ("Please fix my terminal.", "Not my department, please call the hardware desk.", Fault.SENT_AWAY),
        ("请修一下终端。", "这个不归我们管，您打客服电话吧。", Fault.SENT_AWAY),
        ("Please set up the printer for us.", "See the help center.", Fault.PUSHED_BACK),
        ("请帮我们装一下打印机。", "自己看一下帮助文档。", Fault.PUSHED_BACK),
    ],
)
async def test_a_fault_is_found_in_both_languages_and_shown_by_words(
    reviewer: PlaybookReviewer, asked: str, said: str, fault: Fault
) -> None:
    part = await judged(reviewer, asked, said)

    assert fault in part.facts.faults
    assert any(seen.fault is fault and seen.quote.words in said for seen in part.evidence)
    assert part.overall is not None
    assert part.overall.score < 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Please fix my terminal.", "I've called the hardware desk for you, they will be there by 11:30."),
        ("请修一下终端。", "我帮您联系硬件组，11:30 前到您那边。"),
        ("Is it my fault?", "No, it's not your fault, it was us. Fixed now."),
        ("是我弄错了吗？", "不是您的问题，是我们的失误，现在已经修好了。"),
        (
            "Can you refund my ticket?",
            "I can't refund it because the fare is closed, but I can move it to May for free.",
        ),
        ("能退票吗？", "这张票不能退，因为已经出票，不过我可以帮您免费改到五月。"),
    ],
)
async def test_what_only_sounds_like_a_fault_is_none(reviewer: PlaybookReviewer, asked: str, said: str) -> None:
    assert (await judged(reviewer, asked, said)).facts.faults == frozenset()


@pytest.mark.parametrize(
    ("again", "repair", "score"),
    [
        ("You'll have it by noon.", Repair.NONE, -2),
        ("We're working on it, soon.", Repair.NONE, -2),
        ("You'll have it by 6 pm.", Repair.PARTLY, 0),
        ("I'm sorry, I missed it, my mistake. You'll have it by 6 pm.", Repair.FULL, 1),
        (
            "I'm sorry, I missed it. You'll have it by 6 pm, and meanwhile I can also send you the totals.",
            Repair.MORE,
            2,
        ),
    ],
)
async def test_after_a_broken_promise_only_owning_up_with_a_new_time_repairs(
    reviewer: PlaybookReviewer, again: str, repair: Repair, score: int
) -> None:
    parts = await sheet_of(
        reviewer,
        talk(
            (0, "customer", "Please send the March report."),
            (5, "agent", "I'll send it by noon."),
            (180, "customer", "It's past noon, still nothing here. Where is the report?"),
            (185, "agent", again),
        ),
    )

    assert parts[1].facts.repair is repair
    assert parts[1].overall is not None
    assert parts[1].overall.score == score
    assert parts[1].marks[2].score is not None
    assert parts[0].promises[0].fate is Fate.BROKEN


async def test_a_late_reply_costs_one(reviewer: PlaybookReviewer) -> None:
    asked = "Our login is down for all users, please help!"
    said = "It's fixed now, everybody can log in again."

    early, late = [await judged(reviewer, asked, said, minutes=minutes) for minutes in (5, 90)]

    assert early.overall is not None
    assert late.overall is not None
    assert late.overall.score == early.overall.score - 1
    assert late.overall.rule == 7


async def test_words_nobody_has_answered_have_no_score_until_an_answer_is_overdue(reviewer: PlaybookReviewer) -> None:
    view = talk((0, "customer", "Our login is down for all users, please help!"))

    (fresh,) = await sheet_of(reviewer, view)
    (overdue,) = await sheet_of(reviewer, replace(view, now=MORNING + timedelta(hours=2)))

    assert fresh.overall is None
    assert [mark.score for mark in fresh.marks] == [None] * 4
    assert overdue.overall is not None
    assert (overdue.overall.score, overdue.facts.depth) == (-1, Depth.SILENT)


async def test_thanks_ask_for_nothing(reviewer: PlaybookReviewer) -> None:
    parts = await sheet_of(
        reviewer,
        talk(
            (0, "customer", "What time do you open?"),
            (2, "agent", "We open at 9."),
            (4, "customer", "Thanks, that's all!"),
            (5, "agent", "You're welcome."),
        ),
    )

    assert [part.expects for part in parts] == [True, False]
    assert parts[1].overall is not None
    assert parts[1].overall.score == 0
    assert parts[1].better == ""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("The export fails since noon. When will it work?", "We'll see."),
        ("导出从中午起就失败，什么时候能好？", "再看看吧。"),
    ],
)
async def test_what_three_would_have_been_is_a_reply_in_the_customers_language(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)

    assert len(part.better) > 20
    assert language_of(part.better) is language_of(asked)


async def test_reasons_are_in_the_readers_language_whatever_the_customers(reviewer: PlaybookReviewer) -> None:
    view = talk((0, "customer", "The export fails. Can you look?"), (5, "agent", "It's your fault."))

    (part,) = await sheet_of(reviewer, view, language=Language.ZH)

    assert language_of(part.reason) is Language.ZH
    assert all(language_of(mark.reason) is Language.ZH for mark in part.marks)


async def test_every_kind_of_expectation_is_told_as_met_missed_or_never_seen(reviewer: PlaybookReviewer) -> None:
    part = await judged(reviewer, "我们的订单数据还没进来，平时 8 点就有了，是出问题了吗？", "好的，收到。")

    outcomes = {one.outcome for one in part.expectations}
    assert outcomes == {Outcome.MISSED, Outcome.NEVER_SEEN}


async def test_steps_rest_on_behaviours_of_their_own(reviewer: PlaybookReviewer) -> None:
    part = await judged(
        reviewer,
        "I need a certificate of employment for a visa.",
        "Sure. Which country is it for? I'll have a draft ready by 5 pm today, so you don't need to come by.",
    )
    marks = {mark.step: mark for mark in part.marks}

    assert {"E3", "E4"} <= set(marks[Step.EXPLORE].behaviours)
    assert "O4" in marks[Step.OFFER].behaviours
    assert marks[Step.PROMISE].score is None
    assert all(mark.quotes for mark in part.marks if mark.score)


async def test_a_changed_name_and_a_second_run_give_the_same_marks(reviewer: PlaybookReviewer) -> None:
    sheets = []
    for name in ("Joana", "Mark", "Joana"):
        view = talk(
            (0, "customer", f"{name} here. The export fails, can you look?"),
            (5, "agent", f"Hi {name}, it's us, sorry. Fixed by 11:00, and I'll tell you at 10:45 how it stands."),
        )
        roles = with_roles(view, names={"customer": (f"{name} Silva",)})
        sheets.append(await sheet_of(reviewer, roles.view))

    assert sheets[0] == sheets[1] == sheets[2]


@pytest.mark.thorough
async def test_a_thousand_lines_are_reviewed(reviewer: PlaybookReviewer) -> None:
    said = [
        (at, "agent" if at % 2 else "customer", "I'll send it by noon." if at % 2 else "Please send the report.")
        for at in range(1000)
    ]
    begin = time.process_time()

    assert len(await sheet_of(reviewer, talk(*said))) == 500
    assert time.process_time() - begin < 60


async def test_others_get_their_turn_between_any_two_contacts(reviewer: PlaybookReviewer) -> None:
    said = [(at, "agent" if at % 2 else "customer", "Done." if at % 2 else "Please send it.") for at in range(20)]
    turns = 0

    async def another() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(another())
    await sheet_of(reviewer, talk(*said))
    beside.cancel()

    assert turns >= 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "playbook"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  dare:\n", "  dear:\n", r"review\.yaml:\d+: `cues\.dear` is not known; did you mean `dare`"),
        ("by: [asks_why]", "by: [asks_wy]", r"names the unknown cue `asks_wy`"),
        ("  E1: {", "  E10: {", r"`behaviours\.E10` is not known"),
        ("  late: {", "  latte: {", r"`reasons\.latte` is not known"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(
    folder: Path, due_times: DueTimes, old: str, new: str, told: str
) -> None:
    file = folder / "review" / "review.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadPrompt, match=told):
        PlaybookReviewer.load(folder, due_times=due_times, within=ReplyWithin())


def test_the_revision_changes_with_every_byte_of_its_files(
    folder: Path, reviewer: PlaybookReviewer, due_times: DueTimes
) -> None:
    revisions = {reviewer.revision}
    for name in ("review/review.yaml", "words.yaml"):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# a note\n")
        revisions.add(PlaybookReviewer.load(folder, due_times=due_times, within=ReplyWithin()).revision)

    assert len(revisions) == 3
