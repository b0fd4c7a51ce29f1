"""Builds the Bolt app: one token, no retries, and an answer for whatever nobody listens to."""

import logging
import re
from collections.abc import Awaitable, Callable

import aiohttp
import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from motbot.slack.identity import Identity

log = structlog.get_logger()

SLACK_API_URL = "https://slack.com/api/"
"""Where Slack's Web API is; any server that speaks it will do. Ends in a slash, as slack_sdk wants it."""

Listener = Callable[..., Awaitable[object]]
"""A function Bolt calls with the arguments it names."""

_ANYTHING = re.compile(".*", re.DOTALL)


def web_client(*, token: str, session: aiohttp.ClientSession, base_url: str = SLACK_API_URL) -> AsyncWebClient:
    """Make the one client. The session is shared, and closed by whoever opened it.

    Without a shared session every call opens a connection of its own; with slack_sdk's default retries a post whose
    answer was lost is posted twice.
    """
    client = AsyncWebClient(token=token, base_url=base_url, session=session, logger=wire_logger())
    client.retry_handlers = []
    return client


def wire_logger() -> logging.Logger:
    """A logger for slack_sdk and Bolt that stays silent below errors: at DEBUG they print customers' words.

    Its level is set here, since Bolt reads the level of the logger itself, and an unset one counts as DEBUG.
    """
    logger = logging.getLogger("motbot.slack.wire")
    logger.setLevel(logging.CRITICAL)
    return logger


def bolt_app(*, client: AsyncWebClient, us: Identity, signing_secret: str) -> AsyncApp:
    """Make the app. `signing_secret` may be empty in Socket Mode; listeners are added before `answer_the_rest`.

    We authorize ourselves: Bolt's own way asks `auth.test` before the first listener and swallows the request when that
    fails, and SLACK_CLIENT_ID with SLACK_CLIENT_SECRET in the environment would make it drop our token.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=us.enterprise or None,
            team_id=us.team,
            bot_id=us.bot,
            bot_user_id=us.user,
            bot_token=client.token,
        )

    app = AsyncApp(
        name="motbot",
        logger=wire_logger(),
        client=client,
        signing_secret=signing_secret,
        authorize=authorize,
        # The SDK drops whatever carries our bot id, also what an agent posts through a user token of ours.
        ignoring_self_events_enabled=False,
    )
    app.error(_failed)
    return app


def answer_the_rest(app: AsyncApp) -> None:
    """Acknowledge what no listener before this one wanted: Slack counts silence as a failed delivery."""
    for constraint in (app.action, app.view, app.view_closed, app.shortcut, app.command, app.options):
        register: Callable[[Listener], object] | None = constraint(_ANYTHING)
        if register is not None:
            register(_acknowledge)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _failed(error: Exception) -> BoltResponse:
    """A listener or middleware broke: no acknowledgement, and no words of anybody in the log."""
    log.error("slack request failed", error=type(error).__name__)
    return BoltResponse(status=500, body="")
