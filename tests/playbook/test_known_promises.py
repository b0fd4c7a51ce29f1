"""New words about known promises: said again, moved, delivered."""

from datetime import timedelta

import pytest

from motbot.domain.promise import Promise
from motbot.playbook import Playbook
from tests.playbook.promised import promise, read
from tests.playbook.talks import MORNING, talk

LOG = promise("I'll send you the log by 3pm", id=7, what="send them the log", due=MORNING + timedelta(hours=5))
CALL = promise("I'll call you tomorrow at 10", id=8, what="call them")
LOG_ZH = promise("我 15:00 前把日志发您", id=7, what="把日志发对方", due=MORNING + timedelta(hours=5))
FIRST = promise("I'll send you invoice 1001 by 3pm", id=7, what="send them invoice 1001")
SECOND = promise("I'll send you invoice 1002 by 3pm", id=8, what="send them invoice 1002")
MARCH_ZH = promise("我 15:00 前把3月账单发您", id=7, what="把3月账单发对方")
APRIL_ZH = promise("我 15:00 前把4月账单发您", id=8, what="把4月账单发对方")
QUOTE_ZH = promise("报价单明天上午给您", id=8, what="报价单给对方")


@pytest.mark.parametrize(
    ("text", "known", "repeats"),
    [
        ("As promised, I'll send you the log by 3pm.", (LOG, CALL), 7),
        ("I'll send you the log by 5pm instead.", (LOG, CALL), 7),
        ("I'll have it with you by 5pm instead.", (LOG,), 7),
        ("I'll send the invoice by 5pm.", (LOG, CALL), 0),
        ("I'll send you the next log on Friday.", (LOG,), 0),
        ("日志改到 17:00 前发您。", (LOG_ZH, QUOTE_ZH), 7),
        ("合同我 17:00 前寄出。", (LOG_ZH, QUOTE_ZH), 0),
        ("I'll send you invoice 1001 by 5pm instead.", (FIRST, SECOND), 7),
        ("I'll send you invoice 1002 by 5pm.", (FIRST,), 0),
        ("我 17:00 前把4月账单发您。", (APRIL_ZH, MARCH_ZH), 8),
    ],
)
async def test_words_that_say_an_open_promise_again_name_it(
    playbook: Playbook, text: str, known: tuple[Promise, ...], repeats: int
) -> None:
    view = talk((0, "agent", known[0].words), (30, "agent", text))
    (found,) = (await read(playbook, view, promised=known)).promises
    assert found.repeats == repeats


async def test_the_message_that_moves_a_promise_makes_no_second_one(playbook: Playbook) -> None:
    due = MORNING + timedelta(hours=7)
    moved = promise("I'll send you the log by 3pm", id=7, due=due, moved_from=(MORNING + timedelta(hours=5),))
    text = "I said I'd send you the log by 15:00. It is going to slip, and I'm sorry. It will be done by 17:00."
    view = talk((0, "agent", moved.words), (30, "agent", text))
    assert [found.repeats for found in (await read(playbook, view, promised=(moved,))).promises] == [7]


@pytest.mark.parametrize(
    ("text", "known", "kept"),
    [
        ("Here is the log.", (LOG, CALL), [7]),
        ("Done!", (LOG,), [7]),
        ("Both done.", (LOG, CALL), [7, 8]),
        ("I have sent the log, please have a look.", (LOG, CALL), [7]),
        ("日志已经发您了。", (LOG_ZH, QUOTE_ZH), [7]),
        ("搞定了", (LOG_ZH,), [7]),
        ("The log isn't done yet.", (LOG,), []),
        ("The log will be sent by 5pm.", (LOG,), []),
        ("日志还没导完。", (LOG_ZH,), []),
        ("Done!", (LOG, CALL), []),
        ("Has the log been sent?", (LOG,), []),
        ("The weather has been restored to glory.", (LOG,), []),
        ("Here is invoice 1002.", (FIRST, SECOND), [8]),
        ("Here is invoice 1003.", (FIRST, SECOND), []),
        ("4月账单已经发您了。", (MARCH_ZH, APRIL_ZH), [8]),
    ],
)
async def test_words_of_delivery_are_evidence_for_the_promise_they_are_about(
    playbook: Playbook, text: str, known: tuple[Promise, ...], kept: list[int]
) -> None:
    view = talk((0, "agent", known[0].words), (30, "agent", text))
    evidence = (await read(playbook, view, promised=known)).evidence
    assert [one.promise for one in evidence] == kept
    assert all(one.words and one.words in text for one in evidence)


async def test_a_file_is_evidence_without_words(playbook: Playbook) -> None:
    view = talk((0, "agent", LOG.words), (30, "agent", ""), files=1)
    (one,) = (await read(playbook, view, promised=(LOG,))).evidence
    assert (one.promise, one.words) == (7, "")


async def test_the_line_that_states_a_promise_is_no_evidence_that_it_was_kept(playbook: Playbook) -> None:
    view = talk((0, "agent", "The log is attached to the ticket, I'll send it by 3pm."))
    assert (await read(playbook, view, promised=(LOG,))).evidence == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I'll send invoice 1001 by 3pm. I'll send invoice 1002 by 3pm.", 2),
        ("I'll send the April report by 3pm. I'll send the June report by 5pm.", 2),
        ("3点前把1001号发票发您。5点前把1002号发票发您。", 2),
        ("~I'll send the report by 15:00.~ Sorry, that was wrong.", 0),
        ("~三点前把报告发您~ 抱歉，写错了", 0),
        ("好的~我三点前把报告发您~", 1),
    ],
)
async def test_each_of_a_kind_counts_and_what_is_struck_through_does_not(
    playbook: Playbook, text: str, count: int
) -> None:
    assert len((await read(playbook, talk((0, "agent", text)))).promises) == count
