"""Each person sees on the page what they would see in Slack: at once, again after a reload, and nothing of others."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from motbot.playground.page.feed import Feed
from motbot.playground.page.streams import STREAMS_AT_MOST
from motbot.playground.spec import JSON
from tests.playground.page_rig import TOKEN, VOICES, Opened, opened
from tests.playground.rig import (
    ALICE,
    BEN,
    CARLA,
    GUEST,
    HELP,
    LEAD,
    SUPPORT,
    HandClock,
    buttons,
    eventually,
    home,
    modal,
    two_companies_on,
)


@pytest.fixture
async def page(clock: HandClock) -> AsyncIterator[Opened]:
    async with opened(clock) as made:
        yield made


def private(page: Opened, user: str, text: str = "for you") -> tuple[str, str]:
    """Let the bot write to somebody in private."""
    room = page.slack.im_with(user)
    metadata = {"event_type": "nudge", "event_payload": {"key": f"card:1:{user}"}}
    blocks = [buttons() | {"block_id": "row"}]
    message = page.slack.bot_message({"text": text, "blocks": blocks, "metadata": metadata})
    page.slack.add_message(room, message)
    return room.id, message["ts"]


async def test_the_state_says_who_is_there_and_who_speaks_for_which_role(page: Opened) -> None:
    state = await page.state(ALICE)

    assert state["viewer"] == ALICE
    assert state["voices"] == VOICES
    people = {person["id"]: person for person in state["people"]}
    assert people[ALICE]["role"] == "agent"
    assert people[LEAD]["role"] == "lead"
    assert (people[CARLA]["role"], people[CARLA]["ours"], people[CARLA]["team"]) == ("customer", False, "Customer")
    assert people[GUEST]["role"] == "guest"
    assert people["U0PLAYBOT"]["role"] == "bot"
    assert "U0LEFT" not in people


async def test_a_person_sees_the_conversations_they_are_in_and_no_other(page: Opened) -> None:
    page.slack.post(ALICE, HELP, "among us")
    page.slack.post(CARLA, SUPPORT, "hello")
    private(page, ALICE)
    private(page, BEN)

    customer, agent = await page.state(CARLA), await page.state(ALICE)

    assert [one["id"] for one in customer["channels"]] == [SUPPORT, "C0THEIRS"]
    assert set(customer["messages"]) == {SUPPORT, "C0THEIRS"}
    assert {"D0ALICE", SUPPORT, HELP} <= set(agent["messages"])
    assert "D0BEN" not in agent["messages"]


async def test_a_message_is_shown_with_everything_a_page_draws(page: Opened) -> None:
    root = page.slack.post(CARLA, SUPPORT, "hello")
    reply = page.slack.post(ALICE, SUPPORT, "hi", thread_ts=root)
    page.slack.edit(CARLA, SUPPORT, root, "hello!")
    page.slack.react(ALICE, SUPPORT, root, "eyes")
    room, card = private(page, ALICE)

    messages = (await page.state(ALICE))["messages"]

    first, second = messages[SUPPORT]
    assert (first["ts"], first["text"], first["edited"], first["reply_count"]) == (root, "hello!", True, 1)
    assert first["reactions"] == [{"name": "eyes", "users": [ALICE]}]
    assert (second["ts"], second["thread_ts"], second["blocks"]) == (reply, root, None)
    shown = messages[room][0]
    assert (shown["ts"], shown["by_app"], shown["key"]) == (card, True, f"card:1:{ALICE}")
    assert shown["blocks"][0]["type"] == "actions"


async def test_of_a_long_conversation_the_newest_messages_are_shown_with_their_threads_beginning(page: Opened) -> None:
    root = page.slack.post(CARLA, SUPPORT, "the beginning")
    for number in range(600):
        page.slack.post(CARLA, SUPPORT, str(number))
    page.slack.post(ALICE, SUPPORT, "an answer at last", thread_ts=root)

    shown = (await page.state(ALICE))["messages"][SUPPORT]

    assert len(shown) == 501
    assert [message["text"] for message in (shown[0], shown[1], shown[-1])] == [
        "the beginning",
        "101",
        "an answer at last",
    ]


async def test_a_deleted_message_with_answers_is_shown_as_deleted(page: Opened) -> None:
    root = page.slack.post(CARLA, SUPPORT, "hello")
    page.slack.post(ALICE, SUPPORT, "hi", thread_ts=root)
    page.slack.delete(CARLA, SUPPORT, root)

    assert (await page.state(ALICE))["messages"][SUPPORT][0]["deleted"] is True


async def test_modals_and_home_are_seen_by_their_owner_alone(page: Opened) -> None:
    page.slack.views.open(ALICE, page.slack.stored_view(modal()))
    page.slack.views.publish(ALICE, page.slack.stored_view(home()))

    owner, other = await page.state(ALICE), await page.state(BEN)

    assert [view["type"] for view in owner["views"]] == ["modal"]
    assert owner["home"]["type"] == "home"
    assert (other["views"], other["home"]) == ([], None)


async def test_a_stream_goes_on_where_the_state_ended_and_tells_everything_once(page: Opened) -> None:
    page.slack.post(CARLA, SUPPORT, "before")
    seq = (await page.state(ALICE))["seq"]
    page.slack.post(CARLA, SUPPORT, "between")

    async with page.stream(ALICE, after=seq) as following:
        first = await following()
        ts = page.slack.post(CARLA, SUPPORT, "after")
        second = await following()
        page.slack.delete(CARLA, SUPPORT, ts)
        third = await following()

    assert (first["seq"], first["kind"], first["message"]["text"], first["as"]) == (
        seq + 1,
        "message",
        "between",
        ALICE,
    )
    assert second["message"]["text"] == "after"
    assert (third["kind"], third["ts"]) == ("gone", ts)


async def test_what_happens_in_private_is_told_to_its_owner_and_to_nobody_else(page: Opened) -> None:
    async with page.stream(ALICE) as owner, page.stream(CARLA) as customer, page.stream(BEN) as colleague:
        private(page, ALICE, "for Alice")
        page.slack.views.publish(ALICE, page.slack.stored_view(home()))
        page.slack.tell_view(ALICE, page.slack.stored_view(home()))
        page.slack.show_ephemeral(ALICE, page.slack.conversation(SUPPORT), page.slack.bot_message({"text": "psst"}))
        page.slack.post(CARLA, SUPPORT, "in public")
        told = [await owner() for _ in range(5)]

        assert [one["kind"] for one in told] == ["membership", "membership", "message", "home", "ephemeral"]
        assert told[4]["message"]["ephemeral"] is True
        assert (await customer())["message"]["text"] == "in public"
        assert (await colleague())["message"]["text"] == "in public"


async def test_one_stream_can_tell_what_several_people_see(page: Opened) -> None:
    async with page.stream(CARLA, ALICE) as following:
        page.slack.post(CARLA, SUPPORT, "hello")
        told = [await following(), await following()]

    assert [(one["as"], one["kind"]) for one in told] == [(CARLA, "message"), (ALICE, "message")]


async def test_who_leaves_a_channel_hears_of_that_and_of_nothing_after(page: Opened) -> None:
    async with page.stream(ALICE) as following:
        page.slack.leave(ALICE, SUPPORT)
        page.slack.post(CARLA, SUPPORT, "now that Alice has gone")
        page.slack.post(ALICE, HELP, "elsewhere")
        told = [await following(), await following()]

    assert [one["kind"] for one in told] == ["membership", "message"]
    assert SUPPORT not in [channel["id"] for channel in told[0]["channels"]]
    assert told[1]["message"]["channel"] == HELP


async def test_typing_is_told_to_the_others_and_only_while_it_is_fresh(page: Opened, clock: HandClock) -> None:
    assert (await page.act(CARLA, "typing", channel=SUPPORT)).status == 200
    async with page.stream(ALICE) as following, page.stream(CARLA) as self_following:
        told = await following()
        page.slack.post(BEN, SUPPORT, "hello")
        assert (await self_following())["kind"] == "message"
    clock.forward(10)
    async with page.stream(ALICE) as late:
        assert (await late())["kind"] == "message"

    assert (told["kind"], told["user"], told["channel"]) == ("typing", CARLA, SUPPORT)


@pytest.mark.parametrize("after", [1_000, 999_999_999])
async def test_a_page_of_another_start_is_told_to_load_everything_anew(page: Opened, after: int) -> None:
    page.slack.post(CARLA, SUPPORT, "hello")

    async with page.stream(ALICE, after=after) as following:
        told = await following()
        page.slack.post(CARLA, SUPPORT, "and on")
        then = await following()

    assert (told["kind"], told["seq"]) == ("reload", 1)
    assert then["message"]["text"] == "and on"


def test_a_feed_keeps_a_bounded_number_of_notes_and_says_when_somebody_is_behind(clock: HandClock) -> None:
    feed = Feed(two_companies_on(clock), kept=3)
    for _ in range(5):
        feed.add("clock")

    assert feed.after(1) is None
    assert [note.seq for note in feed.after(2) or ()] == [3, 4, 5]
    assert feed.after(5) == ()
    assert feed.after(6) is None


async def test_the_streams_are_bounded_in_number_and_free_again_when_their_readers_have_gone(page: Opened) -> None:
    headers = {"X-Playground-Token": TOKEN}
    url = f"{page.server.url}/page/stream?as={ALICE}&after=0"
    watching = [await page.session.get(url, headers=headers) for _ in range(STREAMS_AT_MOST)]

    refused = await page.ask("GET", f"/page/stream?as={ALICE}&after=0")
    for response in watching:
        response.close()
    await eventually(lambda: page.page.streams.open == 0)

    assert (refused.status, refused.code) == (429, "too_many_streams")
    async with page.stream(ALICE) as following:
        page.slack.post(CARLA, SUPPORT, "hello")
        assert (await following())["kind"] == "message"


async def test_a_slow_reader_holds_up_neither_the_workspace_nor_the_other_readers(page: Opened) -> None:
    _, slow = await asyncio.open_connection("127.0.0.1", page.port)
    slow.write(
        f"GET /page/stream?as={ALICE}&after=0 HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\n"
        f"X-Playground-Token: {TOKEN}\r\n\r\n".encode()
    )
    await slow.drain()
    await eventually(lambda: page.page.streams.open == 1)

    async with page.stream(ALICE) as following:
        for _ in range(400):
            page.slack.post(CARLA, SUPPORT, "a" * 40_000)
            heard: JSON = await following()

    assert heard["message"]["ts"] == page.slack.history(SUPPORT)[-1]["ts"]
    slow.close()


async def test_closing_the_page_ends_every_stream(clock: HandClock) -> None:
    async with opened(clock) as page:
        url, headers = f"{page.server.url}/page/stream?as={ALICE}&after=0", {"X-Playground-Token": TOKEN}
        async with page.session.get(url, headers=headers) as response:
            page.page.streams.close()
            rest = await response.content.read()

    assert rest.strip() == b""


async def test_the_page_says_when_the_bot_has_come(page: Opened) -> None:
    before = (await page.state(ALICE))["app"]["ready"]
    async with page.stream(ALICE) as following:
        page.page.app_is_ready()
        told = await following()

    assert before is False
    assert (told["kind"], told["ready"]) == ("app", True)
    assert (await page.state(ALICE))["app"]["ready"] is True
