"""HTTP mode: signed requests to the app's own address instead of Socket Mode."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from http import HTTPStatus
from time import time as real_time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.delivery import Delivery, Envelope

FORM = "application/x-www-form-urlencoded"
NO_RETRY = "x-slack-no-retry"


class HttpEvents:
    """A transport that posts to `request_url`; `wall` stamps the signature, which apps compare with their own clock."""

    def __init__(
        self, delivery: Delivery, *, request_url: str, signing_secret: str, wall: Callable[[], float] = real_time
    ) -> None:
        self._delivery = delivery
        self._request_url = request_url
        self._secret = signing_secret.encode()
        self._wall = wall
        self._session: aiohttp.ClientSession | None = None
        self._posting: set[asyncio.Task[None]] = set()

    def offer(self, envelope: Envelope) -> bool:
        """Start posting the envelope."""
        task = asyncio.get_running_loop().create_task(self._post(envelope, envelope.ids[-1]))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)
        return True

    async def verify(self) -> bool:
        """Send the url_verification that Slack sends when a request URL is entered, and check the answer."""
        body = json.dumps({"type": "url_verification", "challenge": "playground-challenge", "token": "unused"})
        async with self._open().post(self._request_url, data=body, headers=self.headers(body)) as response:
            return response.status == HTTPStatus.OK and "playground-challenge" in await response.text()

    async def close(self) -> None:
        """Stop posting."""
        for task in tuple(self._posting):
            task.cancel()
        await asyncio.gather(*self._posting, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def headers(self, body: str, content_type: str = "application/json") -> dict[str, str]:
        """Return the headers that prove a body comes from Slack."""
        stamp = str(int(self._wall()))
        digest = hmac.new(self._secret, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        }

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._delivery.ack_timeout))
        return self._session

    async def _post(self, envelope: Envelope, envelope_id: str) -> None:
        body, content_type = _body(envelope)
        headers = self.headers(body, content_type)
        if envelope.attempt:
            headers |= {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}
        try:
            async with self._open().post(self._request_url, data=body.encode(), headers=headers) as response:
                text = await response.text()
                if response.status == HTTPStatus.OK:
                    self._delivery.acknowledge(envelope_id, _answer(text))
                else:
                    self._delivery.refuse(envelope_id, "http_error", final=response.headers.get(NO_RETRY) == "1")
        except TimeoutError:
            self._delivery.refuse(envelope_id, "http_timeout")
        except aiohttp.ClientError:
            self._delivery.refuse(envelope_id, "connection_failed")


def _body(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload), "application/json"
    if envelope.kind == "slash_commands" and isinstance(envelope.payload, dict):
        return urlencode(envelope.payload), FORM
    return urlencode({"payload": json.dumps(envelope.payload)}), FORM


def _answer(text: str) -> object:
    """Return what an app acknowledged with: JSON, or plain text for the person who asked."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
