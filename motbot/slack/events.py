"""Turns what Slack sends into what happened, in our own words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from motbot.domain.errors import BadInput
from motbot.domain.events import (
    AppRemoved,
    ChannelChange,
    ChannelChanged,
    Deleted,
    Edited,
    Event,
    PersonChanged,
    Posted,
    Reacted,
    TokenRevoked,
)
from motbot.domain.people import Author
from motbot.slack import payloads as p
from motbot.slack.identity import Identity
from motbot.slack.interactions import parse_interaction
from motbot.slack.permalinks import links_to_messages
from motbot.slack.readable import around, file_count, parts_of, readable, text_of

_WORDS = frozenset({None, "file_share", "thread_broadcast", "me_message", "bot_message"})
"""Message subtypes that are somebody's words; the others are Slack's own notices."""
_DEEP = 3
"""How far the fields of a message's metadata are followed."""


def parse(body: Mapping[str, Any], *, us: Identity) -> Event | None:
    """Turn a stored body into what happened; None for what we do not care about. Bind `us` to get the port's Parse.

    Raises:
        BadInput: the body makes no sense; says where.
    """
    if body.get("type") != "event_callback":
        return parse_interaction(body)
    wrapper = p.read(p.Wrapper, body, "event_callback")
    kind = wrapper.event.get("type")
    if not isinstance(kind, str):
        raise BadInput("Slack's event_callback: field event.type: expected text; it is kept aside")
    reader = _READERS.get(kind)
    return reader(wrapper, us) if reader else None


def _message(wrapper: p.Wrapper, us: Identity) -> Event | None:
    subtype = wrapper.event.get("subtype")
    if subtype == "message_changed":
        return _edited(wrapper, us)
    if subtype == "message_deleted":
        return _deleted(wrapper)
    if subtype is not None and subtype not in _WORDS:
        return None
    return _posted(wrapper, us)


def _posted(wrapper: p.Wrapper, us: Identity) -> Posted | None:
    message = p.read(p.MessageEvent, wrapper.event, "message event")
    if message.hidden:
        return None
    text, mentions = readable(text_of(wrapper.event))
    author = _author(message, us)
    return Posted(
        team=wrapper.team,
        channel=message.channel,
        ts=message.ts,
        thread_ts=_thread(message),
        author=author,
        text=text,
        at=p.at(message.ts),
        direct=message.channel_type == "im" or message.channel.startswith("D"),
        mentions=mentions,
        metadata=_told(message, wrapper.event, author),
        parts=parts_of(wrapper.event) if author.bot else {},
        files=file_count(wrapper.event),
        links=links_to_messages(text, workspace_url=us.url, team=us.team, enterprise=us.enterprise),
    )


def _thread(message: p.MessageBody) -> str:
    """The thread's root, empty at the channel's root: Slack names a parent as its own thread once it has replies."""
    return message.thread_ts if message.thread_ts and message.thread_ts != message.ts else ""


def _author(message: p.MessageBody, us: Identity) -> Author:
    user, bot = message.user or "", message.bot_id or ""
    ours = us.wrote(user=user, bot=bot)
    return Author(
        user=user,
        team=message.user_team or message.source_team or message.team or "",
        # A person who posted through a user token of our own app is that person.
        bot="" if user and bot == us.bot and not ours else bot,
        app=message.app_id or "",
        username=message.username or "",
        is_ourselves=ours,
    )


def _told(message: p.MessageBody, raw: Mapping[str, Any], author: Author) -> dict[str, str]:
    """What an app tells beside the words: its metadata, and for a bot's post what stands around an attachment."""
    told = around(raw) if author.bot else {}
    if message.metadata is None:
        return told
    told |= {"event_type": message.metadata.event_type} if message.metadata.event_type and author.bot else {}
    return told | dict(_flat(message.metadata.event_payload))


def _flat(payload: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Fields with text or a whole number, those of an inner object with a dot between: `requester.id`."""
    for name, value in payload.items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield f"{above}{name}", str(value)
        elif isinstance(value, dict) and depth < _DEEP:
            yield from _flat(value, f"{above}{name}.", depth + 1)


def _edited(wrapper: p.Wrapper, us: Identity) -> Edited | Deleted | None:
    change = p.read(p.MessageChanged, wrapper.event, "message_changed event")
    message = change.message
    when = change.event_ts or change.ts or message.ts
    if message.subtype == "tombstone":
        return Deleted(team=wrapper.team, channel=change.channel, ts=message.ts, at=p.at(when))
    if message.subtype not in _WORDS:
        return None
    raw, author = wrapper.event["message"], _author(message, us)
    text, mentions = readable(text_of(raw))
    parts = parts_of(raw) if author.bot else {}
    previous = wrapper.event.get("previous_message")
    # Link previews and a thread's counters come as changes too.
    if isinstance(previous, dict) and readable(text_of(previous))[0] == text:
        before = parts_of(previous) if author.bot else {}
        if before == parts:
            return None
    edited = message.edited.ts if message.edited and message.edited.ts else when
    return Edited(
        team=wrapper.team,
        channel=change.channel,
        ts=message.ts,
        author=author,
        text=text,
        at=p.at(edited),
        thread_ts=_thread(message),
        mentions=mentions,
        metadata=_told(message, raw, author),
        parts=parts,
    )


def _deleted(wrapper: p.Wrapper) -> Deleted:
    change = p.read(p.MessageDeleted, wrapper.event, "message_deleted event")
    when = change.event_ts or change.ts or change.deleted_ts
    return Deleted(team=wrapper.team, channel=change.channel, ts=change.deleted_ts, at=p.at(when))


def _reacted(wrapper: p.Wrapper, _: Identity, *, added: bool) -> Reacted | None:
    reaction = p.read(p.Reaction, wrapper.event, "reaction event")
    item = reaction.item
    if item.type != "message" or item.channel is None or item.ts is None:
        return None
    return Reacted(
        team=wrapper.team,
        channel=item.channel,
        ts=item.ts,
        user=reaction.user,
        emoji=reaction.reaction.partition("::")[0],
        added=added,
        at=p.at(reaction.event_ts),
    )


def _membership(wrapper: p.Wrapper, us: Identity, *, change: ChannelChange) -> ChannelChanged | PersonChanged:
    membership = p.read(p.Membership, wrapper.event, "membership event")
    when = _when(wrapper, membership.event_ts)
    if membership.user != us.user:
        return PersonChanged(team=wrapper.team, user=membership.user, at=when)
    return ChannelChanged(team=wrapper.team, channel=membership.channel, change=change, at=when)


def _gone(wrapper: p.Wrapper, _: Identity) -> ChannelChanged:
    gone = p.read(p.ChannelGone, wrapper.event, "channel event")
    when = _when(wrapper, gone.event_ts)
    return ChannelChanged(team=wrapper.team, channel=gone.channel, change=ChannelChange.LEFT, at=when)


def _renumbered(wrapper: p.Wrapper, _: Identity) -> ChannelChanged:
    change = p.read(p.ChannelRenumbered, wrapper.event, "channel_id_changed event")
    return ChannelChanged(
        team=wrapper.team,
        channel=change.old_channel_id,
        change=ChannelChange.RENUMBERED,
        new_channel=change.new_channel_id,
        at=_when(wrapper, change.event_ts),
    )


def renumbered(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """The old and the new id where a body that makes sense tells of them."""
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("type") != "channel_id_changed":
        return None
    change = p.read(p.ChannelRenumbered, event, "channel_id_changed event")
    return change.old_channel_id, change.new_channel_id


def channel_of(body: Mapping[str, Any]) -> str:
    """The channel an event is about: what is said in one is taken in order. Clicks need no order."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        return ""
    item = event.get("item")
    channel = event.get("channel") or (item.get("channel") if isinstance(item, Mapping) else "")
    return channel if isinstance(channel, str) else ""


def _user_changed(wrapper: p.Wrapper, _: Identity) -> PersonChanged:
    change = p.read(p.UserChanged, wrapper.event, "user_change event")
    return PersonChanged(team=wrapper.team, user=change.user.id, at=_when(wrapper, change.event_ts))


def _groups_changed(wrapper: p.Wrapper, _: Identity) -> PersonChanged:
    change = p.read(p.GroupsChanged, wrapper.event, "user group event")
    return PersonChanged(team=wrapper.team, user="", at=_when(wrapper, change.event_ts))


def _removed(wrapper: p.Wrapper, _: Identity) -> AppRemoved:
    removed = p.read(p.AppUninstalled, wrapper.event, "app_uninstalled event")
    return AppRemoved(team=wrapper.team, at=_when(wrapper, removed.event_ts))


def _revoked(wrapper: p.Wrapper, us: Identity) -> TokenRevoked | None:
    """A person's own token is none of ours."""
    revoked = p.read(p.TokensRevoked, wrapper.event, "tokens_revoked event")
    if us.user not in (revoked.tokens.bot or ()):
        return None
    return TokenRevoked(team=wrapper.team, at=_when(wrapper, revoked.event_ts))


def _when(wrapper: p.Wrapper, stamp: str | None) -> datetime:
    if stamp:
        return p.at(stamp)
    if wrapper.event_time is None or not 0 <= wrapper.event_time < 10**10:
        raise BadInput("Slack's event_callback: field event_time: expected seconds since 1970; it is kept aside")
    return datetime.fromtimestamp(wrapper.event_time, tz=UTC)


_READERS: Mapping[str, Callable[[p.Wrapper, Identity], Event | None]] = {
    "message": _message,
    "reaction_added": partial(_reacted, added=True),
    "reaction_removed": partial(_reacted, added=False),
    "member_joined_channel": partial(_membership, change=ChannelChange.JOINED),
    "member_left_channel": partial(_membership, change=ChannelChange.LEFT),
    "channel_archive": _gone,
    "channel_deleted": _gone,
    "channel_left": _gone,
    "group_archive": _gone,
    "group_deleted": _gone,
    "group_left": _gone,
    "channel_id_changed": _renumbered,
    "user_change": _user_changed,
    "subteam_members_changed": _groups_changed,
    "subteam_updated": _groups_changed,
    "app_uninstalled": _removed,
    "tokens_revoked": _revoked,
}

EVENTS_READ = frozenset(_READERS)
"""Types of events we read; the door stores no others."""
ABOUT_PEOPLE_AND_CHANNELS = EVENTS_READ - {"message", "reaction_added", "reaction_removed"}
"""Types of events after which what is remembered of people and channels may be wrong."""
