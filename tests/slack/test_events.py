"""Slack's bodies become what happened, in our own words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from motbot.domain.events import (
    ChannelChange,
    ChannelChanged,
    Deleted,
    Edited,
    Event,
    PersonChanged,
    Posted,
    Reacted,
)
from motbot.domain.people import Author
from motbot.slack.events import parse
from tests.slack.rig import ALICE, CARLA, SUPPORT, TS, US, Json, event_body, message

AT = datetime(2026, 3, 2, 9, 0, 0, 100, tzinfo=UTC)


def read(event: Json, **more: Any) -> Event | None:
    return parse(event_body(event, **more), us=US)


def posted(event: Json) -> Posted:
    happened = read(event)
    assert isinstance(happened, Posted)
    return happened


def test_a_customers_message_says_who_wrote_what_where_and_when() -> None:
    assert posted(message("it is &lt;broken&gt;")) == Posted(
        team=US.team,
        channel=SUPPORT,
        ts=TS,
        author=Author(user=CARLA, team="T0CUSTOMER"),
        text="it is <broken>",
        at=AT,
    )


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_some_subtypes_are_ordinary_words(subtype: str) -> None:
    assert posted(message(subtype=subtype)).text == "the export is broken"


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ([{"id": "F1"}, {"id": "F2", "mode": "hosted"}], 2),
        ([{"id": "F1"}, {"id": "F2", "mode": "tombstone"}], 1),
        ([], 0),
        ([{}], 1),
        (["F1", None, 5], 0),
        ({"id": "F1"}, 0),
        (None, 0),
    ],
)
def test_files_are_counted(files: Any, count: int) -> None:
    assert posted(message(subtype="file_share", files=files)).files == count


@pytest.mark.parametrize("subtype", ["channel_join", "channel_topic", "message_replied", "unheard_of"])
def test_slacks_own_notices_are_not_words(subtype: str) -> None:
    assert read(message(subtype=subtype)) is None


def test_hidden_messages_are_not_words() -> None:
    assert read(message(hidden=True)) is None


def test_a_bridge_that_overrides_its_name_is_told_by_the_name() -> None:
    event = message(subtype="bot_message", bot_id="B0BRIDGE", username="Carla (email)")
    del event["user"]

    assert posted(event).author == Author(bot="B0BRIDGE", team="T0CUSTOMER", username="Carla (email)")


def test_a_bridge_of_today_is_told_by_its_bot_and_app() -> None:
    event = message(user="U0BRIDGE", team=US.team, bot_id="B0BRIDGE", app_id="A0BRIDGE", bot_profile={"name": "x"})

    assert posted(event).author == Author(user="U0BRIDGE", team=US.team, bot="B0BRIDGE", app="A0BRIDGE")


def test_the_metadata_of_an_app_is_kept_flat_and_no_deeper_than_anybody_needs() -> None:
    deep = {"a": {"b": {"c": {"d": {"e": "lost"}}}}}
    payload = {"author": "Carla", "n": 1, "yes": True, "none": None, "list": ["x"], "requester": {"id": 42}} | deep

    found = posted(message(metadata={"event_type": "ticket", "event_payload": payload})).metadata

    assert found == {"author": "Carla", "n": "1", "requester.id": "42"}


def test_what_stands_around_the_words_of_a_bots_post_is_told_and_of_a_persons_is_not() -> None:
    fields = [{"title": "Type", "value": "Customer reply"}, {"title": 7, "value": "x"}, "nonsense"]
    attachments = [{"author_name": "<mailto:c@x.example|Carla>", "title": "#7", "text": "It fails", "fields": fields}]
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*It* fails &amp; stops"}}]
    by_bot = posted(message("a notice", bot_id="B0DESK", user=None, blocks=blocks, attachments=attachments))
    by_person = posted(message("see this", blocks=blocks, attachments=attachments))

    assert by_bot.text == "a notice"
    assert by_bot.parts == {"blocks": "*It* fails & stops", "attachments": "It fails"}
    assert by_bot.metadata == {
        "attachment.author_name": "Carla (c@x.example)",
        "attachment.title": "#7",
        "attachment.fields.Type": "Customer reply",
    }
    assert (by_person.parts, by_person.metadata) == ({}, {})


def test_an_edit_of_what_stands_in_a_bots_attachment_is_one_although_its_text_stays() -> None:
    def of(words: str) -> Json:
        return message("a notice", bot_id="B0DESK", user=None, attachments=[{"text": words}])

    def edit(before: str, after: str) -> Json:
        return changed("", None) | {"message": of(after), "previous_message": of(before)}

    happened = read(edit("It fails", "It fails again"))
    assert isinstance(happened, Edited)
    assert happened.parts == {"attachments": "It fails again"}
    assert read(edit("It fails", "It fails")) is None


def test_our_own_posts_are_told_by_account_or_bot() -> None:
    by_account = message(user=US.user, bot_id=US.bot)
    by_bot = message(bot_id=US.bot, subtype="bot_message")
    del by_bot["user"]

    assert posted(by_account).author.is_ourselves
    assert posted(by_bot).author.is_ourselves


def test_an_agents_post_through_our_app_is_the_agents() -> None:
    author = posted(message(user=ALICE, bot_id=US.bot)).author

    assert (author.id, author.bot, author.is_ourselves) == (ALICE, "", False)


def test_the_authors_team_is_where_the_author_is_from_and_ours_is_where_we_are() -> None:
    event = message(user_team="T0HOME", source_team="T0OTHER", team=US.team)
    happened = read(event, team_id="T0CUSTOMER", authorizations=[{"team_id": US.team}])

    assert isinstance(happened, Posted)
    assert (happened.author.team, happened.team) == ("T0HOME", US.team)


def test_without_authorizations_the_wrapper_names_our_team() -> None:
    happened = read(message(), authorizations=None)

    assert isinstance(happened, Posted)
    assert happened.team == US.team


def test_a_reply_names_its_thread_and_a_parent_does_not() -> None:
    assert posted(message(thread_ts="1772441000.000100")).thread_ts == "1772441000.000100"
    assert posted(message(thread_ts=TS)).thread_ts == ""


def test_a_direct_message_is_marked() -> None:
    assert posted(message(channel="D0ALICE", channel_type="im")).direct
    assert not posted(message()).direct


@pytest.mark.parametrize(
    ("text", "shown", "mentions"),
    [
        ("<@U0ALICE> and <@U0BEN|ben>: help", "@U0ALICE and @U0BEN: help", ("U0ALICE", "U0BEN")),
        ("<@U0ALICE> <@U0ALICE>", "@U0ALICE @U0ALICE", ("U0ALICE",)),
        ("see <#C1|general> and <#C2>", "see #general and #C2", ()),
        ("<!here> <!channel|channel> <!subteam^S1|@agents> <!subteam^S2>", "@here channel @agents @S2", ()),
        ("by <!date^1772442000^{date}|2 March>", "by 2 March", ()),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2", ()),
        ("<https://a.example/x|the docs>", "the docs (https://a.example/x)", ()),
        ("<http://a.example|a.example>", "http://a.example", ()),
        ("<mailto:a@b.example|a@b.example>", "a@b.example", ()),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;", "1 < 2 && 3 > 2 &lt;", ()),
        ("&lt;@U0ALICE&gt;", "<@U0ALICE>", ()),
        ("  请帮忙 <@U0ALICE>\n谢谢  ", "请帮忙 @U0ALICE\n谢谢", ("U0ALICE",)),
    ],
)
def test_slacks_markup_becomes_what_a_person_reads(text: str, shown: str, mentions: tuple[str, ...]) -> None:
    happened = posted(message(text))

    assert (happened.text, happened.mentions) == (shown, mentions)


def test_a_bot_that_writes_into_blocks_is_read_there() -> None:
    line = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "Hi "}, {"type": "user", "user_id": "U0ALICE"}],
    }
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "Ticket 7"}, "fields": [{"text": "urgent"}]},
        {"type": "rich_text", "elements": [line, {"type": "rich_text_list", "elements": [line]}]},
    ]
    happened = posted(message("", blocks=blocks, attachments=[{"fallback": "a < b"}]))

    assert happened.text == "Ticket 7\nurgent\nHi @U0ALICE\nHi @U0ALICE\na < b"


def changed(new: str, old: str | None, **more: Any) -> Json:
    event: Json = {"type": "message", "subtype": "message_changed", "channel": SUPPORT, "ts": "1772442060.000300"}
    event |= {"hidden": True, "event_ts": "1772442060.000300", "message": message(new, **more)}
    return event if old is None else event | {"previous_message": message(old)}


def test_an_edit_tells_the_new_text_and_when_it_was_changed() -> None:
    edit = changed("the import is broken", "the export is broken", edited={"user": CARLA, "ts": "1772442050.000000"})

    assert read(edit) == Edited(
        team=US.team,
        channel=SUPPORT,
        ts=TS,
        author=Author(user=CARLA, team="T0CUSTOMER"),
        text="the import is broken",
        at=datetime(2026, 3, 2, 9, 0, 50, tzinfo=UTC),
    )


def test_a_change_that_leaves_the_words_alone_is_nothing() -> None:
    assert read(changed("the same", "the same", attachments=[{"fallback": "a preview"}])) is None


def test_a_tombstone_above_replies_is_a_deletion() -> None:
    happened = read(changed("This message was deleted.", "the export is broken", subtype="tombstone"))

    assert isinstance(happened, Deleted)
    assert happened.ts == TS


def test_a_deletion_names_the_message_that_is_gone() -> None:
    event = {"type": "message", "subtype": "message_deleted", "channel": SUPPORT, "deleted_ts": TS, "event_ts": TS}

    assert read(event) == Deleted(team=US.team, channel=SUPPORT, ts=TS, at=AT)


@pytest.mark.parametrize(("kind", "added"), [("reaction_added", True), ("reaction_removed", False)])
def test_an_emoji_is_told_without_its_skin_tone(kind: str, added: bool) -> None:
    item = {"type": "message", "channel": SUPPORT, "ts": TS}
    event = {"type": kind, "user": ALICE, "reaction": "+1::skin-tone-3", "item": item, "event_ts": TS}

    assert read(event) == Reacted(team=US.team, channel=SUPPORT, ts=TS, user=ALICE, emoji="+1", added=added, at=AT)


def test_an_emoji_on_a_file_is_nothing() -> None:
    event = {"type": "reaction_added", "user": ALICE, "reaction": "eyes", "item": {"type": "file"}, "event_ts": TS}

    assert read(event) is None


def test_when_we_come_and_go_the_channel_has_changed() -> None:
    joined = read({"type": "member_joined_channel", "user": US.user, "channel": SUPPORT, "event_ts": TS})
    left = read({"type": "member_left_channel", "user": US.user, "channel": SUPPORT, "event_ts": TS})

    assert joined == ChannelChanged(team=US.team, channel=SUPPORT, change=ChannelChange.JOINED, at=AT)
    assert left == ChannelChanged(team=US.team, channel=SUPPORT, change=ChannelChange.LEFT, at=AT)


@pytest.mark.parametrize("kind", ["member_joined_channel", "member_left_channel"])
def test_when_somebody_comes_or_goes_the_person_has_changed(kind: str) -> None:
    event = {"type": kind, "user": ALICE, "channel": SUPPORT, "event_ts": TS}

    assert read(event) == PersonChanged(team=US.team, user=ALICE, at=AT)


@pytest.mark.parametrize(
    "kind", ["channel_archive", "channel_deleted", "channel_left", "group_archive", "group_deleted", "group_left"]
)
def test_a_channel_that_is_gone_counts_as_left(kind: str) -> None:
    happened = read({"type": kind, "channel": SUPPORT})

    assert happened == ChannelChanged(
        team=US.team, channel=SUPPORT, change=ChannelChange.LEFT, at=datetime(2026, 3, 2, 9, tzinfo=UTC)
    )


def test_a_channel_that_is_shared_goes_on_under_another_id() -> None:
    happened = read({"type": "channel_id_changed", "old_channel_id": "G1", "new_channel_id": "C9", "event_ts": TS})

    assert happened == ChannelChanged(
        team=US.team, channel="G1", change=ChannelChange.RENUMBERED, new_channel="C9", at=AT
    )


def test_changed_profiles_and_groups_are_told() -> None:
    user = read({"type": "user_change", "user": {"id": ALICE, "profile": {}}, "event_ts": TS})
    group = read({"type": "subteam_members_changed", "subteam_id": "S1"})

    assert isinstance(user, PersonChanged)
    assert isinstance(group, PersonChanged)
    assert (user.user, group.user) == (ALICE, "")


def test_events_we_do_not_know_are_nothing() -> None:
    assert read({"type": "team_rename", "name": "x"}) is None
