"""The shapes of Slack's events that we read, and nothing more of them than we read."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from motbot.domain.errors import BadInput

_STAMP = re.compile(r"\d{1,10}(\.\d{1,9})?")


def _stamp(value: str) -> str:
    if not _STAMP.fullmatch(value):
        raise ValueError("expected Slack's timestamp, such as 1700000000.000100")
    return value


Stamp = Annotated[str, AfterValidator(_stamp)]
"""Slack's `ts`: seconds since 1970 with a counter behind the dot; the message's id within its channel."""
SlackId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,63}$")]


class Payload(BaseModel):
    """What Slack sends grows all the time: unknown keys are left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


P = TypeVar("P", bound=Payload)


def user_of(body: Mapping[str, Any]) -> str:
    """The account that has pressed or sent something."""
    return str(body["user"]["id"])


def read(model: type[P], value: Any, what: str) -> P:
    """Read a payload.

    Raises:
        BadInput: names the payload, the field and what was expected, never what stood there.
    """
    try:
        return model.model_validate(value)
    except ValidationError as failure:
        first = failure.errors(include_input=False, include_url=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the payload itself"
        raise BadInput(
            f"Slack's {what}: field {field}: {first['msg']}; it is kept aside, nothing need be done"
        ) from None


def at(stamp: str) -> datetime:
    """The time of a stamp, in UTC."""
    return datetime.fromtimestamp(float(stamp), tz=UTC)


class Authorization(Payload):
    """One installation that can see an event; the first is ours."""

    team_id: str | None = None


class Wrapper(Payload):
    """What is around every event."""

    team_id: str | None = None
    authorizations: list[Authorization] | None = None
    event: dict[str, Any]
    event_time: int | None = None

    @property
    def team(self) -> str:
        """Our own workspace: in a shared channel `team_id` may be the other side's."""
        ours = self.authorizations[0].team_id if self.authorizations else None
        return ours or self.team_id or ""


class Metadata(Payload):
    """What an app put behind a message."""

    event_type: str = ""
    event_payload: dict[str, Any] = Field(default_factory=dict)


class Edit(Payload):
    """When a message was last edited."""

    ts: Stamp | None = None


class MessageBody(Payload):
    """The part of a message that is the same in every kind of message event."""

    subtype: str | None = None
    ts: Stamp
    thread_ts: Stamp | None = None
    user: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    user_team: str | None = None
    source_team: str | None = None
    team: str | None = None
    hidden: bool = False
    metadata: Metadata | None = None
    edited: Edit | None = None
    text: str | None = None
    blocks: list[Any] | None = None
    attachments: list[Any] | None = None


class MessageEvent(MessageBody):
    """A message as it arrives."""

    channel: SlackId
    channel_type: str | None = None
    event_ts: Stamp | None = None


class MessageChanged(Payload):
    """A message was edited, got a link preview, or became a tombstone above its replies."""

    channel: SlackId
    message: MessageBody
    previous_message: MessageBody | None = None
    event_ts: Stamp | None = None
    ts: Stamp | None = None


class MessageDeleted(Payload):
    """A message was deleted."""

    channel: SlackId
    deleted_ts: Stamp
    event_ts: Stamp | None = None
    ts: Stamp | None = None


class ReactionItem(Payload):
    """What an emoji was put on."""

    type: str
    channel: SlackId | None = None
    ts: Stamp | None = None


class Reaction(Payload):
    """An emoji was put on something, or taken off."""

    user: str
    reaction: str
    item: ReactionItem
    event_ts: Stamp


class Membership(Payload):
    """Somebody joined or left a channel."""

    user: str
    channel: SlackId
    event_ts: Stamp | None = None


class ChannelGone(Payload):
    """A channel was archived or deleted, or we were taken out of it."""

    channel: SlackId
    event_ts: Stamp | None = None


class ChannelRenumbered(Payload):
    """A channel goes on under another id, which happens when sharing it begins."""

    old_channel_id: SlackId
    new_channel_id: SlackId
    event_ts: Stamp | None = None


class UserRef(Payload):
    """An account's id."""

    id: str


class UserChanged(Payload):
    """An account's profile or rights changed."""

    user: UserRef
    event_ts: Stamp | None = None


class GroupsChanged(Payload):
    """A user group got other members."""

    event_ts: Stamp | None = None


class AppUninstalled(Payload):
    """The app was taken out of the workspace."""

    event_ts: Stamp | None = None


class RevokedTokens(Payload):
    """Whose tokens were revoked, by account."""

    bot: list[str] | None = None


class TokensRevoked(Payload):
    """Tokens of the app were revoked: people's, or the bot's."""

    tokens: RevokedTokens
    event_ts: Stamp | None = None
