"""A language model that answers at once, or in its time: every message is a moment, and every draft is the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.fakes.openai_server import OpenAIServer, ok, openai_server

ASSESSMENT = {
    "notes": "A customer asks for an invoice.",
    "is_moment": True,
    "negative_type": None,
    "signals": [],
    "explicit": [{"quote": "could you please send me the invoice", "line": "L1", "text": "the invoice is with them"}],
    "unsaid": [],
    "business_interests": [],
    "personal_interests": [],
    "urgency_reason": "a plain request",
    "urgency": "normal",
    "say_no_reason": "",
    "say_no": False,
    "say_no_what": "",
    "missing_fact": "",
    "explore_questions": [],
}
_DRAFT = {
    "notes": "They need the invoice.",
    "step": "offer",
    "reply": "I am looking for your invoice now and send it to you by 16:00.",
    "promises": [],
    "why": "Offer: who, what and by when",
}
_CONFIRM = {
    "notes": "It was sent.",
    "reply": "Is the invoice complete?",
    "why": "Confirm: the outcome",
}
_ANSWERS = {"assess": ASSESSMENT, "draft": _DRAFT, "confirm": _CONFIRM}


@asynccontextmanager
async def instant_model(*, takes: float = 0.0) -> AsyncIterator[OpenAIServer]:
    """Serve it on the loopback; `url` is its address, `requests` what it was asked.

    `takes` is how many seconds it thinks.
    """

    async def in_its_time(request: web.Request, asked: dict[str, Any]) -> Any:
        await asyncio.sleep(takes)
        return good_answer(request, asked)

    async with openai_server(in_its_time if takes else good_answer) as server:
        yield server


def good_answer(request: web.Request, asked: dict[str, Any]) -> Any:
    """Answer by the name of the schema that is asked for."""
    schema = (asked.get("response_format") or {}).get("json_schema", {}).get("name", "assess")
    answer = next((answer for name, answer in _ANSWERS.items() if name in str(schema).lower()), ASSESSMENT)
    return ok(answer)(request, asked)
