"""Methods that read conversations: history, replies, members, info, list, and those that open or join them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.call import cursor_of
from motbot.playground.conversation import Span
from motbot.playground.errors import ApiError
from motbot.playground.methods.chat import direct_message, known, visible
from motbot.playground.people import channel_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.call import Call
    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON

TYPES = {"channel": "public_channel", "group": "private_channel", "im": "im"}


def info(call: Call) -> JSON:
    """Describe a channel."""
    return {"channel": channel_json(call.workspace, known(call), count_members=call.flag("include_num_members"))}


def history(call: Call) -> JSON:
    """Return root messages, newest first."""
    conversation = _readable(call)
    low, high = _span(call).cut(conversation.roots)
    end = high - call.cursor()
    start = max(low, end - call.limit())
    shown = [_rendered(call, conversation, ts) for ts in reversed(conversation.roots[start:end])]
    return _answer(shown, more=start > low, cursor=cursor_of(high - start))


def replies(call: Call) -> JSON:
    """Return a thread, oldest first; its parent heads the first page whatever `oldest` says."""
    conversation = _readable(call)
    ts = call.required("ts")
    message = conversation.messages.get(ts)
    if message is None:
        raise ApiError("thread_not_found")
    parent = message.get("thread_ts", ts)
    stamps = conversation.threads.get(parent, [])
    low, high = _span(call).cut(stamps)
    start = low + call.cursor()
    first = [parent] if start == low else []
    end = min(high, start + call.limit() - len(first))
    shown = [_rendered(call, conversation, one) for one in [*first, *stamps[start:end]]]
    return _answer(shown, more=end < high, cursor=cursor_of(end - low))


def members(call: Call) -> JSON:
    """Return who is in a channel."""
    return call.page(list(known(call).members), "members")


def list_all(call: Call) -> JSON:
    """Return the channels the app may know of, of the asked types."""
    state = call.workspace
    shown = [channel_json(state, one, count_members=True) for one in _of_types(call) if visible(call, one)]
    return call.page(shown, "channels")


def of_user(call: Call) -> JSON:
    """Return the channels that a person, by default the bot, is a member of."""
    state = call.workspace
    user = call.text("user", state.app.bot_user_id)
    if user not in state.users:
        raise ApiError("user_not_found")
    shared = [one for one in _of_types(call) if user in one.members and visible(call, one)]
    return call.page([channel_json(state, one) for one in shared], "channels")


def join(call: Call) -> JSON:
    """Let the bot join a public channel."""
    state, conversation = call.workspace, known(call)
    if conversation.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if conversation.is_archived:
        raise ApiError("is_archived")
    already = state.bot_is_in(conversation)
    state.join(state.app.bot_user_id, conversation.id)
    answer = {"channel": channel_json(state, conversation)}
    return answer | ({"warning": "already_in_channel"} if already else {})


def open_im(call: Call) -> JSON:
    """Open the direct message with one person."""
    users = call.required("users").split(",")
    if len(users) > 1:
        raise ApiError("method_not_supported_for_channel_type")
    already = call.workspace.has_im(users[0])
    conversation = direct_message(call, users[0])
    shown = channel_json(call.workspace, conversation) if call.flag("return_im") else {"id": conversation.id}
    return {"channel": shown, "no_op": already, "already_open": already}


def reactions_get(call: Call) -> JSON:
    """Return a message with its reactions."""
    conversation, ts = known(call), call.required("timestamp")
    if ts not in conversation.messages:
        raise ApiError("message_not_found")
    return {"type": "message", "channel": conversation.id, "message": conversation.rendered(ts, metadata=False)}


def _readable(call: Call) -> Conversation:
    conversation = known(call)
    if not call.workspace.bot_is_in(conversation):
        raise ApiError("not_in_channel")
    return conversation


def _span(call: Call) -> Span:
    oldest, latest = call.text("oldest", "0") or "0", call.text("latest") or None
    for stamp in (oldest, latest or "0"):
        if not stamp.replace(".", "", 1).isdigit():
            raise ApiError("invalid_ts_oldest" if stamp == oldest else "invalid_ts_latest")
    return Span(oldest=oldest, latest=latest, inclusive=call.flag("inclusive"))


def _rendered(call: Call, conversation: Conversation, ts: str) -> JSON:
    return conversation.rendered(ts, metadata=call.flag("include_all_metadata"))


def _answer(messages: list[JSON], *, more: bool, cursor: str) -> JSON:
    answer: JSON = {"messages": messages, "has_more": more}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if more else {})


def _of_types(call: Call) -> list[Conversation]:
    types = set(call.text("types", "public_channel").replace(" ", "").split(","))
    without_archived = call.flag("exclude_archived")
    everything = call.workspace.conversations.values()
    return [one for one in everything if TYPES[one.kind] in types and not (without_archived and one.is_archived)]


METHODS: dict[str, Callable[[Call], JSON]] = {
    "conversations.info": info,
    "conversations.history": history,
    "conversations.replies": replies,
    "conversations.members": members,
    "conversations.list": list_all,
    "conversations.join": join,
    "conversations.open": open_im,
    "users.conversations": of_user,
    "reactions.get": reactions_get,
}
