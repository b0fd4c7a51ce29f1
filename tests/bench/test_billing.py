"""Promises of the scripted model that keeps a bill."""

import asyncio
import json
from typing import Any

import aiohttp

from tests.bench.billing import Bill, billing_model, wants

_LONG = "You judge what customers expect. " * 200
_JUDGED = "Fence TAG: x\n\nL1 CUSTOMER A, Mon 2026-03-02 10:00, JUDGE:\n<data-x>\n{}\n</data-x>\n"


def _asked(said: str, *, system: str = _LONG, task: str = "assess") -> dict[str, Any]:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": _JUDGED.format(said)}]
    return {"messages": messages, "response_format": {"type": "json_schema", "json_schema": {"name": task}}}


async def _answers(bill: Bill, *asked: dict[str, Any]) -> list[dict[str, Any]]:
    async with billing_model(bill) as model, aiohttp.ClientSession() as session:
        answers = []
        for one in asked:
            async with session.post(f"{model.url}/chat/completions", json=one) as response:
                answers.append(await response.json())
        return answers


def _answered(*asked: dict[str, Any]) -> tuple[Bill, list[dict[str, Any]]]:
    bill = Bill()
    return bill, asyncio.run(_answers(bill, *asked))


def test_the_first_request_of_a_kind_finds_nothing_cached_and_the_second_finds_the_beginning() -> None:
    _, answers = _answered(_asked("Where is my parcel?"), _asked("When do you open?"))

    first, second = (one["usage"]["prompt_tokens_details"]["cached_tokens"] for one in answers)

    assert first == 0
    assert second >= 1024
    assert second % 128 == 0


def test_a_short_beginning_is_never_cached() -> None:
    bill, _ = _answered(*[_asked("Where is my parcel?", system="Judge.")] * 2)

    assert bill.total().cached == 0


def test_the_same_words_are_the_same_kind_of_message_whoever_asks() -> None:
    _, answers = _answered(_asked("Where is my parcel?"), _asked("Thanks!"))

    moments = [json.loads(one["choices"][0]["message"]["content"])["is_moment"] for one in answers]

    assert moments == [wants("Where is my parcel?"), wants("Thanks!")] == [True, False]


def test_each_kind_of_request_has_a_bill_of_its_own() -> None:
    bill, _ = _answered(_asked("Where is my parcel?"), _asked("Where is my parcel?", task="draft"))

    assert {name: task.calls for name, task in bill.tasks.items()} == {"assess": 1, "draft": 1}
    assert bill.calls == 2
