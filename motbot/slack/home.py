"""The Home tab: a person's own promises by due time, with what can be done about each, and their sheets."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from motbot.domain.errors import MotbotError
from motbot.domain.mine import SheetItem
from motbot.domain.promise_list import PromiseList
from motbot.slack import rich
from motbot.slack.promise_blocks import Pen, promise_blocks
from motbot.slack.promise_lists import ListPromises, ended_lines
from motbot.slack.room import ROOMS
from motbot.slack.sheet_lists import ListSheets, sheet_blocks
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_OPEN_AT_MOST = 25
"""Each takes up to three of the view's 100 blocks."""
_ENDED_AT_MOST = 15
_HOUR = 3600.0
_PAUSES = (0.3, 0.7, 2.0, 5.0)
"""Seconds after an act at which its effects are looked for: the act is stored first and done right after, and the
message that mends a promise takes a moment to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A Home tab that somebody has open, or had a short while ago."""

    at: float
    view: dict[str, Any]


class Home:
    """Publishes each person's Home tab when they open it, and again when what stands in it has changed."""

    def __init__(
        self,
        *,
        api: WebApi,
        list_promises: ListPromises,
        list_sheets: ListSheets,
        workspace_url: str,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the Web API, where promises and sheets are listed, our workspace's address, and the time.

        The address ends in a slash.
        """
        self._api = api
        self._list_promises = list_promises
        self._list_sheets = list_sheets
        self._workspace_url = workspace_url
        self._monotonic = monotonic
        self._sleep = sleep
        self._open: dict[str, _Opened] = {}

    def listen(self, app: AsyncApp) -> None:
        """Add the listener."""
        app.event("app_home_opened")(self._opened)

    async def follow(self, user: str, *, is_there: bool = False) -> None:
        """This person has done something about a promise: let the tab they opened in the last hour show it.

        `is_there` says that it was done in the tab itself, of whose opening another process may have been told.
        """
        now = self._monotonic()
        if is_there:
            self._open[user] = _Opened(at=now, view=self._open[user].view if user in self._open else {})
        opened = self._open.get(user)
        if opened is None or now - opened.at > _HOUR:
            return
        for pause in _PAUSES:
            await self._sleep(pause)
            await self._publish(user)

    async def _opened(self, event: dict[str, Any]) -> None:
        # The tab with the messages is opened by an event of the same name.
        if event.get("tab") != "home":
            return
        now = self._monotonic()
        self._open = {user: opened for user, opened in self._open.items() if now - opened.at <= _HOUR}
        user = str(event["user"])
        self._open[user] = _Opened(at=now, view={})
        await self._publish(user)

    async def _publish(self, user: str) -> None:
        """Show the tab as it should be now, unless it does already."""
        before = self._open.get(user)
        if before is None:
            return
        try:
            promises, sheets = await self._list_promises(user=user), await self._list_sheets(user=user)
            view = home_view(promises, self._workspace_url, sheets)
            if view == before.view:
                return
            self._open[user] = replace(before, view=view)
            await self._api.call("views.publish", user_id=user, view=view)
        except MotbotError as trouble:
            # It stays as it was until it is opened again, or something more is done.
            self._open[user] = before
            log.warning("home not published", error=type(trouble).__name__)


def home_view(found: PromiseList, workspace_url: str, sheets: Sequence[SheetItem] = ()) -> dict[str, Any]:
    """The tab from top to bottom."""
    pen = Pen(language=found.language, workspace_url=workspace_url, room=ROOMS[1])
    listed = sheet_blocks(sheets, language=found.language, zone=found.zone)
    view = View(type="home", blocks=[*_blocks(found, pen), rich.divider(), *listed])
    view.validate_json()
    return view.to_dict()


def _blocks(found: PromiseList, pen: Pen) -> Iterator[Block]:
    yield rich.header(pen.say.home_title)
    if found.mine_open:
        yield rich.context(pen.say.home_hint)
    elif found.is_whole:
        yield rich.rich(rich.line(rich.words(f"🌱 {pen.say.home_empty}")))
    if not found.is_whole:
        yield rich.context(pen.say.list_partial)
    for item in found.mine_open[:_OPEN_AT_MOST]:
        yield from promise_blocks(item, pen, moment=0, channel=True)
    if left_out := len(found.mine_open[_OPEN_AT_MOST:]):
        yield rich.context(pen.say.more.format(count=left_out))
    if found.mine_ended:
        yield rich.divider()
        yield rich.rich(*ended_lines(found.mine_ended[:_ENDED_AT_MOST], pen))
