"""Promises in our own words: what is one, what only looks like one, and how far it can be relied on."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motbot.domain.grounding import occurs
from motbot.domain.promise import Strength
from motbot.playbook import Playbook
from motbot.ports.due_times import DueTimes
from tests.playbook.labelled_replies import DATA, Reply, judged, labelled
from tests.playbook.promised import read
from tests.playbook.talks import says, talk


@pytest.mark.parametrize("reply", [*labelled(DATA / "dev.yaml")], ids=lambda reply: reply.text[:40])
async def test_a_reply_promises_what_its_label_says_and_nothing_else(
    playbook: Playbook, due_times: DueTimes, reply: Reply
) -> None:
    promises = (await read(playbook, reply.view)).promises
    assert list(judged(reply, promises, due_times).told()) == []


async def test_replies_nobody_made_the_rules_by_are_read_nearly_as_well(
    playbook: Playbook, due_times: DueTimes
) -> None:
    counts: Counter[str] = Counter()
    for reply in labelled(DATA / "holdout.yaml"):
        outcome = judged(reply, (await read(playbook, reply.view)).promises, due_times)
        counts["labelled"] += len(outcome.matches)
        counts["right"] += sum(match.has_strength and match.has_due for match in outcome.matches)
        counts["false"] += len(outcome.false)
    assert counts["right"] >= 0.85 * counts["labelled"]
    assert counts["false"] <= 1


async def test_every_word_of_a_promise_stands_in_the_line(playbook: Playbook) -> None:
    for file in ("dev.yaml", "holdout.yaml"):
        for reply in labelled(DATA / file):
            for found in (await read(playbook, reply.view)).promises:
                assert occurs(found.words, reply.text)
                assert not found.due_words or occurs(found.due_words, reply.text)
                assert not found.condition or occurs(found.condition, reply.text)
                assert found.what


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        ("I'll send you the log by 3pm.", "send them the log", ""),
        ("Priya will call you tomorrow at 10am.", "Priya to call them", "Priya"),
        ("Our finance team will refund you by Friday.", "our finance team to refund them", "Our finance team"),
        ("我 15:00 前把日志发您。", "把日志发对方", ""),
        ("财务周五前会退给您。", "财务会退给对方", "财务"),
        ("刘工明天上午联系您。", "刘工联系对方", "刘工"),
    ],
)
async def test_a_promise_is_told_the_agent_without_its_time_and_with_who_is_named(
    playbook: Playbook, text: str, what: str, who: str
) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert (found.what, found.who) == (what, who)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'll send it by 11, and our technician will reset the gateway by 15:00.", "our technician will reset"),
        ("I'll send it by 11, and our electricians fix it tonight.", "our electricians fix it"),
        ("I'll fix it today, then I'll call you at 15:00.", "I'll call you at 15:00"),
        ("We'll fix it by noon. Also, we will refund you by Friday.", "we will refund you"),
        ("我今天修好，并在五点前给您打电话。", "在五点前给您打电话"),
        ("我今天修好，然后明天上午给您打电话。", "明天上午给您打电话"),
        ("同时我会在四点前把合同发您。", "我会在四点前把合同发您"),
        ("另外财务周五前退给您。", "财务周五前退给您"),
    ],
)
async def test_a_promise_does_not_begin_with_what_joins_it_to_another(
    playbook: Playbook, text: str, words: str
) -> None:
    found = (await read(playbook, talk((0, "agent", text)))).promises
    assert found[-1].words.startswith(words)


@pytest.mark.parametrize(
    "text", ["And then some.", "另外，", "I'll go on and on about it by Friday", "并行的那份报告明天发您。"]
)
async def test_a_word_that_only_looks_like_a_joint_stays(playbook: Playbook, text: str) -> None:
    found = (await read(playbook, talk((0, "agent", text)))).promises
    assert all(text.startswith(one.words) for one in found)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ben calls you at noon.", "Ben"),
        ("Ben from billing calls you at noon.", "Ben"),
        ("Our driver comes tomorrow at 8.", "Our driver"),
        ("The team ships the fix on Friday.", "The team"),
        ("小李中午给您打电话。", "小李"),
        ("我们的司机明天8点过来。", "司机"),
        ("I call you at noon.", ""),
    ],
)
async def test_a_timetable_with_somebody_of_ours_in_it_is_firm(playbook: Playbook, text: str, who: str) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert (found.strength, found.who) == (Strength.FIRM, who)


async def test_being_on_it_is_no_promise_beside_the_hour(playbook: Playbook) -> None:
    (found,) = (await read(playbook, talk((0, "agent", "I'm on it, back to you within the hour.")))).promises
    assert (found.strength, found.what) == (Strength.FIRM, "get back to them")


@pytest.mark.parametrize(
    "text", ["小李每天中午打电话。", "Ben calls every day at noon.", "Our desk answers within 24 hours."]
)
async def test_what_happens_every_day_is_no_promise(playbook: Playbook, text: str) -> None:
    assert (await read(playbook, talk((0, "agent", text)))).promises == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Once you approve the quote, I'll order the parts by Friday.", "Once you approve the quote"),
        ("I'll order the parts by Friday if you approve the quote.", "if you approve the quote"),
        ("如果您今天签回来，我明天中午前开通。", "如果您今天签回来"),
        ("等法务批下来我就把合同发您。", "等法务批下来"),
    ],
)
async def test_a_condition_is_kept_with_the_promise_and_its_time_is_not_the_promises(
    playbook: Playbook, text: str, condition: str
) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert found.strength is Strength.CONDITIONAL
    assert found.condition == condition
    assert found.due_words not in condition or not found.due_words


@pytest.mark.parametrize(
    "text", ["We'll get this sorted soon.", "我们会尽快处理。", "有进展第一时间同步您。", "I'm looking into it."]
)
async def test_a_promise_without_an_hour_is_vague(playbook: Playbook, text: str) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert found.strength is Strength.VAGUE


@pytest.mark.parametrize(
    "text",
    [
        "> I'll send the contract by Friday",
        "&gt; 我明天上午给您答复",
        'You wrote "I\'ll pay the invoice by Friday".',
        "---------- Forwarded message\nI'll be there by 5pm.",
        "Yeah right, I'll just finish it by yesterday.",
        "呵呵，那我明天给您变一个。",
    ],
)
async def test_quotes_forwarded_mail_and_sarcasm_promise_nothing(playbook: Playbook, text: str) -> None:
    assert (await read(playbook, talk((0, "agent", text)))).promises == ()


async def test_customers_and_bots_promise_nothing_for_us(playbook: Playbook) -> None:
    view = talk((0, "customer", "I'll send the log by 3pm."), (1, "bot", "I'll page someone within 5 min."), burst=2)
    assert (await read(playbook, view)).promises == ()
    assert (await read(playbook, says("我明天上午给您答复"))).promises == ()


async def test_an_impossible_time_is_kept_for_the_agent_to_mend(playbook: Playbook, due_times: DueTimes) -> None:
    view = talk((0, "agent", "I'll send the report by February 31."))
    (found,) = (await read(playbook, view)).promises
    assert found.strength is Strength.FIRM
    assert due_times.resolve(found.due_words, said_at=view.now, zone=view.zone).at is None


async def test_what_is_shown_at_once_is_no_promise(playbook: Playbook) -> None:
    assert (
        await read(playbook, talk((0, "agent", "I'll share the guide: https://docs.example.com/guide")))
    ).promises == ()


async def test_a_promise_said_twice_in_a_burst_is_one_with_the_later_time(playbook: Playbook) -> None:
    view = talk((0, "agent", "I'll send the log by 3pm."), (1, "agent", "Sorry, I'll send the log by 5pm."), burst=2)
    (found,) = (await read(playbook, view)).promises
    assert found.due_words == "by 5pm"


WORDS = st.sampled_from(
    [
        *("I'll", "we'll", "send", "call you", "the log", "by 3pm", "tomorrow", "if", "once", "and", "please", "maybe"),
        *(",", ".", "?", "!", ">", '"', "，", "。"),
        *("我", "明天", "前", "给您", "发", "如果", "可以吗"),
    ]
)


@given(text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_said_is_read_without_failing_and_quoted_as_it_stands(playbook: Playbook, text: str) -> None:
    for found in (await read(playbook, talk((0, "agent", text)))).promises:
        assert found.words in text
        assert found.due_words in text
        assert found.condition in text
        assert found.what


async def test_a_pasted_book_is_read_as_far_as_is_worth_it(playbook: Playbook) -> None:
    view = talk((0, "agent", "I'll send the log by 3pm. " + "And once more, if you like, and so on. " * 2000))
    assert "I'll send the log by 3pm" in [found.words for found in (await read(playbook, view)).promises]


async def test_a_long_quotation_is_passed_over(playbook: Playbook) -> None:
    quoted = "> " + "I'll do it by noon, and so on. " * 110
    view = talk((0, "agent", f"{quoted}\nI'll send the log by 3pm."))
    assert [found.words for found in (await read(playbook, view)).promises] == ["I'll send the log by 3pm"]
