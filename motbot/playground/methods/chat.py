"""Methods that write messages: chat.postMessage, postEphemeral, update, delete, getPermalink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.call import Call
    from motbot.playground.conversation import Conversation
    from motbot.playground.spec import JSON


def post_message(call: Call) -> JSON:
    """Post in a channel, a thread or, with a person's id as channel, in the direct message with them."""
    state = call.workspace
    conversation = _target(call)
    state.check_message("chat.postMessage", call.args)
    thread = _thread(call, conversation)
    message = state.bot_message(state.content(call.args) | thread)
    if call.args.get("username"):
        message |= {"subtype": "bot_message", "username": call.args["username"]}
    state.add_message(conversation, message)
    return {"channel": conversation.id, "ts": message["ts"], "message": message}


def post_ephemeral(call: Call) -> JSON:
    """Show a message to one member of a channel; ok even where Slack shows nothing."""
    state = call.workspace
    user = call.required("user")
    conversation = _writable(call, call.required("channel"))
    if user not in conversation.members:
        raise ApiError("user_not_in_channel" if user in state.users else "user_not_found")
    state.check_message("chat.postEphemeral", call.args)
    thread_ts = call.text("thread_ts")
    message = state.bot_message(state.content(call.args) | ({"thread_ts": thread_ts} if thread_ts else {}))
    state.show_ephemeral(user, conversation, message)
    return {"message_ts": message["ts"]}


def update(call: Call) -> JSON:
    """Change one of the app's own messages; text without blocks takes the old blocks away."""
    state = call.workspace
    conversation, old = _own_message(call, "cant_update_message")
    state.check_message("chat.update", call.args)
    content = state.content(call.args)
    if "text" not in call.args and "blocks" not in content:
        content["blocks"] = old.get("blocks", [])
    kept = {key: value for key, value in old.items() if key not in {"text", "blocks"}}
    edited = {"user": state.app.bot_user_id, "ts": state.stamps.next()}
    new = kept | content | {"edited": edited}
    state.change_message(conversation, new)
    return {"channel": conversation.id, "ts": new["ts"], "text": new["text"], "message": new}


def delete(call: Call) -> JSON:
    """Delete one of the app's own messages."""
    conversation, old = _own_message(call, "cant_delete_message")
    call.workspace.remove_message(conversation, old["ts"])
    return {"channel": conversation.id, "ts": old["ts"]}


def get_permalink(call: Call) -> JSON:
    """Return a message's link; a reply's link also names its thread."""
    conversation, ts = known(call), call.required("message_ts")
    message = conversation.messages.get(ts)
    if message is None:
        raise ApiError("message_not_found")
    link = f"{call.workspace.team.url}archives/{conversation.id}/p{ts.replace('.', '')}"
    thread_ts = message.get("thread_ts")
    if thread_ts and thread_ts != ts:
        link += f"?thread_ts={thread_ts}&cid={conversation.id}"
    return {"channel": conversation.id, "permalink": link}


def known(call: Call) -> Conversation:
    """Return the channel a call names, if the app may know of it."""
    state = call.workspace
    conversation = state.conversations.get(call.required("channel"))
    if conversation is None or not visible(call, conversation):
        raise ApiError("channel_not_found")
    return conversation


def visible(call: Call, conversation: Conversation) -> bool:
    """Whether the app may know of a channel: its own ones, and the public ones that our team has or shares."""
    state = call.workspace
    return state.bot_is_in(conversation) or (not conversation.is_private and state.team.id in conversation.teams)


def _target(call: Call) -> Conversation:
    channel, state = call.required("channel"), call.workspace
    if channel in state.users:
        return direct_message(call, channel)
    named = (one.id for one in state.conversations.values() if not one.is_im and one.name == channel.removeprefix("#"))
    return _writable(call, channel if channel in state.conversations else next(named, channel))


def direct_message(call: Call, user_id: str) -> Conversation:
    """Return the bot's direct message with a person, opened if need be."""
    state = call.workspace
    user = state.users.get(user_id)
    if user is None:
        raise ApiError("user_not_found")
    if user.is_bot:
        raise ApiError("cannot_dm_bot")
    if user.deleted:
        raise ApiError("user_disabled")
    return state.im_with(user_id)


def _writable(call: Call, channel: str) -> Conversation:
    state = call.workspace
    conversation = state.conversations.get(channel)
    if conversation is None:
        raise ApiError("channel_not_found")
    if not state.bot_is_in(conversation):
        raise ApiError("channel_not_found" if conversation.is_private else "not_in_channel")
    if conversation.is_archived:
        raise ApiError("is_archived")
    if conversation.is_im and any(state.users[member].deleted for member in conversation.members):
        raise ApiError("user_disabled")
    return conversation


def _thread(call: Call, conversation: Conversation) -> JSON:
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return {}
    parent = conversation.messages.get(thread_ts)
    if parent is None:
        raise ApiError("thread_not_found")
    if parent.get("thread_ts", thread_ts) != thread_ts:
        raise ApiError("cannot_reply_to_message")
    keys = {"thread_ts": thread_ts, **({"parent_user_id": parent["user"]} if "user" in parent else {})}
    return keys | ({"subtype": "thread_broadcast"} if call.flag("reply_broadcast") else {})


def _own_message(call: Call, otherwise: str) -> tuple[Conversation, JSON]:
    conversation = _writable(call, call.required("channel"))
    message = conversation.messages.get(call.required("ts"))
    if message is None:
        raise ApiError("message_not_found")
    if message.get("bot_id") != call.workspace.app.bot_id:
        raise ApiError(otherwise)
    return conversation, message


METHODS: dict[str, Callable[[Call], JSON]] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
