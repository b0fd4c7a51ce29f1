"""The server serves this machine only, and leaves nothing open behind it."""

import aiohttp
import pytest

from motbot.playground.server import NotLoopback, Server
from motbot.playground.workspace import Workspace
from tests.playground.rig import HandClock, two_companies_on

EVERYWHERE = "0.0.0.0"  # noqa: S104 - to be refused


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.168.1.5", "example.com", ""])
def test_an_address_that_others_can_reach_is_refused(clock: HandClock, host: str) -> None:
    with pytest.raises(NotLoopback, match="loopback only"):
        Server(two_companies_on(clock), host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_free_port_is_found_and_closed_again(clock: HandClock, host: str) -> None:
    async with Server(two_companies_on(clock), host=host) as server:
        url = server.api_url
        assert server.port != 0
        async with aiohttp.ClientSession() as session, session.get(f"{url}auth.test") as response:
            assert (await response.json())["error"] == "not_authed"

    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"{url}auth.test")


async def test_two_playgrounds_live_side_by_side(clock: HandClock) -> None:
    async with Server(two_companies_on(clock)) as one, Server(two_companies_on(clock)) as other:
        assert one.port != other.port
        one.workspace.post("U0CARLA", "C0SUPPORT", "hello")

        assert other.workspace.history("C0SUPPORT") == []


async def test_a_long_history_is_read_page_by_page_without_a_walk_through_it(clock: HandClock) -> None:
    slack: Workspace = two_companies_on(clock)
    slack.remove_bot("C0HELP")
    for number in range(20_000):
        slack.post("U0ALICE", "C0HELP", str(number))
    conversation = slack.conversation("C0HELP")

    slack.delete("U0ALICE", "C0HELP", conversation.roots[10_000])

    assert len(conversation.roots) == len(conversation.messages) == 19_999
