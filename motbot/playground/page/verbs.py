"""What a person can ask for on the page, checked to the last field before anything is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from motbot.loopback.refusals import PageRefused
from motbot.playground.spec import JSON

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,30}$")]
Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}\.[0-9]{6}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255)]
"""A block_id, action_id or callback_id: Slack allows 255 characters of any kind."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=40_000)]
Emoji = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$")]
Command = Annotated[str, StringConstraints(pattern=r"^/[a-z][a-z0-9_-]{0,31}$")]
Choice = (
    Annotated[str, StringConstraints(max_length=40_000)]
    | Annotated[int, Field(ge=0, le=10**11)]
    | Annotated[list[Annotated[str, StringConstraints(max_length=255)]], Field(max_length=100)]
    | None
)
"""What is typed or chosen in a control; a whole number only for a date with a time."""


class Verb(BaseModel):
    """What every request says: who acts."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    who: Id = Field(alias="as")


class Post(Verb):
    """Write a message."""

    verb: Literal["post"]
    channel: Id
    text: Words
    thread_ts: Stamp | None = None


class Edit(Verb):
    """Change one's own message."""

    verb: Literal["edit"]
    channel: Id
    ts: Stamp
    text: Words


class Delete(Verb):
    """Take one's own message back."""

    verb: Literal["delete"]
    channel: Id
    ts: Stamp


class React(Verb):
    """Put an emoji on a message, or take it off."""

    verb: Literal["react", "unreact"]
    channel: Id
    ts: Stamp
    name: Emoji


class Press(Verb):
    """Press a button or choose in a control: of a message, of a modal, or of one's App Home (or view_id "home")."""

    verb: Literal["press"]
    channel: Id | None = None
    ts: Stamp | None = None
    view_id: Id | Literal["home"] | None = None
    home: bool = False
    action_id: Name
    block_id: Name | None = None
    value: Choice = None

    @property
    def where(self) -> tuple[str, str] | str:
        """The place, as the workspace wants it."""
        if self.home:
            return "home"
        if self.view_id is not None:
            return self.view_id
        if self.channel is None or self.ts is None:
            raise PageRefused(400, "bad_request", "press: expected channel and ts, or view_id.")
        return self.channel, self.ts


class Fill(Verb):
    """Type into a modal, by block_id or action_id."""

    verb: Literal["fill"]
    view_id: Id
    values: dict[Name, Choice] = Field(max_length=100)


class Submit(Verb):
    """Fill in and submit a modal; values by block_id, then by action_id."""

    verb: Literal["submit"]
    view_id: Id
    values: dict[Name, dict[Name, Choice]] = Field(default_factory=dict, max_length=100)


class Close(Verb):
    """Close a modal, and where `all` says so, those below it too."""

    verb: Literal["close"]
    view_id: Id
    all: bool = False


class Slash(Verb):
    """Type a slash command."""

    verb: Literal["slash"]
    channel: Id
    command: Command
    text: Annotated[str, StringConstraints(max_length=8_000)] = ""


class Shortcut(Verb):
    """Start a message shortcut."""

    verb: Literal["shortcut"]
    channel: Id
    ts: Stamp
    callback_id: Name


class Dismiss(Verb):
    """Put away a message that only oneself sees."""

    verb: Literal["dismiss"]
    channel: Id
    ts: Stamp


class OpenHome(Verb):
    """Open the app's Home."""

    verb: Literal["open_home"]


class Typing(Verb):
    """Let the others see that somebody is typing."""

    verb: Literal["typing"]
    channel: Id


AnyVerb = Annotated[
    Post | Edit | Delete | React | Press | Fill | Submit | Close | Slash | Shortcut | Dismiss | OpenHome | Typing,
    Field(discriminator="verb"),
]


class MoveBy(BaseModel):
    """Let so many seconds pass; at most a month at once."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    by: Annotated[float, Field(gt=0, le=31 * 86_400, allow_inf_nan=False)]


class MoveToNext(BaseModel):
    """Let the time pass until the next timer."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    to: Literal["next"]


class Chosen(BaseModel):
    """Name a scene."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Paced(BaseModel):
    """Choose how fast scenes play."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    pace: Literal["slow", "normal", "fast"]


class Reader:
    """Reads requests; made once, for its first reading takes longer than the request."""

    def __init__(self) -> None:
        self._verb: TypeAdapter[AnyVerb] = TypeAdapter(AnyVerb)
        self._move: TypeAdapter[MoveBy | MoveToNext] = TypeAdapter(MoveBy | MoveToNext)

    def verb(self, body: JSON) -> AnyVerb:
        """Return what a person asks for."""
        with _explained("act"):
            return self._verb.validate_python(body)

    def move(self, body: JSON) -> MoveBy | MoveToNext:
        """Return how the clock is to move."""
        with _explained("clock"):
            return self._move.validate_python(body)

    def scene(self, body: JSON) -> str:
        """Return which scene is to be played."""
        with _explained("scene"):
            return Chosen.model_validate(body).id

    def pace(self, body: JSON) -> str:
        """Return how fast scenes are to play."""
        with _explained("pace"):
            return Paced.model_validate(body).pace


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Turn a complaint about a request into the page's own, which names the field."""
    try:
        yield
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part)[:64] for part in first["loc"]) or "the body"
        raise PageRefused(400, "bad_request", f"{what}: {field}: {first['msg'][:300]}.") from error
