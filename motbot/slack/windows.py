"""Makes a window that somebody has open show another page of a sheet."""

import structlog

from motbot.domain.errors import SlackRefused
from motbot.domain.sheet_page import SheetPage
from motbot.slack.called import Called
from motbot.slack.sheet_views import sheet_view
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_CLOSED = frozenset({"not_found", "view_not_found", "expired_trigger_id", "hash_conflict"})


class SlackWindows:
    """The Windows port over views.update."""

    def __init__(self, *, api: WebApi, workspace_url: str, called: Called | None = None) -> None:
        """Take the Web API, our workspace's address, which ends in a slash, and what people are called."""
        self._called = called or Called()
        self._api = api
        self._workspace_url = workspace_url

    async def show(self, window: str, page: SheetPage) -> bool:
        """Make a window show a page; False where it is open no more. Raises as the port says."""
        try:
            view = sheet_view(await self._called.named(page), self._workspace_url)
            await self._api.call("views.update", view_id=window, view=view)
        except SlackRefused as refusal:
            if refusal.code not in _CLOSED:
                log.warning("slack refuses a window of a sheet", review=page.review, page=page.page, code=refusal.code)
            return False
        return True
