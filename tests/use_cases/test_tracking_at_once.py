"""Where a channel wants it, a firm and dated promise is tracked without a click, and nothing that is less than that."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import PromiseState
from motbot.domain.reading import FoundPromise, Strength
from tests.use_cases.conftest import REPORT, Staged
from tests.use_cases.talk import ALICE, AT_ONCE, BEN, CARLA, FAILS, KIM, POLICY, Talk, a_found, promising


@pytest.fixture
def eager(staged: Staged) -> Talk:
    """A talk in a channel that tracks at once."""
    return staged(read=promising(REPORT), policy=AT_ONCE)


async def said_in_an_answer(talk: Talk, words: str, *, by: str = ALICE) -> str:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    said = await talk.says(by, words, thread=root)
    await talk.passes()
    return said


async def test_a_firm_dated_promise_is_tracked_and_its_agent_reminded(eager: Talk) -> None:
    await said_in_an_answer(eager, "I'll send the report by 15:00.")

    promise = await eager.promise()
    assert (promise.state, promise.at_once) == (PromiseState.ACCEPTED, True)
    assert [one.at_once for one in eager.card(ALICE).promises] == [True]
    await eager.passes(timedelta(hours=4))
    assert [one.purpose for one in eager.notes(ALICE)] == [NotePurpose.REMINDER]


async def test_without_the_setting_nothing_is_tracked_without_a_click(talk: Talk) -> None:
    await said_in_an_answer(talk, "I'll send the report by 15:00.")
    await talk.passes(timedelta(hours=8))

    assert (await talk.promise()).state is PromiseState.MADE
    assert talk.notes(ALICE) == []


@pytest.mark.parametrize("who", ["", "I", "we", "We", "我们"])
async def test_who_promises_for_all_of_us_promises_in_the_first_person(staged: Staged, who: str) -> None:
    talk = staged(read=promising(replace(REPORT, who=who)), policy=AT_ONCE)
    await said_in_an_answer(talk, "I'll send the report by 15:00.")

    assert (await talk.promise()).is_tracked


@pytest.mark.parametrize(
    "found",
    [
        replace(REPORT, strength=Strength.CONDITIONAL, condition="if you like"),
        replace(REPORT, due_words=""),
        replace(REPORT, who="the warehouse"),
        a_found("I'll send the report by 15:00", "by 15:00", strength=Strength.VAGUE),
    ],
)
async def test_what_is_less_than_a_firm_dated_promise_of_ones_own_waits_for_a_click(
    staged: Staged, found: FoundPromise
) -> None:
    talk = staged(read=promising(found), policy=AT_ONCE)
    await said_in_an_answer(talk, "I'll send the report by 15:00.")

    assert (await talk.promise()).state is PromiseState.MADE


async def test_a_colleagues_promise_waits_for_the_agents_click(eager: Talk) -> None:
    await said_in_an_answer(eager, "I'll send the report by 15:00.", by=KIM)

    assert (await eager.promise()).state is PromiseState.MADE


async def test_what_an_agent_has_undone_stays_undone_when_it_is_said_again(eager: Talk) -> None:
    await said_in_an_answer(eager, "I'll send the report by 15:00.")
    await eager.presses(ALICE, Act.UNTRACK, await eager.promise())

    await eager.says(ALICE, "As I wrote: I'll send the report by 15:00.", thread=(await eager.promise()).lines[0])
    await eager.passes()

    promise = await eager.promise()
    assert promise.state is PromiseState.MADE
    assert len(promise.lines) == 2


async def test_a_new_date_moves_what_is_tracked_and_its_reminder(eager: Talk) -> None:
    said = await said_in_an_answer(eager, "I'll send the report by 15:00.")
    first = await eager.promise()
    later = a_found("the report will be there by 17:00", "by 17:00", what="the report")
    eager.reader.rule = promising(later)
    await eager.says(ALICE, "Sorry, the report will be there by 17:00.", thread=said)
    await eager.passes()

    promise = await eager.promise()
    assert promise.state is PromiseState.MOVED
    assert promise.due == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert promise.moved_from == (first.due,)
    assert first.remind_at is not None
    assert promise.remind_at is not None
    assert promise.remind_at > first.remind_at


async def test_a_promise_without_a_card_is_tracked_and_shown_with_a_way_back(eager: Talk) -> None:
    await eager.says(BEN, "I'll send the report by 15:00 tomorrow.")
    await eager.passes()

    assert [one.at_once for one in eager.notes(BEN)[0].items] == [True]


async def test_what_is_undone_and_tracked_again_comes_up_only_with_its_reminder(eager: Talk) -> None:
    await eager.says(ALICE, "I'll send the report by 15:00.")
    await eager.passes()
    promise = await eager.promise()
    for act in (Act.UNTRACK, Act.TRACK):
        await eager.presses(ALICE, act, promise)

    def reminded() -> list[tuple[NotePurpose, bool]]:
        return [(one.purpose, one.items[0].is_reminded) for one in eager.notes(ALICE)]

    assert reminded() == [(NotePurpose.ASK, False)]
    await eager.passes(timedelta(hours=4))
    assert reminded() == [(NotePurpose.ASK, True), (NotePurpose.REMINDER, True)]


async def test_a_promise_beyond_the_channels_limits_is_shown_with_the_honest_alternative(staged: Staged) -> None:
    limit = PromiseLimit(
        kind=LimitKind.AUTHORITY, words=("refund",), rule="A lead agrees first.", instead="I'll ask today.", above=500
    )
    words = "I'll refund 900 euros by 15:00"
    policy = replace(POLICY, limits=(limit,))
    talk = staged(read=promising(a_found(words, "by 15:00")), policy=policy)
    await said_in_an_answer(talk, words)

    (item,) = talk.card(ALICE).promises
    assert [(one.rule, one.instead) for one in item.beyond] == [("A lead agrees first.", "I'll ask today.")]


async def test_what_is_never_said_is_warned_of_in_an_answer_that_promises_nothing(staged: Staged) -> None:
    never = PromiseLimit(
        kind=LimitKind.LEGAL, words=("guarantee*",), rule="No guarantees.", instead="We test it daily."
    )
    talk = staged(policy=replace(POLICY, limits=(never,)))
    await said_in_an_answer(talk, "The export is guaranteed to work in every browser.")

    shown = talk.card(ALICE)
    assert [(one.rule, one.instead) for one in shown.unsayable] == [("No guarantees.", "We test it daily.")]
    assert shown.promises == ()


async def test_a_draft_that_says_what_is_never_said_carries_the_warning_until_the_answer(staged: Staged) -> None:
    never = PromiseLimit(kind=LimitKind.LEGAL, words=("report back",), rule="No reports.")
    talk = staged(policy=replace(POLICY, limits=(never,)))
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    assert [one.rule for one in talk.card(ALICE).unsayable] == ["No reports."]

    await talk.says(ALICE, "Which version do you use?", thread=root)
    await talk.passes()
    assert talk.card(ALICE).unsayable == ()


async def test_confirm_waits_for_what_is_tracked(eager: Talk) -> None:
    root = await eager.says(CARLA, FAILS)
    await eager.passes()
    await eager.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await eager.passes(timedelta(hours=5))

    assert (await eager.moment(root)).confirm_asked_at is None
