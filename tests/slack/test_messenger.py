"""Private messages against the playground: posted once, found by key, changed silently, taken away."""

import re
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.playground.faults import Broken, Dropped, Failed, Hanging, RateLimited
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.ports.slack import Messenger
from motbot.slack.messenger import SlackMessenger
from motbot.slack.web_api import WebApi
from tests.slack.rig import ALICE, CARLA, LEFT, SUPPORT, T0, US, HandClock, card, prompt, summary


@pytest.fixture
def messenger(api: WebApi, clock: HandClock) -> Messenger:
    return SlackMessenger(api=api, us=US, monotonic=clock.monotonic)


async def test_a_card_reaches_one_person_privately_and_slack_takes_it(messenger: Messenger, slack: Workspace) -> None:
    place = await messenger.post(to=ALICE, nudge=card(), key="card:7:U0ALICE")
    [shown] = slack.dm(ALICE)

    assert (place.channel, place.ts) == (slack.im_with(ALICE).id, shown["ts"])
    assert shown["metadata"] == {"event_type": "motbot_nudge", "event_payload": {"key": "card:7:U0ALICE"}}
    assert slack.refused == []
    assert slack.of_bot_visible_to(CARLA) == []
    assert slack.history(SUPPORT) == []


async def test_nothing_that_is_posted_unfurls_or_links_names(
    messenger: Messenger, client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, object]] = []
    call = client.api_call

    async def recorded(method: str, **given: dict[str, object]) -> object:
        if method == "chat.postMessage":
            sent.append(given["json"])
        return await call(method, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(client, "api_call", recorded)
    for nudge in (card(), summary(), prompt()):
        await messenger.post(to=ALICE, nudge=nudge, key="k")

    assert len(sent) == 3
    for one in sent:
        assert (one["unfurl_links"], one["unfurl_media"]) == (False, False)
        assert (one["parse"], one["link_names"]) == ("none", False)


async def test_an_update_shows_the_newer_nudge_in_the_same_place(messenger: Messenger, slack: Workspace) -> None:
    place = await messenger.post(to=ALICE, nudge=card(reply=""), key="k")
    await messenger.update(place=place, nudge=card(reply="I am on it."), key="k")
    [shown] = slack.dm(ALICE)

    assert "I am on it." in str(shown["blocks"])
    assert await messenger.find(to=ALICE, key="k", since=T0) == place
    assert slack.refused == []


async def test_a_message_is_deleted_and_deleting_it_again_is_fine(messenger: Messenger, slack: Workspace) -> None:
    place = await messenger.post(to=ALICE, nudge=card(), key="k")
    await messenger.delete(place=place)
    await messenger.delete(place=place)

    assert slack.dm(ALICE) == []


async def test_a_post_whose_answer_was_lost_is_not_repeated_and_is_found(
    messenger: Messenger, server: Server, slack: Workspace
) -> None:
    server.faults.plan("chat.postMessage", Dropped(stored=True))
    with pytest.raises(SlackUnclear):
        await messenger.post(to=ALICE, nudge=card(), key="k")
    [shown] = slack.dm(ALICE)
    found = await messenger.find(to=ALICE, key="k", since=T0)

    assert found is not None
    assert found.ts == shown["ts"]


async def test_a_post_that_never_arrived_is_not_found(messenger: Messenger, server: Server) -> None:
    server.faults.plan("chat.postMessage", Dropped(stored=False))
    with pytest.raises(SlackUnclear):
        await messenger.post(to=ALICE, nudge=card(), key="k")

    assert await messenger.find(to=ALICE, key="k", since=T0) is None


async def test_only_the_very_key_is_found_and_only_since_then(messenger: Messenger, clock: HandClock) -> None:
    await messenger.post(to=ALICE, nudge=card(), key="card:7:U0ALICE")

    assert await messenger.find(to=ALICE, key="card:70:U0ALICE", since=T0) is None
    assert await messenger.find(to=ALICE, key="card:7:U0ALICE", since=T0) is not None
    assert await messenger.find(to=ALICE, key="card:7:U0ALICE", since=T0 + timedelta(hours=1)) is None


async def test_a_key_is_found_beyond_the_first_page(messenger: Messenger) -> None:
    first = await messenger.post(to=ALICE, nudge=card(), key="first")
    for number in range(210):
        await messenger.post(to=ALICE, nudge=prompt(), key=f"other{number}")

    assert await messenger.find(to=ALICE, key="first", since=T0) == first


async def test_a_rate_limit_of_one_room_leaves_the_others_alone(
    messenger: Messenger, server: Server, slack: Workspace, clock: HandClock
) -> None:
    await messenger.post(to=ALICE, nudge=card(), key="k1")
    server.faults.plan("chat.postMessage", RateLimited(retry_after=5))
    with pytest.raises(SlackRateLimited):
        await messenger.post(to=ALICE, nudge=card(), key="k2")
    with pytest.raises(SlackRateLimited):
        await messenger.post(to=ALICE, nudge=card(), key="k2")
    await messenger.post(to="U0BEN", nudge=card(), key="k3")
    clock.forward(5)
    await messenger.post(to=ALICE, nudge=card(), key="k2")

    assert (len(slack.dm(ALICE)), len(slack.dm("U0BEN"))) == (2, 1)


@pytest.mark.parametrize(
    "code",
    [
        "account_inactive",
        "channel_not_found",
        "invalid_auth",
        "is_archived",
        "msg_blocks_too_long",
        "msg_too_long",
        "not_in_channel",
        "restricted_action",
        "token_revoked",
    ],
)
async def test_a_no_is_final_and_named(messenger: Messenger, server: Server, code: str) -> None:
    server.faults.plan("chat.postMessage", Failed(code=code))

    with pytest.raises(SlackRefused, match=re.escape(code)) as refused:
        await messenger.post(to=ALICE, nudge=card(), key="k")
    assert refused.value.code == code


async def test_a_deactivated_person_is_refused(messenger: Messenger) -> None:
    with pytest.raises(SlackRefused):
        await messenger.post(to=LEFT, nudge=card(), key="k")


async def test_a_broken_server_is_unclear_for_every_verb(messenger: Messenger, server: Server) -> None:
    place = await messenger.post(to=ALICE, nudge=card(), key="k")
    for method in ("chat.update", "chat.delete", "conversations.history"):
        server.faults.plan(method, Broken(status=503))

    with pytest.raises(SlackUnclear):
        await messenger.update(place=place, nudge=card(), key="k")
    with pytest.raises(SlackUnclear):
        await messenger.delete(place=place)
    with pytest.raises(SlackUnclear):
        await messenger.find(to=ALICE, key="k", since=T0)


async def test_a_post_whose_room_takes_too_long_is_unclear_and_comes_no_more(
    api: WebApi, server: Server, slack: Workspace
) -> None:
    messenger = SlackMessenger(api=api, us=US, post_within=0.05)
    server.faults.plan("conversations.open", Hanging())

    with pytest.raises(SlackUnclear):
        await messenger.post(to=ALICE, nudge=card(), key="k")
    server.faults.release()
    with pytest.raises(SlackUnclear):
        await messenger.find(to=ALICE, key="k", since=T0)
    assert not any(slack.posts_by_bot.values())
