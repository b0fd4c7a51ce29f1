"""Done keeps no promise, and asks whether each is kept; "not quite" opens the moment again with a new reply."""

from datetime import timedelta

import pytest

from motbot.domain.events import Act, Acted, Reacted
from motbot.domain.expectation import Assessment, Draft
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.moment import Stage
from motbot.domain.nudge import Prompt, PromptPurpose
from motbot.domain.promise import PromiseState
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.coach import ScriptedDrafter
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, CARLA, FAILS, SOON, SUPPORT, TEAM, Talk

AT_ONCE = timedelta(0)


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def answered(talk: Talk, *words: str) -> str:
    """Carla asks, Alice answers; gives the ts of what was asked."""
    ts = await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    for one in words:
        await talk.says(ALICE, one)
    await talk.passes(SOON)
    return ts


async def presses(talk: Talk, act: Act, moment: int) -> None:
    await talk.hears(Acted(team=TEAM, user=ALICE, act=act, moment=moment, at=talk.clock.now()))
    await talk.passes(AT_ONCE)


def prompts(talk: Talk) -> list[Prompt]:
    return [one.nudge for one in talk.seen_by(ALICE) if isinstance(one.nudge, Prompt)]


def _of_the_newest(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
    return Draft(reply=f"About this: {view.focus_lines[-1].text}", why="Offer")


async def test_done_keeps_no_promise_and_confirm_waits_for_what_is_tracked(talk: Talk) -> None:
    ts = await answered(talk, "I will send the report by 15:00.", "I will send the invoice by 17:00.")
    first, _ = await talk.promises()
    await talk.presses(ALICE, Act.TRACK, first)

    await presses(talk, Act.DONE, (await talk.moment(ts)).id)
    await talk.passes(timedelta(minutes=5))

    assert [one.state for one in await talk.promises()] == [PromiseState.ACCEPTED, PromiseState.MADE]
    assert talk.card(ALICE).is_done
    assert not prompts(talk)
    await talk.presses(ALICE, Act.KEPT, (await talk.promises())[0])
    await talk.passes(AT_ONCE)
    assert [prompt.purpose for prompt in prompts(talk)] == [PromptPurpose.CONFIRM]
    assert [one.state for one in await talk.promises()] == [PromiseState.KEPT, PromiseState.MADE]


async def test_done_leads_to_confirm_at_once_where_nobody_tracks_what_was_promised(talk: Talk) -> None:
    ts = await answered(talk, "I will send the report by 15:00.")

    await presses(talk, Act.DONE, (await talk.moment(ts)).id)

    assert (await talk.promise()).state is PromiseState.MADE
    assert talk.card(ALICE).is_done, "the card asks whether it is kept"
    assert [prompt.purpose for prompt in prompts(talk)] == [PromptPurpose.CONFIRM]


async def test_what_is_promised_after_done_is_a_new_beginning(talk: Talk) -> None:
    ts = await answered(talk, "I will send the report by 15:00.")
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await presses(talk, Act.DONE, (await talk.moment(ts)).id)
    await talk.presses(ALICE, Act.CANNOT, await talk.promise())
    await talk.says(ALICE, "I will send the invoice by 17:00.", thread=ts)
    await talk.passes(SOON)

    await talk.presses(ALICE, Act.TRACK, (await talk.promises())[-1])

    assert not talk.card(ALICE).is_done


async def test_a_check_mark_keeps_no_promise_and_confirm_waits_for_it(talk: Talk) -> None:
    ts = await answered(talk, "I will send the report by 15:00.")
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    mark = Reacted(
        team=TEAM, channel=SUPPORT, ts=ts, user=ALICE, emoji="white_check_mark", added=True, at=talk.clock.now()
    )

    await talk.hears(mark)
    await talk.passes(timedelta(minutes=5))

    assert (await talk.promise()).state is PromiseState.ACCEPTED
    assert not prompts(talk)
    await talk.presses(ALICE, Act.KEPT, await talk.promise())
    await talk.passes(AT_ONCE)
    assert [prompt.purpose for prompt in prompts(talk)] == [PromptPurpose.CONFIRM]


async def test_not_quite_opens_the_moment_again_and_tells_so_with_a_new_reply(talk: Talk) -> None:
    ts = await answered(talk, "It works again.")
    await talk.passes(timedelta(hours=5))
    assert (await talk.moment(ts)).stage is Stage.CONFIRMING

    await presses(talk, Act.NOT_QUITE, (await talk.moment(ts)).id)

    asked, again = prompts(talk)
    assert (asked.settled, again.purpose, again.settled) == (Act.NOT_QUITE, PromptPurpose.NOT_QUITE, "")
    assert again.reply
    assert (again.reply, again.why) == (talk.card(ALICE).reply, talk.card(ALICE).why)
    assert (await talk.moment(ts)).stage is Stage.EXPLORING


async def test_what_says_not_quite_follows_their_next_no(talk: Talk) -> None:
    assert isinstance(talk.coach.drafter, ScriptedDrafter)
    talk.coach.drafter.rule = _of_the_newest
    ts = await answered(talk, "It works again.")
    await talk.passes(timedelta(hours=5))
    await presses(talk, Act.NOT_QUITE, (await talk.moment(ts)).id)
    assert FAILS in prompts(talk)[-1].reply

    again = "The report fails at its totals now, please send them."
    await talk.says(CARLA, again, thread=ts)
    await talk.passes(SOON)

    told = prompts(talk)[-1]
    assert (told.purpose, told.settled) == (PromptPurpose.NOT_QUITE, "")
    assert again in told.words
    assert again in told.reply


async def test_not_quite_pressed_twice_opens_it_once(talk: Talk) -> None:
    ts = await answered(talk, "It works again.")
    await talk.passes(timedelta(hours=5))
    moment = (await talk.moment(ts)).id

    for _ in range(2):
        await presses(talk, Act.NOT_QUITE, moment)

    assert [prompt.purpose for prompt in prompts(talk)] == [PromptPurpose.CONFIRM, PromptPurpose.NOT_QUITE]


async def test_after_not_quite_the_road_goes_on_to_the_next_confirm(talk: Talk) -> None:
    ts = await answered(talk, "It works again.")
    await talk.passes(timedelta(hours=5))
    await presses(talk, Act.NOT_QUITE, (await talk.moment(ts)).id)

    await talk.says(ALICE, "The totals are in it now.", thread=ts)
    await talk.passes(timedelta(hours=20))

    assert [prompt.purpose for prompt in prompts(talk)] == [
        PromptPurpose.CONFIRM,
        PromptPurpose.NOT_QUITE,
        PromptPurpose.CONFIRM,
    ]
