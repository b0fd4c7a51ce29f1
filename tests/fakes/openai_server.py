"""A real HTTP server that speaks OpenAI's chat API and answers as scripted, well or in every known bad way."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

JSON = "application/json"
Mode = Callable[[web.Request, dict[str, Any]], "web.StreamResponse | Any"]


def completion(content: str | None, **choice: Any) -> dict[str, Any]:
    """The body of a good answer; `choice` overrides fields of its one choice."""
    message = {"role": "assistant", "content": content, "refusal": choice.pop("refusal", None)}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "fake-model-1",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message} | choice],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120,
                  "prompt_tokens_details": {"cached_tokens": 64}},
    }  # fmt: skip


def as_text(answer: Any) -> str:
    """An answer as the model writes it."""
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def ok(answer: Any, *, fenced: bool = False) -> Mode:
    """Answer well, with this JSON value or text."""
    text = as_text(answer)
    return body(completion(f"Here you are:\n```json\n{text}\n```" if fenced else text))


def body(payload: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Mode:
    """Answer with this JSON body."""
    return lambda _request, _asked: web.json_response(payload, status=status, headers=headers)


def error(status: int, message: str = "no", *, code: str = "", headers: Mapping[str, str] | None = None) -> Mode:
    """Answer with an error of OpenAI's form."""
    return body({"error": {"message": message, "type": "t", "param": None, "code": code or None}}, status, headers)


def rate_limited(*, retry_after: str = "", retry_after_ms: str = "") -> Mode:
    """Answer 429 with what to wait."""
    given = {"retry-after": retry_after, "retry-after-ms": retry_after_ms}
    return error(
        429, "slow down", code="rate_limit_exceeded", headers={key: value for key, value in given.items() if value}
    )


def html() -> Mode:
    """Answer 200 with a page, as a proxy or a login wall does."""
    return lambda _request, _asked: web.Response(text="<html>Sign in</html>", content_type="text/html")


def raw(text: str) -> Mode:
    """Answer 200 with this text as if it were JSON."""
    return lambda _request, _asked: web.Response(text=text, content_type=JSON)


def refusal() -> Mode:
    """Answer with a refusal."""
    return body(completion(None, refusal="I cannot help with that."))


def content_none() -> Mode:
    """Answer without any content."""
    return body(completion(None))


def cut_at_limit(text: str = '{"text": "half') -> Mode:
    """Stop at the token limit."""
    return body(completion(text, finish_reason="length"))


def content_filtered() -> Mode:
    """Be stopped by a content filter."""
    return body(completion("", finish_reason="content_filter"))


def no_choices(choices: Any = None) -> Mode:
    """Answer with choices that are null, or as given."""
    return body(completion("x") | {"choices": choices})


def huge(megabytes: int) -> Mode:
    """Answer with very much."""
    return lambda _request, _asked: web.Response(text="x" * (megabytes << 20), content_type=JSON)


def drip(seconds: float = 0.02) -> Mode:
    """Send one byte after the other and never end, so that no timeout of a single read fires."""

    async def answer(request: web.Request, _asked: dict[str, Any]) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": JSON})
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(seconds)

    return answer


def hang() -> Mode:
    """Take the request and never answer."""

    async def answer(_request: web.Request, _asked: dict[str, Any]) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    return answer


def reset() -> Mode:
    """Break the connection instead of answering."""

    def answer(request: web.Request, _asked: dict[str, Any]) -> web.StreamResponse:
        if request.transport:
            request.transport.abort()
        return web.Response()

    return answer


def broken_body() -> Mode:
    """Announce a body and break the connection in the middle of it."""

    async def answer(request: web.Request, _asked: dict[str, Any]) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": JSON, "content-length": "500"})
        await response.prepare(request)
        await response.write(b'{"id": ')
        if request.transport:
            request.transport.abort()
        return response

    return answer


def without_schema(then: Mode, *, status: int = 400, knows: Iterable[str] = ("json_object",)) -> Mode:
    """Refuse every response format but those it knows, and answer otherwise."""

    def answer(request: web.Request, asked: dict[str, Any]) -> Any:
        given = asked.get("response_format")
        form = "text" if given is None else f"{given['type']}{'+schema' if 'schema' in given else ''}"
        if form in {"text", *knows}:
            return then(request, asked)
        refused = error(status, f"'response_format' of type {form} is not supported by this server")
        return refused(request, asked)

    return answer


def refusing_parameter(name: str, then: Mode) -> Mode:
    """Refuse a parameter in the words OpenAI uses, and answer otherwise."""

    def answer(request: web.Request, asked: dict[str, Any]) -> Any:
        if name in asked:
            message = f"Unsupported parameter: '{name}' is not supported with this model."
            return error(400, message, code="unsupported_parameter")(request, asked)
        return then(request, asked)

    return answer


@dataclass(slots=True)
class OpenAIServer:
    """What the server was asked, and what it answers next: the script in order, its last mode for ever."""

    script: list[Mode]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    running: int = 0
    most_at_once: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by the first request."""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Take one request and answer as scripted."""
        asked = await request.json()
        self.requests.append(asked)
        self.paths.append(request.path_qs)
        self.headers.append(request.headers.copy())
        mode = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        self.running += 1
        self.asked.set()
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            answered = mode(request, asked)
            return await answered if asyncio.iscoroutine(answered) else answered
        finally:
            self.running -= 1


@asynccontextmanager
async def openai_server(*script: Mode) -> AsyncIterator[OpenAIServer]:
    """Run a server on a free port of the loopback address; its address for `base_url` is `url`."""
    server = OpenAIServer(script=list(script))
    application = web.Application()
    application.router.add_post("/{path:.*}", server.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.url = f"http://127.0.0.1:{port}/v1"
    try:
        yield server
    finally:
        await runner.cleanup()
