"""Opens the connection to the model's server, with every answer bounded in size."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx2
from openai import AsyncAzureOpenAI, AsyncOpenAI, DefaultAsyncHttpx2Client
from typing_extensions import override

from motbot.llm.options import OPENAI_URL, ModelOptions
from motbot.llm.retrying import AnswerTooLarge

_CONNECT_SECONDS = 5.0
_NO_KEY = "none"
"""Compatible servers that ask for no key still need a header that is not empty."""


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends with an error once it is larger than it may be."""

    def __init__(self, body: httpx2.AsyncByteStream, at_most: int) -> None:
        self._body = body
        self._at_most = at_most

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._body:
            seen += len(chunk)
            if seen > self._at_most:
                raise AnswerTooLarge
            yield chunk

    @override
    async def aclose(self) -> None:
        await self._body.aclose()


def _bounding(at_most: int) -> Callable[[httpx2.Response], Awaitable[None]]:
    async def bound(response: httpx2.Response) -> None:
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(response.stream, at_most)

    return bound


def connect(options: ModelOptions) -> AsyncOpenAI:
    """Make the SDK's client. Its own retries are off: under ours they would multiply."""
    http_client = DefaultAsyncHttpx2Client(
        event_hooks={"response": [_bounding(options.answer_bytes_at_most)]},
        # A small compressed body could unpack to any size behind the bound.
        headers={"accept-encoding": "identity"},
    )
    timeout = httpx2.Timeout(options.deadline, connect=min(_CONNECT_SECONDS, options.deadline))
    if options.azure_endpoint:
        return AsyncAzureOpenAI(
            azure_endpoint=options.azure_endpoint,
            api_version=options.azure_api_version,
            api_key=None if options.azure_ad_token else options.api_key or _NO_KEY,
            azure_ad_token=options.azure_ad_token or None,
            max_retries=0,
            timeout=timeout,
            http_client=http_client,
        )
    return AsyncOpenAI(
        base_url=options.base_url or OPENAI_URL,
        api_key=options.api_key or _NO_KEY,
        max_retries=0,
        timeout=timeout,
        http_client=http_client,
    )
