"""Every call to Slack's Web API: bounded in time, never retried blindly, with failures in our own words."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear

Json = Mapping[str, Any]

# Slack's words for "something broke on our side, part of it may have happened".
_UNCLEAR_CODES = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
_RATE_LIMIT_CODES = frozenset({"rate_limited", "ratelimited"})
_RATE_LIMITED = 429
_SERVER_ERROR = 500
# What slack_sdk trips over when an answer is no JSON object: text/plain and JSON lists reach `.get` of a non-dict,
# broken UTF-8 and broken JSON end as ValueError.
_UNREADABLE = (AttributeError, TypeError, ValueError)


class WebApi:
    """Calls Slack and remembers, per method and scope, until when Slack asked us to wait."""

    def __init__(
        self,
        *,
        client: AsyncWebClient,
        timeout: float = 10.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the shared client, the seconds one call may take in all, and the clock that measures waits."""
        self._client = client
        self._timeout = timeout
        self._monotonic = monotonic
        self._wait_until: dict[tuple[str, str], float] = {}

    @property
    def address(self) -> str:
        """Where Slack is called."""
        return str(self._client.base_url)

    async def call(self, method: str, *, scope: str = "", token: str = "", **arguments: Any) -> Json:
        """Call a method once; `token` replaces ours. Arguments that are None are left out.

        `scope` is what a rate limit of the method is counted for; without it the channel that is called for, if any.

        Raises:
            SlackRateLimited: now, or by an earlier answer whose time is not over; nothing was sent in that case.
            SlackUnclear: Slack may or may not have done it.
            SlackRefused: Slack said no.
        """
        answer, _ = await self.heard(method, scope=scope, token=token, **arguments)
        return answer

    async def heard(
        self, method: str, *, scope: str = "", token: str = "", **arguments: Any
    ) -> tuple[Json, Mapping[str, str]]:
        """Call a method once, and give its answer with the headers it came under, in small letters. As `call`."""
        scope = scope or str(arguments.get("channel") or "")
        self._check_wait(method, scope)
        given = {name: value for name, value in arguments.items() if value is not None}
        headers = {"Authorization": f"Bearer {token}"} if token else None
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._client.api_call(method, headers=headers, **_encoded(given))
        except SlackApiError as failure:
            raise self._failed(method, scope, failure) from None
        except (TimeoutError, aiohttp.ClientError, OSError) as failure:
            raise SlackUnclear(f"{method}: no answer from Slack ({type(failure).__name__})") from failure
        except _UNREADABLE as failure:
            raise SlackUnclear(f"{method}: Slack's answer was no JSON object") from failure
        data, headers = response.data, {str(name).lower(): str(said) for name, said in response.headers.items()}
        return (data if isinstance(data, dict) else {}), headers

    async def pages(
        self, method: str, key: str, *, limit: int = 200, at_most: int = 50, **arguments: Any
    ) -> AsyncIterator[Json | str]:
        """Yield the entries under `key` of every page; stops after `at_most` pages. Raises as `call`."""
        cursor: str | None = None
        for _ in range(at_most):
            answer = await self.call(method, limit=limit, cursor=cursor, **arguments)
            for entry in answer.get(key) or ():
                yield entry
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

    def _check_wait(self, method: str, scope: str) -> None:
        now = self._monotonic()
        left = self._wait_until.get((method, scope), 0.0) - now
        if left > 0:
            raise SlackRateLimited(f"{method}: Slack asked us to wait", retry_after=left)
        if self._wait_until:
            self._wait_until = {one: until for one, until in self._wait_until.items() if until > now}

    def _failed(
        self, method: str, scope: str, failure: SlackApiError
    ) -> SlackRateLimited | SlackUnclear | SlackRefused:
        """Put Slack's failure into our words; the SDK's own message holds the answer's body and is never passed on."""
        response: Any = failure.response
        status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
        data = getattr(response, "data", None)
        code = str(data.get("error") or "") if isinstance(data, dict) else ""
        if status == _RATE_LIMITED or code in _RATE_LIMIT_CODES:
            seconds = _retry_after(response.headers)
            self._wait_until[method, scope] = self._monotonic() + seconds
            return SlackRateLimited(f"{method}: Slack asks us to wait {seconds:g} s", retry_after=seconds)
        if status >= _SERVER_ERROR or not code or code in _UNCLEAR_CODES:
            return SlackUnclear(f"{method}: Slack failed (status {status}, {code or 'no code'})")
        return SlackRefused(code, f"{method}: Slack said no: {code}{_scopes(data)}")


def _encoded(arguments: Json) -> dict[str, Any]:
    """Nested arguments travel as JSON; flat ones as a form, since Slack's reading methods take nothing else."""
    if any(isinstance(value, dict | list) for value in arguments.values()):
        return {"json": dict(arguments)}
    return {"data": {name: _form_value(value) for name, value in arguments.items()}}


def _form_value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _retry_after(headers: Mapping[str, str], default: float = 30.0) -> float:
    """Seconds of the Retry-After header; the default where it is missing or no number."""
    try:
        return max(0.0, float(headers.get("Retry-After", default)))
    except ValueError:
        return default


def _scopes(data: Any) -> str:
    """Name the missing scope where Slack does."""
    needed = data.get("needed") if isinstance(data, dict) else None
    return f" (the app needs the scope {needed}: add it and install the app again)" if needed else ""
