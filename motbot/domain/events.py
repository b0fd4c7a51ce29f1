"""What came in, in our own words: the closed list of things that can happen to motbot."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motbot.domain.people import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody wrote a message. `thread_ts` is empty at the channel's root; `at` is the message's own time."""

    team: str
    channel: str
    ts: str
    thread_ts: str = ""
    author: Author
    text: str
    at: datetime
    direct: bool = False
    """Written in a direct message to the bot: never a customer's place."""
    mentions: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    """The fields of the message's metadata payload, flat, and what stands around the first attachment of a bot's post
    (`attachment.author_name`): bridges may name their human there."""
    parts: dict[str, str] = field(default_factory=dict)
    """The words of a bot's post by where they stand, `blocks` and `attachments`: its `text` may be a mere notice."""
    files: int = 0
    """How many files hang on it."""
    links: tuple[tuple[str, str], ...] = ()
    """Channel and `ts` of each message of our workspace that it links to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A message's text was changed."""

    team: str
    channel: str
    ts: str
    author: Author
    text: str
    at: datetime
    thread_ts: str = ""
    mentions: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    """As for what was posted; Slack leaves it out of some edits."""
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A message was taken back."""

    team: str
    channel: str
    ts: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """Somebody put an emoji (its name without colons) on a message, or took it off."""

    team: str
    channel: str
    ts: str
    user: str
    emoji: str
    added: bool
    at: datetime


class ChannelChange(StrEnum):
    """What happened to a channel as far as we are concerned."""

    JOINED = "joined"
    """motbot was added."""
    LEFT = "left"
    """motbot was removed, or the channel was archived or deleted: nothing is sent about it any more."""
    RENUMBERED = "renumbered"
    """The channel goes on under another id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelChanged:
    """A channel was joined, left or given another id."""

    team: str
    channel: str
    change: ChannelChange
    new_channel: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged:
    """What we know of an account is stale: its profile, its rights, its groups or its place in a channel changed."""

    team: str
    user: str
    """Empty when whole groups changed: everything known is stale."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRemoved:
    """The app was uninstalled from the workspace."""

    team: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked:
    """Our token was revoked; the app may still be installed."""

    team: str
    at: datetime


class Act(StrEnum):
    """What a person can do with a private message of ours; the value is the action id on the wire."""

    OPEN = "open_thread"
    EDIT = "edit"
    """Open the modal with the draft."""
    EDITED = "edited"
    """The modal was sent: the adjusted draft, and what "We know that ..." says."""
    DRAFT = "draft_reply"
    """Have the reply drafted; once more where the model did not answer."""
    CLAIM = "claim"
    DONE = "done"
    NOT_HELPFUL = "not_helpful"
    WRONG = "wrong"
    """One expectation is wrong; the value is its mark."""
    LATER = "later"
    MUTE = "mute"
    CONFIRMED = "confirmed"
    """On the Confirm prompt: the customer has confirmed."""
    NOT_QUITE = "not_quite"
    """On the Confirm prompt: something is missing, back to Explore."""
    STILL_RUNNING = "still_running"
    """On the Confirm prompt: too early, ask again later."""
    TRACK = "track_promise"
    UNTRACK = "untrack_promise"
    """Undo tracking that began without a click."""
    FIX = "fix_promise"
    """Open the modal with the date and time pickers."""
    FIXED = "fixed_promise"
    """The modal was sent; the value is the local date and time, `2026-11-21T15:00`, on the clock of `Acted.zone`."""
    NOT_A_PROMISE = "not_a_promise"
    KEPT = "kept_promise"
    MOVE = "move_promise"
    """Open the modal that asks for the new time and the reason."""
    MOVED = "moved_promise"
    """It was sent; the value as for FIXED, the note is the reason."""
    CANNOT = "cannot_keep_promise"
    TAKE_OVER = "take_over_promise"
    """Answer for a promise that another agent of ours has made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A person pressed, chose or submitted something on a private message of ours."""

    team: str
    user: str
    act: Act
    moment: int
    promise: int = 0
    """The promise it is about; 0 for acts on a moment."""
    value: str = ""
    note: str = ""
    """Second text of a modal: what the agent says we know."""
    zone: str = ""
    """IANA name of the clock that a chosen time was shown on; empty where none was chosen."""
    at: datetime


Event = Posted | Edited | Deleted | Reacted | ChannelChanged | PersonChanged | AppRemoved | TokenRevoked | Acted
