"""What people do in channels becomes the events Slack sends, if the app may see them."""

from dataclasses import replace

import pytest

from motbot.playground.errors import CannotDo
from motbot.playground.spec import ChannelSpec, WorkspaceSpec, two_companies
from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    BEN,
    BRIDGE,
    CARLA,
    HELP,
    LEAD,
    LEFT,
    RANDOM,
    SECRET,
    STRANGER,
    SUPPORT,
    Ears,
    HandClock,
)  # fmt: skip


async def test_a_customers_message_names_their_company(slack: Workspace, ears: Ears) -> None:
    ts = slack.post(CARLA, SUPPORT, "our export is broken")
    await slack.drained()

    body = ears.heard[0].payload
    event = body["event"]
    assert body["type"] == "event_callback"
    assert body["is_ext_shared_channel"] is True
    assert body["authorizations"][0]["team_id"] == body["context_team_id"] == slack.team.id
    assert body["authorizations"][0]["user_id"] == slack.app.bot_user_id
    assert event["ts"] == event["event_ts"] == ts
    assert event["channel_type"] == "channel"
    assert event["team"] == event["user_team"] == event["source_team"] == "T0CUSTOMER"
    assert event["client_msg_id"]


async def test_only_shared_channels_are_marked_as_shared(slack: Workspace, ears: Ears) -> None:
    slack.post(ALICE, HELP, "my laptop is slow")
    await slack.drained()

    assert ears.heard[0].payload["is_ext_shared_channel"] is False
    assert "user_team" not in ears.events[0]


async def test_stamps_are_unique_and_rise_while_the_clock_stands_still(slack: Workspace) -> None:
    stamps = [slack.post(CARLA, SUPPORT, str(number)) for number in range(100)]

    assert stamps == sorted(set(stamps))
    assert stamps[0].startswith("1772442000.")
    assert all(len(ts.split(".")[1]) == 6 for ts in stamps)


async def test_the_app_hears_nothing_of_channels_it_is_not_in(slack: Workspace) -> None:
    slack.post(ALICE, RANDOM, "lunch?")
    slack.post(LEAD, SECRET, "numbers")

    assert slack.unacked == 0


async def test_a_reply_names_its_thread_and_the_parents_author(slack: Workspace, ears: Ears) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    slack.post(ALICE, SUPPORT, "on it", thread_ts=parent)
    await slack.drained()

    assert ears.events[1]["thread_ts"] == parent
    assert ears.events[1]["parent_user_id"] == CARLA


async def test_an_edit_sends_both_versions(slack: Workspace, ears: Ears) -> None:
    ts = slack.post(CARLA, SUPPORT, "helo")
    slack.edit(CARLA, SUPPORT, ts, "hello")
    await slack.drained()

    changed = ears.events[1]
    assert changed["subtype"] == "message_changed"
    assert changed["hidden"] is True
    assert changed["message"]["text"] == "hello"
    assert changed["message"]["ts"] == ts
    assert changed["message"]["edited"]["user"] == CARLA
    assert changed["previous_message"]["text"] == "helo"
    assert changed["ts"] != ts


async def test_an_unfurl_changes_a_message_without_changing_its_text(slack: Workspace, ears: Ears) -> None:
    ts = slack.post(CARLA, SUPPORT, "see https://example.com")
    slack.unfurl(SUPPORT, ts)
    await slack.drained()

    changed = ears.events[1]
    assert changed["message"]["text"] == changed["previous_message"]["text"]
    assert "edited" not in changed["message"]


async def test_a_deleted_message_is_gone(slack: Workspace, ears: Ears) -> None:
    ts = slack.post(CARLA, SUPPORT, "my password is 123")
    slack.delete(CARLA, SUPPORT, ts)
    await slack.drained()

    assert ears.events[1]["subtype"] == "message_deleted"
    assert ears.events[1]["deleted_ts"] == ts
    assert ears.events[1]["previous_message"]["text"] == "my password is 123"
    assert slack.history(SUPPORT) == []


async def test_a_deleted_parent_leaves_a_tombstone_over_its_replies(slack: Workspace, ears: Ears) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    slack.post(ALICE, SUPPORT, "on it", thread_ts=parent)
    slack.delete(CARLA, SUPPORT, parent)
    await slack.drained()

    assert ears.events[2]["subtype"] == "message_changed"
    assert ears.events[2]["message"]["subtype"] == "tombstone"
    assert [message["text"] for message in slack.history(SUPPORT)] == ["This message was deleted.", "on it"]


async def test_a_deleted_reply_leaves_its_thread(slack: Workspace) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    reply = slack.post(ALICE, SUPPORT, "on it", thread_ts=parent)
    assert slack.history(SUPPORT)[0]["reply_count"] == 1

    slack.delete(ALICE, SUPPORT, reply)

    assert "reply_count" not in slack.history(SUPPORT)[0]


async def test_reactions_come_and_go(slack: Workspace, ears: Ears) -> None:
    ts = slack.post(CARLA, SUPPORT, "help")
    slack.react(ALICE, SUPPORT, ts, "eyes")
    assert slack.history(SUPPORT)[0]["reactions"] == [{"name": "eyes", "users": [ALICE], "count": 1}]
    slack.unreact(ALICE, SUPPORT, ts, "eyes")
    await slack.drained()

    assert slack.history(SUPPORT)[0]["reactions"] == []
    added, removed = ears.events[1:]
    assert (added["type"], removed["type"]) == ("reaction_added", "reaction_removed")
    assert added["item"] == {"type": "message", "channel": SUPPORT, "ts": ts}
    assert added["item_user"] == CARLA


async def test_joining_sends_a_membership_event_and_a_notice(slack: Workspace, ears: Ears) -> None:
    slack.join(LEAD, HELP, inviter=ALICE)
    slack.leave(LEAD, HELP)
    await slack.drained()

    kinds = [(event["type"], event.get("subtype")) for event in ears.events]
    assert kinds == [
        ("message", "channel_join"),
        ("member_joined_channel", None),
        ("message", "channel_leave"),
        ("member_left_channel", None),
    ]
    assert ears.events[1]["inviter"] == ALICE


async def test_joining_twice_and_leaving_twice_say_nothing_more(slack: Workspace) -> None:
    slack.join(ALICE, HELP)
    slack.leave(LEAD, HELP)

    assert slack.unacked == 0


async def test_the_bot_hears_of_a_channel_once_it_is_invited(slack: Workspace, ears: Ears) -> None:
    slack.join(slack.app.bot_user_id, RANDOM, inviter=ALICE)
    slack.post(ALICE, RANDOM, "lunch?")
    await slack.drained()

    assert [event["type"] for event in ears.events] == ["message", "member_joined_channel", "message"]


async def test_a_bridge_bot_with_a_username_carries_the_bot_message_subtype(slack: Workspace, ears: Ears) -> None:
    slack.post_as_bridge(BRIDGE, SUPPORT, "[#123] help", username="Carla (Customer)")
    await slack.drained()

    event = ears.events[0]
    assert event["subtype"] == "bot_message"
    assert event["username"] == "Carla (Customer)"
    assert event["bot_id"] == "B0BRIDGE"
    assert "user" not in event


async def test_a_bridge_bot_without_a_username_carries_a_bot_profile(slack: Workspace, ears: Ears) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    slack.post_as_bridge(BRIDGE, SUPPORT, "ticket made", thread_ts=parent)
    await slack.drained()

    event = ears.events[1]
    assert "subtype" not in event
    assert (event["user"], event["bot_id"], event["app_id"]) == (BRIDGE, "B0BRIDGE", "A0BRIDGE")
    assert event["bot_profile"]["name"] == "Help Desk"
    assert event["thread_ts"] == parent


async def test_a_mention_of_the_app_is_also_an_app_mention(slack: Workspace, ears: Ears) -> None:
    slack.post(ALICE, HELP, f"<@{slack.app.bot_user_id}> hi")
    await slack.drained()

    assert [event["type"] for event in ears.events] == ["message", "app_mention"]


async def test_in_a_shared_channel_a_file_is_only_announced(slack: Workspace, ears: Ears) -> None:
    slack.post(CARLA, SUPPORT, "see this", files=["log.txt"])
    slack.post(ALICE, HELP, "see this", files=["log.txt"])
    await slack.drained()

    shared, ours = ears.events
    assert shared["subtype"] == ours["subtype"] == "file_share"
    assert shared["files"][0]["file_access"] == "check_file_info"
    assert ours["files"][0]["name"] == "log.txt"


async def test_a_thread_reply_may_also_be_sent_to_the_channel(slack: Workspace, ears: Ears) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    slack.post(ALICE, SUPPORT, "solved for all", thread_ts=parent, broadcast=True)
    await slack.drained()

    assert ears.events[1]["subtype"] == "thread_broadcast"


async def test_a_direct_message_to_the_bot_is_of_type_im(slack: Workspace, ears: Ears) -> None:
    slack.post(ALICE, slack.im_with(ALICE).id, "hi bot")
    await slack.drained()

    assert ears.events[0]["channel_type"] == "im"
    assert slack.dm(ALICE)[0]["text"] == "hi bot"


async def test_an_app_gets_only_the_events_it_subscribed_to(clock: HandClock) -> None:
    spec = two_companies()
    app = replace(spec.app, bot_events=frozenset({"message.im", "reaction_added"}))
    slack = Workspace(replace(spec, app=app), now=clock.now, monotonic=clock.monotonic)

    ts = slack.post(CARLA, SUPPORT, "help")
    assert slack.unacked == 0
    slack.react(ALICE, SUPPORT, ts, "eyes")
    slack.post(ALICE, slack.im_with(ALICE).id, "hi")
    assert slack.unacked == 2


@pytest.mark.parametrize(
    ("forbidden", "complaint"),
    [
        (lambda slack, ts: slack.post(STRANGER, SUPPORT, "x"), "not in C0SUPPORT"),
        (lambda slack, ts: slack.post("U0NOBODY", SUPPORT, "x"), "no user U0NOBODY"),
        (lambda slack, ts: slack.post(LEFT, SUPPORT, "x"), "deactivated"),
        (lambda slack, ts: slack.post(ALICE, "C0NONE", "x"), "no channel C0NONE"),
        (lambda slack, ts: slack.post(ALICE, SUPPORT, "x", thread_ts="1.0"), "no message 1.0"),
        (lambda slack, ts: slack.edit(ALICE, SUPPORT, ts, "x"), "not U0ALICE's own"),
        (lambda slack, ts: slack.delete(ALICE, SUPPORT, ts), "not U0ALICE's own"),
        (lambda slack, ts: slack.delete(ALICE, SUPPORT, "2.0"), "no message 2.0"),
        (lambda slack, ts: slack.unreact(ALICE, SUPPORT, ts, "eyes"), "no_reaction"),
        (lambda slack, ts: slack.join(CARLA, HELP), "does not share"),
    ],
)
async def test_people_cannot_do_what_slack_would_not_let_them(
    slack: Workspace, forbidden: object, complaint: str
) -> None:
    ts = slack.post(CARLA, SUPPORT, "help")
    with pytest.raises(CannotDo, match=complaint):
        forbidden(slack, ts)  # type: ignore[operator]


async def test_nobody_can_write_in_an_archived_channel(slack: Workspace) -> None:
    slack.archive(HELP)
    with pytest.raises(CannotDo, match="is archived"):
        slack.post(ALICE, HELP, "x")


async def test_a_reply_cannot_hang_on_a_reply(slack: Workspace) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    reply = slack.post(ALICE, SUPPORT, "on it", thread_ts=parent)
    with pytest.raises(CannotDo, match="is a reply"):
        slack.post(BEN, SUPPORT, "me too", thread_ts=reply)


def test_a_workspace_that_names_unknown_members_is_refused() -> None:
    spec = two_companies()
    channel = ChannelSpec(id="C1", name="x", members=("U0NOBODY",))
    with pytest.raises(ValueError, match="unknown member U0NOBODY"):
        WorkspaceSpec(teams=spec.teams, users=spec.users, channels=(channel,))
