"""What can go wrong in the playground.

PlaygroundError
├── ApiError        an answer of the Web API with ok: false
├── CannotDo        a person tried what Slack's client would not let them do
└── NotAnswered     a person pressed or typed something and the bot did not acknowledge in time
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from motbot.playground.spec import JSON


class PlaygroundError(Exception):
    """Base of all the playground's errors."""


class ApiError(PlaygroundError):
    """An answer of the Web API with `ok: false` and one of Slack's error codes."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra

    def body(self) -> JSON:
        """Return the answer's JSON."""
        body: JSON = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["errors"] = list(self.messages)
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


class CannotDo(PlaygroundError):
    """A person tried what Slack's client would not let them do."""


class NotAnswered(PlaygroundError):
    """The bot did not acknowledge a press, a submission or a command in time."""
