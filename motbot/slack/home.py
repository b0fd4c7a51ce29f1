"""The Home tab: published when it is opened and when what stands in it has changed, with the windows it opens."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.blocks import Block

from motbot.domain.errors import BadInput, MotbotError
from motbot.domain.home_page import HomePage
from motbot.domain.nudge import NudgeKind
from motbot.domain.preferences import Preferences
from motbot.slack.home_desk import OPEN_NOTICE
from motbot.slack.home_fading import BRING_BACK
from motbot.slack.home_sections import HomeSection
from motbot.slack.home_view import OPEN_SETTINGS, home_view
from motbot.slack.opening import WindowOpener
from motbot.slack.settings_modal import (
    LANGUAGE,
    QUIET_TO,
    SETTINGS,
    chosen_settings,
    not_saved,
    settings_view,
    unread_view,
    waiting_view,
)
from motbot.slack.shared_notice import no_notice_view, shared_notice_view
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_HOUR = 3600.0
_PAUSES = (0.3, 0.7, 2.0, 5.0)
"""Seconds after an act at which its effects are looked for: the act is stored first and done right after, and the
message that mends a promise takes a moment to be written."""


class ShowHome(Protocol):
    """What somebody's Home tab holds."""

    async def __call__(self, *, user: str) -> HomePage:
        """Gather it."""
        ...


class SetPreferences(Protocol):
    """Keeps what somebody sets for themselves."""

    async def __call__(self, *, user: str, wanted: Preferences) -> bool:
        """Keep it; false where they have no settings."""
        ...

    async def bring_back(self, *, user: str, step: NudgeKind) -> bool:
        """Let the nudges of a step come whole again; false likewise."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A Home tab that somebody has open, or had a short while ago."""

    at: float
    view: dict[str, Any]


class Home:
    """Each person's tab is drawn from what they may see at that moment."""

    def __init__(
        self,
        *,
        api: WebApi,
        show_home: ShowHome,
        set_preferences: SetPreferences,
        opener: WindowOpener,
        workspace_url: str,
        sections: Sequence[HomeSection] = (),
        within: float = 2.5,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the Web API, the use cases, who opens windows, our workspace's address, other parts, and the time.

        The address ends in a slash. A window that is sent is answered `within` so many seconds: Slack waits three.
        """
        self._api = api
        self._show_home = show_home
        self._set_preferences = set_preferences
        self._opener = opener
        self._workspace_url = workspace_url
        self._sections = sections
        self._within = within
        self._monotonic = monotonic
        self._sleep = sleep
        self._open: dict[str, _Opened] = {}

    def listen(self, app: AsyncApp) -> None:
        """Add the listeners."""
        app.event("app_home_opened")(self._opened)
        app.action(OPEN_SETTINGS)(self._asked_for_settings)
        app.action(OPEN_NOTICE)(self._asked_for_notice)
        app.action(BRING_BACK)(self._brought_back)
        app.view(SETTINGS)(self._set)

    async def follow(self, user: str, *, is_there: bool = False) -> None:
        """This person has done something: let the tab they opened in the last hour show it.

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

    async def show_notice(self, trigger: str, user: str) -> None:
        """Open the text for shared channels, for those who lead a channel or look after us."""

        async def views() -> AsyncGenerator[dict[str, Any], None]:
            page = await self._show_home(user=user)
            yield shared_notice_view(page.language) if page.may_announce else no_notice_view(page.language)

        await self._opener.follow(trigger, views(), first=waiting_view(), failed=unread_view())

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
            page = await self._show_home(user=user)
            view = home_view(page, self._workspace_url, await self._more(user))
            if view == before.view:
                return
            self._open[user] = replace(before, view=view)
            await self._api.call("views.publish", user_id=user, view=view)
        except MotbotError as trouble:
            # It stays as it was until it is opened again, or something more is done.
            self._open[user] = before
            log.warning("home not published", error=type(trouble).__name__)

    async def _more(self, user: str) -> list[Block]:
        """What other parts of motbot add; one that fails is left out."""
        blocks: list[Block] = []
        for section in self._sections:
            try:
                blocks += await section(user=user)
            except MotbotError as trouble:
                log.warning("home section left out", error=type(trouble).__name__)
        return blocks

    async def _asked_for_settings(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user = str(body["user"]["id"])

        async def views() -> AsyncGenerator[dict[str, Any], None]:
            page = await self._show_home(user=user)
            yield settings_view(page) if page.is_member else unread_view()

        await self._opener.follow(str(body["trigger_id"]), views(), first=waiting_view(), failed=unread_view())

    async def _asked_for_notice(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await self.show_notice(str(body["trigger_id"]), str(body["user"]["id"]))

    async def _brought_back(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user, value = str(body["user"]["id"]), str(body["actions"][0].get("value") or "")
        if value not in set(NudgeKind):
            return
        try:
            await self._set_preferences.bring_back(user=user, step=NudgeKind(value))
        except MotbotError as trouble:
            # The line stays in the tab, and the person presses again.
            log.warning("nudges not brought back", error=type(trouble).__name__)
        await self.follow(user, is_there=True)

    async def _set(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Keep what was chosen before the window closes; one that cannot be kept stays open and says why."""
        user = str(body["user"]["id"])
        try:
            wanted = chosen_settings(body)
        except BadInput as bad:
            await ack(response_action="errors", errors={QUIET_TO: str(bad)})
            return
        try:
            async with asyncio.timeout(self._within):
                await self._set_preferences(user=user, wanted=wanted)
        except (TimeoutError, MotbotError) as trouble:
            log.warning("settings not kept", error=type(trouble).__name__)
            await ack(response_action="errors", errors={LANGUAGE: not_saved(body)})
            return
        await ack()
        await self.follow(user, is_there=True)
