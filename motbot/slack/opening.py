"""Opens windows in time: Slack's trigger lives for three seconds, so what takes longer is filled in afterwards."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
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
        opened = await self._opened("views.push" if on_top else "views.open", trigger, loading_view())
        if opened is not None:
            await self.fill(opened["id"], draw, again=again, seen=opened.get("hash"))

    async def follow(
        self,
        trigger: str,
        views: AsyncGenerator[dict[str, Any], None],
        *,
        first: dict[str, Any],
        failed: dict[str, Any],
    ) -> None:
        """Open a window that shows `first`, and then each of the views as it comes; closed, it ends them.

        `failed` is shown where one of them cannot be made.
        """
        opened = await self._opened("views.open", trigger, first)
        async with aclosing(views):
            if opened is None:
                return
            try:
                async for view in views:
                    if not await self._shown(opened["id"], view):
                        return
            except MotbotError as trouble:
                log.warning("window not filled", error=type(trouble).__name__)
                await self._shown(opened["id"], failed)

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
        await self._shown(window, view, seen=seen)

    async def _opened(self, method: str, trigger: str, view: dict[str, Any]) -> dict[str, Any] | None:
        """The open window as Slack tells of it; None where it could not be opened."""
        try:
            opened = await self._api.call(method, trigger_id=trigger, view=view)
        except MotbotError as trouble:
            # The person sees that nothing opened, and presses again.
            log.warning("window not opened", error=type(trouble).__name__)
            return None
        told = opened.get("view")
        if not isinstance(told, dict) or not isinstance(told.get("id"), str):
            log.warning("window not opened", error="no id")
            return None
        return told

    async def _shown(self, window: str, view: dict[str, Any], *, seen: str | None = None) -> bool:
        """Make a window show it; False where that did not work."""
        try:
            await self._api.call("views.update", view_id=window, hash=seen, view=view)
        except SlackRefused as refusal:
            # A hash conflict is no trouble: the work behind the window was done first. Closed ones are none either.
            log.info("window not updated", code=refusal.code)
            return False
        except MotbotError as trouble:
            log.warning("window not updated", error=type(trouble).__name__)
            return False
        return True
