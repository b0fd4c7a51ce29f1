"""What a person reads in their direct message with the bot: each message with its words and buttons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One private message as it stands now. `kind` is the first word of its key: card, summary, confirm, later ..."""

    kind: str
    key: str
    channel: str
    ts: str
    text: str
    """Everything that can be read, one piece a line."""
    buttons: tuple[str, ...]
    """Action ids; options of menus by their value's first word."""
    edited: bool

    @property
    def where(self) -> tuple[str, str]:
        """Where to press its buttons."""
        return self.channel, self.ts


def note_of(message: Mapping[str, Any], channel: str) -> Note:
    """Read a message as the workspace stores it."""
    blocks = message.get("blocks", [])
    key = str(message.get("metadata", {}).get("event_payload", {}).get("key", ""))
    return Note(
        kind=key.partition(":")[0],
        key=key,
        channel=channel,
        ts=str(message["ts"]),
        text="\n".join(words_in(blocks)),
        buttons=tuple(_buttons(blocks)),
        edited="edited" in message,
    )


def words_in(part: object) -> Iterator[str]:
    """Every text of a message's blocks, from top to bottom."""
    if isinstance(part, Mapping):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for inner in part.values():
            yield from words_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from words_in(inner)


def _buttons(part: object) -> Iterator[str]:
    """Action ids from left to right; a menu's options instead of the menu."""
    if isinstance(part, Mapping):
        if part.get("type") == "overflow":
            yield from (str(option["value"]).partition(":")[0] for option in part["options"])
        elif isinstance(part.get("action_id"), str):
            yield part["action_id"]
        for inner in part.values():
            yield from _buttons(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _buttons(inner)
