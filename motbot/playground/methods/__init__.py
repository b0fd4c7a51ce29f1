"""The Web API's methods, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motbot.playground.methods import app, chat, conversations, people, views

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.call import Call
    from motbot.playground.spec import JSON

METHODS: dict[str, Callable[[Call], JSON]] = {
    **app.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **views.METHODS,
}

APP_TOKEN_METHODS = frozenset({"apps.connections.open"})
