"""One call of the Web API with its arguments, however they travelled."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp import web

    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

_JSON_FIELDS = ("blocks", "attachments", "metadata", "view", "unfurls")
DEFAULT_LIMIT = 100
MOST_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Call:
    """What a method works on."""

    workspace: Workspace
    args: JSON

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Return an argument that must be there."""
        value = self.text(name)
        if not value:
            raise ApiError("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return an argument as a truth value; forms carry them as 1, true, 0 or false."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() in {"1", "true"}

    def number(self, name: str, default: int) -> int:
        """Return an argument as a whole number."""
        try:
            return int(self.args.get(name) or default)
        except (TypeError, ValueError, OverflowError) as error:
            raise ApiError("invalid_arguments", [f"{name} must be a number"]) from error

    def page(self, items: Sequence[JSON | str], key: str) -> JSON:
        """Return one page of `items` under `key` with the cursor of the next one."""
        limit = self.limit()
        start = self.cursor()
        shown = list(items[start : start + limit])
        end = start + len(shown)
        return {key: shown, "response_metadata": {"next_cursor": cursor_of(end) if end < len(items) else ""}}

    def limit(self) -> int:
        """Return how many items a page may have."""
        limit = self.number("limit", DEFAULT_LIMIT)
        if not 1 <= limit <= MOST_AT_ONCE:
            raise ApiError("invalid_limit")
        return limit

    def cursor(self) -> int:
        """Return where the asked page starts."""
        value = self.text("cursor")
        if not value:
            return 0
        try:
            return int(base64.b64decode(value, validate=True).decode().removeprefix("next:"))
        except (binascii.Error, ValueError) as error:
            raise ApiError("invalid_cursor") from error


def cursor_of(start: int) -> str:
    """Return the cursor of the page that starts at an index."""
    return base64.b64encode(f"next:{start}".encode()).decode()


async def read_arguments(request: web.Request) -> tuple[str, JSON]:
    """Return the token and the merged arguments of query, form and JSON body."""
    args: JSON = dict(request.query)
    if request.content_type == "application/json":
        args |= _object(await request.read())
    elif request.can_read_body:
        args |= await _form(request)
    for name in _JSON_FIELDS:
        if isinstance(args.get(name), str):
            args[name] = _decoded(name, args[name])
    header = request.headers.get("Authorization", "")
    token = str(args.pop("token", "")) or header.removeprefix("Bearer ").strip()
    return token, args


async def _form(request: web.Request) -> JSON:
    try:
        return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    except (LookupError, ValueError) as error:  # an encoding nobody knows, or bytes that are no form
        raise ApiError("invalid_form_data") from error


def _object(raw: bytes) -> JSON:
    try:
        value = json.loads(raw or b"{}")
    except (ValueError, RecursionError) as error:
        raise ApiError("invalid_json") from error
    if not isinstance(value, dict):
        raise ApiError("json_not_object")
    return {key: one for key, one in value.items() if one is not None}


def _decoded(name: str, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        code = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
        raise ApiError(code, [f"{name} is not JSON"]) from error
