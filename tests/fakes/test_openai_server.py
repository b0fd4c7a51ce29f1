"""The scripted model server is a real server: driven here with the SDK alone."""

import openai
import pytest
from openai import AsyncOpenAI

from tests.fakes import openai_server as fake


async def _ask(url: str) -> object:
    async with AsyncOpenAI(base_url=url, api_key="k", max_retries=0, timeout=5) as client:
        return await client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hi"}])


async def test_it_answers_and_records_what_was_asked() -> None:
    async with fake.openai_server(fake.ok({"a": 1})) as server:
        answer = await _ask(server.url)

    assert answer.choices[0].message.content == '{"a": 1}'  # type: ignore[attr-defined] # a ChatCompletion
    assert server.requests[0]["model"] == "m"
    assert server.headers[0]["authorization"] == "Bearer k"


async def test_its_script_is_played_in_order_and_the_last_mode_stays() -> None:
    async with fake.openai_server(fake.error(500), fake.ok("x")) as server:
        with pytest.raises(openai.InternalServerError):
            await _ask(server.url)
        await _ask(server.url)
        await _ask(server.url)

    assert len(server.requests) == 3


async def test_a_page_comes_through_the_sdk_as_plain_text() -> None:
    async with fake.openai_server(fake.html()) as server:
        assert isinstance(await _ask(server.url), str)


async def test_a_broken_connection_is_one_to_the_sdk() -> None:
    async with fake.openai_server(fake.reset(), fake.broken_body()) as server:
        for _ in range(2):
            with pytest.raises(openai.APIConnectionError):
                await _ask(server.url)


async def test_a_rate_limit_carries_what_to_wait() -> None:
    async with fake.openai_server(fake.rate_limited(retry_after="7")) as server:
        with pytest.raises(openai.RateLimitError) as caught:
            await _ask(server.url)

    assert caught.value.response.headers["retry-after"] == "7"
