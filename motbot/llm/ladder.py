"""The response-format ladder: how a server is asked for JSON, stepped down when it refuses, and remembered."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import openai

from motbot.llm.options import ModelOptions, StructuredMode, TokenLimitParam

_RUNGS = (
    StructuredMode.JSON_SCHEMA,
    StructuredMode.JSON_OBJECT_SCHEMA,
    StructuredMode.JSON_OBJECT,
    StructuredMode.TEXT,
)
# A rejection of the format may arrive as any of these: old llama.cpp builds say 500, proxies 404 or 415.
_FORMAT_STATUS = frozenset({400, 404, 415, 422, 500, 501})
_ABOUT_FORMAT = re.compile(r"response_format|json_schema|json_object|grammar|structured.?output", re.IGNORECASE)
_ABOUT_LIMIT = re.compile(r"max_tokens|max_completion_tokens", re.IGNORECASE)
_UNSUPPORTED = re.compile(r"unsupported|not supported|unrecognized|unknown|not permitted|extra", re.IGNORECASE)
_BAD_PARAMETER = frozenset({400, 422})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one server takes: the rung of the ladder, the name of the limit, and whether a temperature may be given."""

    mode: StructuredMode
    limit_param: TokenLimitParam
    takes_temperature: bool = True


def first_dialect(options: ModelOptions) -> Dialect:
    """What is tried before anything was learned."""
    auto = options.structured_mode is StructuredMode.AUTO
    limit = options.token_limit_param
    if limit is TokenLimitParam.AUTO:
        limit = TokenLimitParam.MAX_COMPLETION_TOKENS if options.is_openai else TokenLimitParam.MAX_TOKENS
    return Dialect(mode=_RUNGS[0] if auto else options.structured_mode, limit_param=limit)


def next_dialect(dialect: Dialect, refused: openai.APIStatusError, options: ModelOptions) -> Dialect | None:
    """What to try after this refusal; None where the refusal is not about the way of asking."""
    said = f"{refused.message} {refused.body}"
    if refused.status_code in _BAD_PARAMETER and _UNSUPPORTED.search(said):
        if dialect.takes_temperature and "temperature" in said.lower():
            return replace(dialect, takes_temperature=False)
        if options.token_limit_param is TokenLimitParam.AUTO and _ABOUT_LIMIT.search(said):
            return _other_limit(dialect, options)
    steps = options.structured_mode is StructuredMode.AUTO and refused.status_code in _FORMAT_STATUS
    if steps and _ABOUT_FORMAT.search(said) and dialect.mode is not _RUNGS[-1]:
        return replace(dialect, mode=_RUNGS[_RUNGS.index(dialect.mode) + 1])
    return None


def _other_limit(dialect: Dialect, options: ModelOptions) -> Dialect | None:
    """The other name of the limit, tried once only: a server that refuses both gets neither learned."""
    if dialect.limit_param is not first_dialect(options).limit_param:
        return None
    other = {
        TokenLimitParam.MAX_TOKENS: TokenLimitParam.MAX_COMPLETION_TOKENS,
        TokenLimitParam.MAX_COMPLETION_TOKENS: TokenLimitParam.MAX_TOKENS,
    }
    return replace(dialect, limit_param=other[dialect.limit_param])


def response_format(mode: StructuredMode, name: str, schema: Mapping[str, Any]) -> dict[str, Any] | None:
    """The `response_format` of a rung; None where none is sent."""
    match mode:
        case StructuredMode.JSON_SCHEMA | StructuredMode.AUTO:
            return {"type": "json_schema", "json_schema": {"name": name, "schema": schema, "strict": True}}
        case StructuredMode.JSON_OBJECT_SCHEMA:
            return {"type": "json_object", "schema": schema}
        case StructuredMode.JSON_OBJECT:
            return {"type": "json_object"}
        case StructuredMode.TEXT:
            return None


def schema_in_words(mode: StructuredMode, schema: Mapping[str, Any]) -> str:
    """What the system message adds where the server may not enforce the schema; the same for every call.

    A server outside the llama.cpp family may take the `schema` beside `json_object` and pass over it.
    """
    if mode in {StructuredMode.AUTO, StructuredMode.JSON_SCHEMA}:
        return ""
    text = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    return f"\n\nAnswer with one JSON object and nothing else. It must fit this JSON Schema:\n{text}"


class Ladder:
    """Remembers for each server and model the dialect that was understood."""

    def __init__(self) -> None:
        self._learned: dict[tuple[str, str], Dialect] = {}

    def dialect(self, options: ModelOptions) -> Dialect:
        """How to ask this model now."""
        return self._learned.get(self._key(options)) or first_dialect(options)

    def step(self, options: ModelOptions, tried: Dialect, refused: openai.APIStatusError) -> bool:
        """Learn from a refusal; False where there is nothing to learn and the refusal stands.

        Callers that were refused at the same time learn the same thing once.
        """
        if self.dialect(options) != tried:
            return next_dialect(tried, refused, options) is not None
        following = next_dialect(tried, refused, options)
        if following is None:
            return False
        self._learned[self._key(options)] = following
        return True

    @staticmethod
    def _key(options: ModelOptions) -> tuple[str, str]:
        return (options.azure_endpoint or options.base_url, options.model)
