"""A scripted language model that keeps a bill: what every request took, and how much of it a provider had cached."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from typing_extensions import override

from motbot.domain.prices import Price
from tests.fakes.openai_server import OpenAIServer, as_text, completion, openai_server
from tests.rig.model import ASSESSMENT

PRICE = Price(prompt=0.25, cached=0.025, completion=2.00)
"""A million tokens of the model that the config names by default, in dollars, by the provider's list of late 2025."""
_CACHED_FROM, _CACHED_STEP = 1024, 128
"""Tokens: shorter beginnings are not cached, and longer ones in whole steps, as providers say."""
_REMEMBERED = 64
"""Requests of one kind that a new one may share its beginning with."""
_JUDGED = re.compile(r"^(L\d+) [^\n]*, JUDGE:\n<data-(\w+)>\n?(.*?)\n?</data-\2>", re.MULTILINE | re.DOTALL)
_WANTS = re.compile(
    r"[?？吗]|\b(?:can|could|would|will|please|need|want|wanna|like|help|look|find|book|check|change|tell|how|what|when|"
    r"where|why|which|who|problem|wrong|not|cannot|can't|don't|doesn't|didn't|never|still|yet)\b|[请想要帮找查订推荐需怎哪没不]",
    re.IGNORECASE,
)

_CLOSING = re.compile(
    r"\b(?:thanks?|bye|goodbye|that's (?:it|all)|say hi)\b|谢|再见|没有?(?:其他)?(?:问题|了|啦)", re.IGNORECASE
)
_CLOSING_AT_MOST = 80
_QUESTION = re.compile(r"[?？吗]")
_HAN = re.compile("[\u4e00-\u9fff]")

_UNSAID = {
    "cue": "they ask now and plan with the answer",
    "cue_from": "conversation",
    "line": "L1",
    "text": "They know by when the answer comes",
    "benefit": "they can plan the rest of the day",
    "told_back": "yes_of_course",
}
_MOMENT = ASSESSMENT | {
    "notes": "The customer turns to us with a request that nobody has answered yet.",
    "unsaid": [_UNSAID],
    "business_interests": [{"cue": "they plan with the answer", "text": "The work goes on without a gap"}],
    "explore_questions": ["By when do you need it at the latest?", "Who else is going to use it?"],
}
_NO_MOMENT = ASSESSMENT | {
    "notes": "The customer says thanks or answers.",
    "is_moment": False,
    "negative_type": "fyi",
    "explicit": [],
    "urgency": "none",
    "urgency_reason": "",
}
_CHINESE: Mapping[str, dict[str, Any]] = {
    "draft": {
        "notes": "客户需要一个可以据此安排的答复，我们得先查清楚。",
        "step": "offer",
        "reply": "谢谢您告诉我们。我现在就去查，查到结果马上在这里告诉您。",
        "promises": [],
        "why": "Offer：谁来做，做什么",
    },
    "confirm": {
        "notes": "客户要的结果已经给出。",
        "reply": "这个结果符合您的需要吗？",
        "why": "Confirm：结果",
    },
}
_OTHERS: Mapping[str, dict[str, Any]] = {
    "draft": {
        "notes": "They need an answer that they can plan with; we have to look it up first.",
        "step": "offer",
        "reply": "Thank you for telling us. I am looking into it now and tell you the result here once I have it.",
        "promises": [],
        "why": "Offer: who, what and by when",
    },
    "confirm": {
        "notes": "They asked for a result, and it was delivered.",
        "reply": "Does the result serve you as you needed it?",
        "why": "Confirm: the outcome",
    },
    "promises": {
        "notes": "The customer waits for an answer; ours asks for a detail.",
        "statements": [],
        "answered": [],
        "delivered": [],
    },
}


def tokens_of(text: str) -> int:
    """About how many tokens a text is: four letters of Latin script or three quarters of another's make one."""
    narrow = sum(letter.isascii() for letter in text)
    return round(narrow / 4 + (len(text) - narrow) * 0.75)


def wants(text: str) -> bool:
    """What the scripted model calls a moment, whoever asks it: a question or a word of wanting, and no mere goodbye."""
    if len(text) <= _CLOSING_AT_MOST and _CLOSING.search(text) and not _QUESTION.search(text):
        return False
    return bool(_WANTS.search(text))


@dataclass(slots=True, kw_only=True)
class Task:
    """What the requests of one kind took together."""

    calls: int = 0
    prompt: int = 0
    cached: int = 0
    completion: int = 0

    def cost(self, price: Price = PRICE) -> float:
        """In the currency of the price."""
        return price.of(prompt_tokens=self.prompt, cached_tokens=self.cached, completion_tokens=self.completion)


@dataclass(slots=True, kw_only=True)
class Bill:
    """What a model was asked for, by the kind of request."""

    takes: float = 0.0
    """Seconds that the model thinks."""
    tasks: dict[str, Task] = field(default_factory=dict)
    judged: Counter[str] = field(default_factory=Counter)
    """Messages by their text: how often each was to be judged."""
    _seen: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @property
    def calls(self) -> int:
        """All requests."""
        return sum(task.calls for task in self.tasks.values())

    def total(self) -> Task:
        """All kinds together."""
        every = self.tasks.values()
        return Task(
            calls=self.calls,
            prompt=sum(one.prompt for one in every),
            cached=sum(one.cached for one in every),
            completion=sum(one.completion for one in every),
        )

    async def __call__(self, _request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        """Answer a request in time, and put it on the bill."""
        form = (asked.get("response_format") or {}).get("json_schema", {})
        name = str(form.get("name", "assess"))
        system, user = (str(one["content"]) for one in asked["messages"][:2])
        answer = self._answer(name, user)
        beginning = f"{form.get('schema', '')}{system}"
        usage = {
            "prompt_tokens": tokens_of(beginning) + tokens_of(user),
            "completion_tokens": tokens_of(as_text(answer)),
            "cached": self._cached(name, beginning, user),
        }
        task = self.tasks.setdefault(name, Task())
        task.calls += 1
        task.prompt += usage["prompt_tokens"]
        task.cached += usage["cached"]
        task.completion += usage["completion_tokens"]
        if self.takes:
            await asyncio.sleep(self.takes)
        body = completion(as_text(answer)) | {"usage": _as_sent(usage)}
        return web.json_response(body)

    def _answer(self, name: str, user: str) -> dict[str, Any]:
        if name != "assess":
            chinese = _HAN.search(user.partition("## Conversation")[2]) is not None
            return (_CHINESE.get(name) if chinese else None) or _OTHERS.get(name) or _OTHERS["confirm"]
        judged = _JUDGED.findall(user)
        self.judged.update(text for _, _, text in judged)
        asking = [(line, text) for line, _, text in judged if wants(text)]
        if not asking:
            return _NO_MOMENT
        line, text = asking[0]
        quote = max(text.splitlines() or [text], key=len)[:80]
        return _MOMENT | {"explicit": [{"quote": quote, "line": line, "text": f"They have it: {quote}"}]}

    def _cached(self, name: str, beginning: str, user: str) -> int:
        """How many tokens of a request the provider has seen before, at the beginning of another one."""
        before = self._seen.setdefault((name, beginning), [])
        shared = max((_shared(user, one) for one in before), default=-1)
        before[:] = [*before[1 - _REMEMBERED :], user]
        tokens = 0 if shared < 0 else tokens_of(beginning) + tokens_of(user[:shared])
        return tokens // _CACHED_STEP * _CACHED_STEP if tokens >= _CACHED_FROM else 0


def _shared(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    different = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(different, min(len(one), len(other)))


def _as_sent(usage: Mapping[str, int]) -> dict[str, Any]:
    return {
        "prompt_tokens": usage["prompt_tokens"],
        "completion_tokens": usage["completion_tokens"],
        "total_tokens": usage["prompt_tokens"] + usage["completion_tokens"],
        "prompt_tokens_details": {"cached_tokens": usage["cached"]},
    }


@asynccontextmanager
async def billing_model(bill: Bill) -> AsyncIterator[OpenAIServer]:
    """Serve the model on the loopback; what it is asked is not kept, only billed."""
    async with openai_server(bill) as server:
        server.requests = _Forgetful()
        yield server


class _Forgetful(list[dict[str, Any]]):
    """Takes requests and keeps none: a long bench would hold them all."""

    @override
    def append(self, _request: dict[str, Any]) -> None:
        """Let go of it."""
