"""The fakes for sheets keep what their ports promise."""

import asyncio
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.errors import ModelUnavailable, SlackRefused, SlackUnclear
from motbot.domain.events import Posted
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Author, Side
from motbot.domain.sheet import Sheet
from motbot.domain.sheet_check import checked_sheet
from motbot.domain.sheet_paging import nothing_for
from motbot.ports.reviewer import Reviewer
from motbot.ports.slack import Threads, Windows
from tests.fakes.clock import T0
from tests.fakes.reviewer import ScriptedReviewer
from tests.fakes.threads import FakeThreads
from tests.fakes.windows import FakeWindows

ROOT = Posted(team="T1", channel="C1", ts="1.000000", author=Author(user="U1"), text="Hi", at=T0)
REPLY = replace(ROOT, ts="2.000000", thread_ts="1.000000", text="Hello")
VIEW = ConversationView(
    lines=(
        Line(ts="1.0", at=T0, side=Side.CUSTOMER, author="customer", text="It fails."),
        Line(ts="2.0", at=T0, side=Side.AGENT, author="agent", text="No."),
        Line(ts="3.0", at=T0, side=Side.CUSTOMER, author="customer", text="Why?"),
    ),
    focus=(),
    now=T0,
    zone=ZoneInfo("UTC"),
)


async def reviewed(reviewer: Reviewer) -> Sheet:
    given = await reviewer.review(
        VIEW, contacts=contacts_of(VIEW.lines), expectations=(), promises=(), language=Language.EN
    )
    return Sheet(contacts=given.contacts, language=Language.EN, provenance=given.provenance, content="c")


async def test_a_scripted_sheet_stands_as_it_is() -> None:
    sheet = await reviewed(ScriptedReviewer())

    checked, dropped = checked_sheet(sheet, VIEW)

    assert dropped == ()
    assert [one.overall and one.overall.score for one in checked.contacts] == [-1, None]


async def test_scripted_failures_of_a_reviewer_come_first_and_once() -> None:
    reviewer = ScriptedReviewer(failures=[ModelUnavailable()])
    with pytest.raises(ModelUnavailable):
        await reviewed(reviewer)

    assert (await reviewed(reviewer)).contacts
    assert len(reviewer.asked) == 2


async def test_an_outage_of_a_reviewer_lasts_until_it_is_lifted() -> None:
    reviewer = ScriptedReviewer()
    reviewer.down = ModelUnavailable()
    for _ in range(2):
        with pytest.raises(ModelUnavailable):
            await reviewed(reviewer)

    reviewer.down = None

    assert (await reviewed(reviewer)).contacts


async def test_a_reviewers_answer_can_be_held_back() -> None:
    reviewer = ScriptedReviewer()
    reviewer.hold()
    both = [asyncio.create_task(reviewed(reviewer)) for _ in range(2)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not any(one.done() for one in both)

    reviewer.release()

    assert all(one.contacts for one in await asyncio.gather(*both))
    assert reviewer.most_at_once == 2


async def test_a_thread_is_its_root_and_the_replies_oldest_first() -> None:
    threads = FakeThreads()
    threads.put(REPLY, ROOT, replace(ROOT, ts="3.000000"))
    port: Threads = threads

    assert [one.ts for one in await port.read("C1", "1.000000")] == ["1.000000", "2.000000"]
    assert [one.ts for one in await port.read("C1", "3.000000")] == ["3.000000"]
    assert [one.ts for one in await port.read("C1", "2.000000")] == ["2.000000"]


async def test_a_thread_shows_the_newest_words_and_nothing_taken_back() -> None:
    threads = FakeThreads()
    threads.put(ROOT, REPLY)
    threads.edit("C1", "1.000000", "Hi!")
    threads.take_back("C1", "2.000000")

    assert [one.text for one in await threads.read("C1", "1.000000")] == ["Hi!"]


@pytest.mark.parametrize(("channel", "root"), [("C1", "9.000000"), ("C2", "1.000000"), ("C3", "1.000000")])
async def test_no_such_thread_and_one_we_may_not_see_are_refused(channel: str, root: str) -> None:
    threads = FakeThreads()
    threads.put(ROOT, replace(ROOT, channel="C3"))
    threads.closed.add("C3")

    with pytest.raises(SlackRefused):
        await threads.read(channel, root)


async def test_reading_fails_as_scripted() -> None:
    threads = FakeThreads()
    threads.put(ROOT)
    threads.fail_next(SlackUnclear())

    with pytest.raises(SlackUnclear):
        await threads.read("C1", "1.000000")
    assert await threads.read("C1", "1.000000")


async def test_a_window_shows_what_it_was_made_to_show_until_it_is_closed() -> None:
    windows = FakeWindows()
    port: Windows = windows
    page = nothing_for(Language.EN)

    assert await port.show(windows.open("V1"), page)
    assert windows.page("V1") == page
    windows.close("V1")
    assert not await port.show("V1", page)


async def test_a_window_fails_as_scripted() -> None:
    windows = FakeWindows()
    windows.open("V1")
    windows.fail_next(SlackUnclear())

    with pytest.raises(SlackUnclear):
        await windows.show("V1", nothing_for(Language.EN))
    assert windows.shown["V1"] == []
