"""Reads what a request brings along: bounded in size, depth and time, and of the right type."""

import asyncio
import json
from typing import Any, NoReturn

from aiohttp import web

from motbot.catalogue import listed, say
from motbot.loopback.refusals import PageRefused

LARGEST_REQUEST = 256 * 1024
"""Bytes: more than the longest message takes."""
LARGEST_FILE = 2 * 2**20
READ_WITHIN = 10.0
"""Seconds a body may take to arrive."""
_JSON_TYPES = frozenset({"application/json"})
_FILE_TYPES = frozenset({"application/x-ndjson", "application/jsonl", "application/json", "text/plain"})


async def read_object(request: web.Request, *, at_most: int = LARGEST_REQUEST) -> dict[str, Any]:
    """The JSON object that a request brings along, of at most so many bytes. Raises PageRefused."""
    text = await _text(request, types=_JSON_TYPES, at_most=at_most)
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise PageRefused(400, "bad_json", say("The body is not JSON that can be read.")) from error
    if not isinstance(value, dict):
        raise PageRefused(400, "bad_json", say("The body must be a JSON object."))
    return value


async def read_file(request: web.Request) -> str:
    """The text of a file that a person has chosen. Raises PageRefused."""
    return await _text(request, types=_FILE_TYPES, at_most=LARGEST_FILE)


async def _text(request: web.Request, *, types: frozenset[str], at_most: int) -> str:
    if request.content_type not in types:
        raise PageRefused(415, "wrong_type", say("The body must be of the type {types}.", types=listed(sorted(types))))
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise PageRefused(415, "wrong_encoding", say("The body must not be compressed."))
    if (request.content_length or 0) > at_most:
        raise _too_large(at_most)
    raw = bytearray()
    try:
        async with asyncio.timeout(READ_WITHIN):
            async for piece in request.content.iter_any():
                raw += piece
                if len(raw) > at_most:
                    raise _too_large(at_most)
    except TimeoutError:
        raise PageRefused(
            408, "too_slow", say("The body did not arrive within {read_within:g} s.", read_within=READ_WITHIN)
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PageRefused(400, "not_utf8", say("The body is not UTF-8 (byte {start}).", start=error.start)) from error


def _too_large(at_most: int) -> PageRefused:
    return PageRefused(413, "too_large", say("The body is larger than {at_most} KiB.", at_most=at_most // 1024))


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
