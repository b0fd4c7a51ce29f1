"""Opens windows in time: Slack's trigger lives for three seconds, so what takes longer is filled in afterwards."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from motbot.domain.errors import MotbotError, SlackRefused
from motbot.domain.language import Language
from motbot.slack.sheet_refs import SheetRef
from motbot.slack.sheet_views import loading_view, unread_view
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

Draw = Callable[[str], Awaitable[dict[str, Any]]]
"""Gives what a window is to show, told the window's id."""


class WindowOpener:
    """Opens, and fills; a person whose window could not be filled is told so in it."""

    def __init__(self, *, api: WebApi) -> None:
        """Take the Web API."""
        self._api = api

    async def open(self, trigger: str, draw: Draw, *, on_top: bool = False, again: SheetRef | None = None) -> None:
        """Open a window, on top of the open one or alone, and fill it; `again` is what a second try would open."""
        try:
            method = "views.push" if on_top else "views.open"
            opened = await self._api.call(method, trigger_id=trigger, view=loading_view())
        except MotbotError as trouble:
            # The person sees that nothing opened, and presses again.
            log.warning("window not opened", error=type(trouble).__name__)
            return
        view = opened.get("view")
        if not isinstance(view, dict) or not isinstance(view.get("id"), str):
            log.warning("window not opened", error="no id")
            return
        await self.fill(view["id"], draw, again=again, seen=view.get("hash"))

    async def push(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a window that is ready on top of the open one."""
        try:
            await self._api.call("views.push", trigger_id=trigger, view=view)
        except MotbotError as trouble:
            log.warning("window not opened", error=type(trouble).__name__)

    async def fill(
        self,
        window: str,
        draw: Draw,
        *,
        again: SheetRef | None = None,
        language: Language | None = None,
        seen: str | None = None,
    ) -> None:
        """Make a window show something new; with `seen`, its hash, only if nobody else has done so meanwhile."""
        try:
            view = await draw(window)
        except MotbotError as trouble:
            log.warning("window not filled", error=type(trouble).__name__)
            view = unread_view(again, language)
        try:
            await self._api.call("views.update", view_id=window, hash=seen, view=view)
        except SlackRefused as refusal:
            # A hash conflict is no trouble: the work behind the window was done first. Closed ones are none either.
            log.info("window not updated", code=refusal.code)
        except MotbotError as trouble:
            log.warning("window not updated", error=type(trouble).__name__)
