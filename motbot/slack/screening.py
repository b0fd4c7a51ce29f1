"""Decides at the door what becomes of a payload: stored, let pass, or laid aside; and what of it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from motbot.domain.errors import BadInput
from motbot.domain.events import Acted, AppRemoved, Event, PersonChanged, TokenRevoked
from motbot.slack import payloads as p
from motbot.slack.events import parse
from motbot.slack.identity import Identity
from motbot.slack.interactions import RECEIVED_AT
from motbot.slack.picked_times import faults
from motbot.slack.readable import file_count

_DEEPEST = 60
"""Slack's own payloads stay far below; json and our database give up at about 1,000."""
_NESTS = (dict, list)
_LONGEST_ID = 200
_SECRETS = frozenset({"response_url", "response_urls", "token", "trigger_id"})
_INTERACTIONS = frozenset({"block_actions", "view_submission"})
_HOME = "app_home_opened"
_FOR_BOLT = frozenset({"block_suggestion", "message_action", "shortcut", "url_verification", "view_closed"})


class Fate(StrEnum):
    """What becomes of a payload at the door."""

    STORE = "store"
    PASS = "pass"  # noqa: S105 - no password
    """Not for the inbox; Bolt answers it."""
    DROP = "drop"
    """Acknowledged and forgotten: nothing we watch."""
    ASIDE = "aside"
    """Acknowledged and kept for the operator: it makes no sense to us."""
    CORRECT = "correct"
    """Given back to be corrected: a sent window with something in it that cannot be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """The door's decision. `body` is what is stored, without secrets and without what nobody reads.

    `faults` says what is to be corrected, by field.
    """

    fate: Fate
    team: str = ""
    event_id: str = ""
    body: Mapping[str, Any] | None = None
    reason: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def screen(body: Any, *, us: Identity, watches: Callable[[str], bool], received_at: str) -> Screened:
    """Decide about a payload; never raises, whatever comes.

    Args:
        body: the payload, as decoded from JSON.
        us: who we are.
        watches: whether a channel is watched.
        received_at: seconds since 1970, as text.
    """
    try:
        return _screened(body, us, watches, received_at)
    except BadInput as trouble:
        return Screened(fate=Fate.ASIDE, team=us.team, reason=str(trouble))


def _screened(body: Any, us: Identity, watches: Callable[[str], bool], received_at: str) -> Screened:
    if not isinstance(body, dict):
        raise BadInput("a payload from Slack: expected a JSON object")
    if is_deeper_than(_DEEPEST, body):
        raise BadInput(f"a payload from Slack: nested deeper than {_DEEPEST} levels")
    kind = body.get("type")
    if kind == "event_callback":
        return _event(body, us, watches)
    if isinstance(kind, str) and kind in _INTERACTIONS:
        return _interaction(body, us, received_at)
    if isinstance(body.get("command"), str) or (isinstance(kind, str) and kind in _FOR_BOLT):
        return Screened(fate=Fate.PASS, team=us.team)
    raise BadInput("a payload from Slack: field type: expected a kind of payload that we know")


def _event(body: Mapping[str, Any], us: Identity, watches: Callable[[str], bool]) -> Screened:
    wrapper = p.read(p.Wrapper, body, "event_callback")
    if wrapper.event.get("type") == _HOME:
        return Screened(fate=Fate.PASS, team=wrapper.team)
    happened = parse(body, us=us)
    if happened is None or not _matters(happened, wrapper.event, us, watches):
        return Screened(fate=Fate.DROP, team=wrapper.team)
    event_id = body.get("event_id")
    if not isinstance(event_id, str) or not 0 < len(event_id) <= _LONGEST_ID:
        raise BadInput("Slack's event_callback: field event_id: expected a short text")
    if not wrapper.team:
        raise BadInput("Slack's event_callback: field team_id: expected our workspace's id")
    return Screened(fate=Fate.STORE, team=wrapper.team, event_id=event_id, body=_slim_event(body, wrapper.event))


def _matters(happened: Event, event: Mapping[str, Any], us: Identity, watches: Callable[[str], bool]) -> bool:
    if isinstance(happened, PersonChanged | AppRemoved | TokenRevoked | Acted):
        return True
    if happened.channel.startswith("D"):
        return not _is_our_echo(event, us)
    return watches(happened.channel)


def _is_our_echo(event: Mapping[str, Any], us: Identity) -> bool:
    """Our cards come back to us as events when they are posted, updated and deleted."""
    for candidate in (event.get("message"), event.get("previous_message"), event):
        if isinstance(candidate, dict) and ("user" in candidate or "bot_id" in candidate):
            return us.wrote(user=str(candidate.get("user") or ""), bot=str(candidate.get("bot_id") or ""))
    return False


def _interaction(body: Mapping[str, Any], us: Identity, received_at: str) -> Screened:
    slim = _slim_interaction(body) | {RECEIVED_AT: received_at}
    if wrong := faults(slim, now=p.at(received_at)):
        return Screened(fate=Fate.CORRECT, team=us.team, faults=wrong)
    done = parse(slim, us=us)
    if not isinstance(done, Acted):
        return Screened(fate=Fate.PASS, team=us.team)
    return Screened(fate=Fate.STORE, team=done.team or us.team, event_id=_interaction_id(body), body=slim)


def _interaction_id(body: Mapping[str, Any]) -> str:
    """Slack gives interactions no id of their own: what makes one press or one sent modal what it is."""
    if body["type"] == "view_submission":
        view = body["view"]
        parts = ["view", view["id"], str(view.get("hash") or "")]
    else:
        action = body["actions"][0]
        parts = ["action", action["action_ts"], action["action_id"], body["user"]["id"]]
    event_id = ":".join(parts)
    if len(event_id) > _LONGEST_ID:
        raise BadInput("an interaction from Slack: its ids are too long")
    return event_id


def _slim_event(body: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    slim = slim_message(event)
    for part in ("message", "previous_message"):
        if isinstance(event.get(part), dict):
            slim[part] = slim_message(event[part])
    if event.get("type") == "user_change":
        # The rest is a person's whole profile.
        slim["user"] = {"id": event["user"]["id"]}
    return {name: value for name, value in body.items() if name != "token"} | {"event": slim}


def slim_message(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message without what its files are, and without the blocks that say its text once more.

    A bot's text may be a mere notice of what its blocks and attachments say, so these are kept.
    """
    text = message.get("text")
    said = isinstance(text, str) and bool(text.strip()) and not message.get("bot_id")
    unread = {"files", "blocks", "attachments"} if said else {"files"}
    slim = {name: value for name, value in message.items() if name not in unread}
    if count := file_count(message):
        # How many there are is all we read of them.
        slim["files"] = [{}] * count
    return slim


def _slim_interaction(body: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is read: the response URL is a secret, and the message is our own card again."""
    slim = {name: body[name] for name in ("type", "team", "user", "actions") if name in body}
    view = body.get("view")
    if isinstance(view, dict):
        slim["view"] = {
            name: view[name] for name in ("id", "hash", "callback_id", "private_metadata", "state") if name in view
        }
    return slim


def keepable(body: Mapping[str, Any] | str) -> Mapping[str, Any] | str:
    """What may be kept of a payload that made no sense: no secrets, and nothing that json cannot write down again."""
    if isinstance(body, str):
        return body
    if is_deeper_than(_DEEPEST, body):
        return "nested too deep to be kept"
    return {name: value for name, value in body.items() if name not in _SECRETS}


def is_deeper_than(levels: int, value: Any) -> bool:
    """Whether a decoded JSON value is nested deeper; without recursion, so that it can look at anything."""
    layer = [value] if isinstance(value, _NESTS) else []
    for _ in range(levels):
        layer = [
            child
            for node in layer
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, _NESTS)
        ]
        if not layer:
            return False
    return True
