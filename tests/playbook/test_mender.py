"""The honest message: early where it slips, owned up to where it is late, and a no with a way on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motbot.domain.expectation import Draft
from motbot.domain.language import Language, language_of
from motbot.domain.limits import LimitKind
from motbot.domain.message import ConversationView
from motbot.domain.promise import Beyond, Mending, Promise
from motbot.playbook import Playbook
from tests.playbook.promised import promise, read
from tests.playbook.talks import MORNING, says, talk

OLD, NEW = MORNING + timedelta(hours=5), MORNING + timedelta(days=1, hours=1)
ENGLISH, CHINESE = says("Can you send me the log?"), says("日志能发我一份吗？")


async def mend(
    playbook: Playbook, view: ConversationView, known: Promise, mending: Mending, due: datetime | None = None
) -> Draft:
    return (await playbook.coach.mender.mend(view, known, mending=mending, due=due, language=Language.EN)).draft


def moved(words: str, *, reason: str = "", broken_at: datetime | None = None) -> Promise:
    return promise(words, due=NEW, moved_from=(OLD,), reason=reason, broken_at=broken_at)


async def test_a_slip_names_what_was_promised_for_when_and_the_new_time(playbook: Playbook) -> None:
    draft = await mend(playbook, ENGLISH, moved("I'll send you the log by 3pm"), Mending.MOVE, NEW)
    assert "send you the log by 15:00 UTC+08" in draft.reply
    assert "11:00 UTC+08 on Thursday" in draft.reply
    assert draft.reply.count("sorry") == 1
    assert draft.reply.endswith("?")
    (commitment,) = draft.commitments
    assert (commitment.due, commitment.due_text) == (NEW, "11:00 UTC+08 on Thursday")


async def test_a_slip_is_told_in_the_customers_language_and_explained_in_the_agents(playbook: Playbook) -> None:
    draft = await mend(playbook, CHINESE, moved("我 15:00 前把日志发您"), Mending.MOVE, NEW)
    assert "今天 15:00 前把日志发您" in draft.reply
    assert "周四 11:00" in draft.reply
    assert language_of(draft.reply) is Language.ZH
    assert language_of(draft.why) is Language.EN


async def test_after_the_time_has_passed_the_message_owns_up_to_it(playbook: Playbook) -> None:
    late = moved("I'll send you the log by 3pm", broken_at=OLD)
    view = talk((0, "customer", "Can you send me the log?"), (360, "customer", "Any news?"))
    told = (await mend(playbook, view, late, Mending.MOVE, NEW)).reply
    assert "missed" in told or "passed" in told
    early = (await mend(playbook, ENGLISH, moved("I'll send you the log by 3pm"), Mending.MOVE, NEW)).reply
    assert "missed" not in early


async def test_the_agents_reason_is_told_where_the_customer_can_read_it(playbook: Playbook) -> None:
    reason = "the export is still running."
    slip = moved("I'll send you the log by 3pm", reason=reason)
    assert "the export is still running." in (await mend(playbook, ENGLISH, slip, Mending.MOVE, NEW)).reply
    assert (
        "导出"
        not in (
            await mend(playbook, ENGLISH, moved("I'll send you the log", reason="导出还没跑完"), Mending.MOVE, NEW)
        ).reply
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("both will be done today", "both would be done by 15:00"),
        ("Priya will call you tomorrow at 10am", "Priya would call you by 15:00"),
        ("I promise you'll have it by Friday", "you'd have it by 15:00"),
        ("Our engineer will be with you by 11am", "our engineer would be with you by 15:00"),
        ("Back to you within the hour", "I'd be back to you by 15:00"),
    ],
)
async def test_what_we_said_is_told_as_a_person_would(playbook: Playbook, words: str, told: str) -> None:
    said = (await mend(playbook, ENGLISH, moved(words), Mending.MOVE, NEW)).reply
    assert told in said
    assert '"' not in said


@pytest.mark.parametrize("words", ["桌布今天三点前送到您店里", "师傅明天上午到您那边", "财务周五前会退给您"])
async def test_what_we_said_in_chinese_is_told_without_quotation_marks(playbook: Playbook, words: str) -> None:
    said = (await mend(playbook, CHINESE, moved(words), Mending.MOVE, NEW)).reply
    assert "今天 15:00 前" in said
    assert not set("“”「」") & set(said)


async def test_what_does_not_fit_into_a_sentence_of_ours_is_quoted(playbook: Playbook) -> None:
    told = (await mend(playbook, ENGLISH, moved("nothing that the rules can read"), Mending.MOVE, NEW)).reply
    assert '"nothing that the rules can read"' in told


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (ENGLISH, "I'll check with the depot: the chairs are there by 3pm"),
        (CHINESE, "我正在给您跑：三点前您就能收到"),
        (CHINESE, "查到结果我三点前告诉您"),
    ],
)
async def test_words_with_a_clause_of_their_own_are_quoted_whole_and_name_their_time_once(
    playbook: Playbook, view: ConversationView, words: str
) -> None:
    told = (await mend(playbook, view, moved(words), Mending.MOVE, NEW)).reply
    assert words in told
    assert "15:00" not in told.replace(words, "")


async def test_a_no_comes_early_with_the_channels_own_way_on(playbook: Playbook) -> None:
    limit = Beyond(kind=LimitKind.LEGAL, rule="No raw logs", instead="a redacted copy by Friday.")
    draft = await mend(playbook, ENGLISH, promise("I'll send you the log", beyond=(limit,)), Mending.CANNOT)
    assert "a redacted copy by Friday" in draft.reply
    assert "No raw logs" not in draft.reply
    assert draft.commitments == ()


@pytest.mark.parametrize("view", [ENGLISH, CHINESE], ids=["en", "zh"])
async def test_a_no_without_a_known_way_on_asks_which_would_help(playbook: Playbook, view: ConversationView) -> None:
    told = (await mend(playbook, view, promise("I'll send you the log"), Mending.CANNOT)).reply
    assert told.endswith(("?", "？"))
    assert language_of(told) is view.language


@pytest.mark.parametrize(
    ("view", "words", "told"),
    [
        (ENGLISH, "I'll send you the log by 11am", "11:00 UTC+08 on Thursday"),
        (CHINESE, "我明天 11:00 前把日志发您", "周四 11:00 前"),
    ],
)
async def test_a_no_names_the_time_that_was_told_last_not_the_first(
    playbook: Playbook, view: ConversationView, words: str, told: str
) -> None:
    after_a_move = promise(words, due=NEW, moved_from=(OLD,))
    said = (await mend(playbook, view, after_a_move, Mending.CANNOT)).reply
    assert told in said
    assert "15:00" not in said


@pytest.mark.parametrize(
    ("view", "words", "early"),
    [
        (ENGLISH, "I'll send you the log by 3pm", ("tell you now", "good time", "than later")),
        (CHINESE, "我 15:00 前把日志发您", ("早点", "白等", "先跟您")),
    ],
)
async def test_a_no_after_its_time_owns_up_to_it_and_does_not_call_itself_early(
    playbook: Playbook, view: ConversationView, words: str, early: tuple[str, ...]
) -> None:
    for seed in range(6):
        late = promise(words + " " * seed, due=OLD, broken_at=OLD)
        draft = await mend(playbook, replace(view, now=OLD + timedelta(hours=2)), late, Mending.CANNOT)
        assert not any(one in draft.reply for one in early), draft.reply
        assert draft.reply.count("sorry") + draft.reply.count("抱歉") == 1
        assert "early" not in draft.why


async def test_a_no_before_its_time_is_not_owned_up_to_as_late(playbook: Playbook) -> None:
    draft = await mend(playbook, ENGLISH, promise("I'll send you the log by 3pm", due=OLD), Mending.CANNOT)
    assert "passed" not in draft.reply
    assert "early" in draft.why


@pytest.mark.parametrize("words", ["日志要改到明天11:00给您", "日志推迟到明天上午十一点发您", "师傅改约到明天11点上门"])
async def test_words_that_moved_a_time_in_chinese_are_quoted_whole_for_they_say_nothing_without_it(
    playbook: Playbook, words: str
) -> None:
    said = (await mend(playbook, CHINESE, promise(words, due=NEW, moved_from=(OLD,)), Mending.CANNOT)).reply
    assert words in said


async def test_no_message_promises_anything_beyond_the_new_time(playbook: Playbook) -> None:
    for view, words in ((ENGLISH, "I'll send you the log by 3pm"), (CHINESE, "我 15:00 前把日志发您")):
        for seed in range(20):
            slip = moved(words + " " * seed)
            for mending, due in ((Mending.MOVE, NEW), (Mending.CANNOT, None)):
                told = (await mend(playbook, view, slip, mending, due)).reply
                sent = talk((0, "agent", words), (30, "agent", told))
                found = (await read(playbook, sent, promised=(slip,))).promises
                assert [one.repeats for one in found] in ([], [1]), told
