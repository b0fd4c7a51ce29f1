"""Each person sees what Slack would show them, and no more."""

from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, BEN, CARLA, GUEST, HELP, LEAD, LEFT, RANDOM, SECRET, SUPPORT, Ears, home, modal


def texts(slack: Workspace, user: str) -> set[str]:
    """Return the texts of the messages this person sees."""
    return {seen.text for seen in slack.visible_to(user) if seen.kind == "message"}


async def test_two_companies_meet_only_in_the_shared_channel(slack: Workspace) -> None:
    slack.post(CARLA, SUPPORT, "shared")
    slack.post(ALICE, HELP, "internal")
    slack.post(ALICE, RANDOM, "lunch")
    slack.post(LEAD, SECRET, "secret")

    assert texts(slack, CARLA) == {"shared"}
    assert texts(slack, ALICE) == {"shared", "internal", "lunch"}
    assert texts(slack, LEAD) == {"shared", "internal", "lunch", "secret"}
    assert texts(slack, GUEST) == {"internal"}
    assert texts(slack, LEFT) == set()


async def test_a_customer_sees_nothing_of_what_the_bot_says_in_private(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    await client.chat_postMessage(channel=ALICE, text="a hint")
    await client.chat_postEphemeral(channel=SUPPORT, user=ALICE, text="psst")
    await client.views_publish(user_id=ALICE, view=home())
    ears.answer = lambda _: None
    await slack.slash(ALICE, SUPPORT, "/mot")
    await client.views_open(trigger_id=ears.heard[-1].payload["trigger_id"], view=modal())

    assert [seen.kind for seen in slack.of_bot_visible_to(ALICE)] == ["message", "ephemeral", "modal", "home"]
    assert slack.of_bot_visible_to(CARLA) == []
    assert slack.of_bot_visible_to(BEN) == []


async def test_what_the_bot_says_in_the_shared_channel_is_seen_by_the_customer(
    slack: Workspace, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=SUPPORT, text="oops")

    assert [seen.text for seen in slack.of_bot_visible_to(CARLA)] == ["oops"]
    assert slack.posts_by_bot == {SUPPORT: 1}
