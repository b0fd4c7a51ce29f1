"""Both bounds of a budget hold: a call is counted at its worst before it is made, and nothing is asked beyond."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from motbot.clock import SystemClock
from motbot.domain.errors import Failed, ModelUnavailable
from motbot.domain.prices import Price
from motbot.llm.calls import Call
from motbot.llm.client import Question
from motbot.llm.options import ModelOptions
from motbot.llm.remembering import AnswerFolder
from motbot.tuning.suggest_budget import Budget, BudgetedClient, Limits, OutOfBudget, Tokens, bound_of
from tests.fakes import openai_server as fake

PRICE = Price(prompt=1_000_000.0, cached=1_000_000.0, completion=1_000_000.0)
"""One for each token."""


class Word(BaseModel):
    """An answer."""

    word: str


def a_question(text: str = "hello") -> Question[Word]:
    """A question; another text is another one."""
    return Question(task="t", revision="r", system="s", user=text, answer=Word, max_output=10)


def a_budget(folder: Path, *, calls: int = 10, money: float | None = None, price: Price | None = None) -> Budget:
    """A budget with its file."""
    return Budget(limits=Limits(calls=calls, money=money, price=price), ledger=folder / "spent.jsonl")


def a_call(prompt: int, completion: int, *, remembered: bool = False) -> Call:
    """A call that is over."""
    return Call(
        task="t", model="m", latency_ms=1, prompt_tokens=prompt, cached_tokens=0, completion_tokens=completion,
        remembered=remembered,
    )  # fmt: skip


async def spend(budget: Budget, bound: int, took: int | None) -> None:
    """Make a call that takes so much of so much."""
    async with budget.asking(Tokens(bound, 0, 0)):
        if took is not None:
            budget.hear(a_call(took, 0))


async def test_no_more_calls_go_out_than_may(tmp_path: Path) -> None:
    budget = a_budget(tmp_path, calls=3)
    done = await asyncio.gather(*(spend(budget, 1, 1) for _ in range(9)), return_exceptions=True)

    assert [type(one) for one in done].count(OutOfBudget) == 6
    assert (budget.calls, budget.ended) == (3, "calls")


async def test_a_call_that_might_cost_too_much_is_not_made_although_it_might_not(tmp_path: Path) -> None:
    budget = a_budget(tmp_path, money=100, price=PRICE)
    await spend(budget, 60, 50)

    with pytest.raises(OutOfBudget):
        await spend(budget, 51, 1)
    assert (budget.money, budget.ended, budget.largest) == (50, "money", 60)


async def test_a_call_waits_for_those_under_way_when_they_may_leave_enough(tmp_path: Path) -> None:
    budget = a_budget(tmp_path, money=100, price=PRICE)
    begun, go = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with budget.asking(Tokens(80, 0, 0)):
            begun.set()
            await go.wait()
            budget.hear(a_call(10, 0))

    async with asyncio.TaskGroup() as group:
        group.create_task(first())
        await begun.wait()
        second = group.create_task(spend(budget, 80, 20))
        await asyncio.sleep(0)
        assert budget.calls == 1
        go.set()
    assert second.done()
    assert (budget.calls, budget.money) == (2, 30)


async def test_a_call_that_says_nothing_of_its_tokens_counts_at_its_worst(tmp_path: Path) -> None:
    budget = a_budget(tmp_path, money=100, price=PRICE)
    await spend(budget, 40, None)
    await spend(budget, 40, 0)

    assert budget.money == 80
    with pytest.raises(OutOfBudget):
        await spend(budget, 40, 1)


async def test_without_a_price_money_is_neither_bounded_nor_told(tmp_path: Path) -> None:
    budget = a_budget(tmp_path, money=1)
    await spend(budget, 1_000_000, 1_000_000)

    assert (budget.money, budget.ended) == (None, "")


async def test_what_is_kept_aside_is_there_afterwards(tmp_path: Path) -> None:
    budget = a_budget(tmp_path, calls=5, money=100, price=PRICE)
    budget.keep(calls=2, money=60)
    await spend(budget, 30, 30)
    with pytest.raises(OutOfBudget):
        await spend(budget, 11, 1)

    budget.reopen()
    await spend(budget, 60, 60)
    assert budget.money == 90


async def test_a_stopped_budget_asks_nothing_and_lets_end_what_is_under_way(tmp_path: Path) -> None:
    budget = a_budget(tmp_path)
    async with budget.asking(Tokens(1, 0, 0)):
        budget.stop("interrupted")
        with pytest.raises(OutOfBudget):
            await spend(budget, 1, 1)
        budget.hear(a_call(7, 0))

    assert (budget.calls, budget.ended) == (1, "interrupted")


async def test_another_session_goes_on_counting_where_the_last_one_was_killed(tmp_path: Path) -> None:
    first = a_budget(tmp_path, money=100, price=PRICE)
    await spend(first, 30, 10)
    async with first.asking(Tokens(30, 0, 0)):
        killed = a_budget(tmp_path, money=100, price=PRICE)  # as another process finds it
    ledger = tmp_path / "spent.jsonl"
    ledger.write_text(f'{ledger.read_text(encoding="utf-8")}\n[1]\n{{"n": 3, "bo', encoding="utf-8")

    second = a_budget(tmp_path, money=100, price=PRICE)
    await spend(second, 30, 5)

    assert (killed.calls, killed.money) == (2, 40)
    assert (second.calls_before, second.money_before) == (2, 40)
    third = a_budget(tmp_path, money=100, price=PRICE)
    assert (third.calls, third.money) == (3, 45)


def test_a_ledger_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "spent.jsonl").write_bytes(b"\xff\xfe")

    with pytest.raises(Failed, match=r"spent\.jsonl: cannot be read; delete it"):
        a_budget(tmp_path)


async def test_a_ledger_that_cannot_be_written_asks_nothing(tmp_path: Path) -> None:
    budget = Budget(limits=Limits(calls=5), ledger=tmp_path / "gone" / "spent.jsonl")

    with pytest.raises(Failed, match="without it no budget holds"):
        await spend(budget, 1, 1)


@pytest.mark.parametrize("text", ["Is it here? " * 200, "明天下午还没有收到货，" * 200, json.dumps({"a": ["b"] * 300})])
def test_the_worst_of_a_call_is_above_what_any_tokenizer_makes_of_it(text: str) -> None:
    bound = bound_of(a_question(text), ModelOptions(model="m"))

    assert bound.prompt > 2 * len(text.encode()) / 2
    assert bound.completion == 30


def client_of(folder: Path, budget: Budget, url: str, heard: list[Call]) -> BudgetedClient:
    """A client within the budget."""
    options = ModelOptions(model="m", base_url=url, api_key="k", deadline=2.0)
    return BudgetedClient(
        budget=budget, options=options, clock=SystemClock(), answers=AnswerFolder(folder / "answers"),
        on_call=heard.append,
    )  # fmt: skip


async def ask(client: BudgetedClient, *texts: str) -> list[Any]:
    """Ask one after the other."""
    return [await client.ask(a_question(text)) for text in texts]


async def test_what_is_remembered_costs_nothing_and_is_given_when_the_budget_is_out(tmp_path: Path) -> None:
    heard: list[Call] = []
    async with fake.openai_server(fake.ok({"word": "x"})) as server:
        budget = a_budget(tmp_path, calls=2, price=PRICE)
        client = client_of(tmp_path, budget, server.url, heard)
        await ask(client, "a", "a", "b")
        with pytest.raises(OutOfBudget):
            await ask(client, "c")
        [again] = await ask(client, "a")
        await client.close()

    assert len(server.requests) == 2
    assert (budget.calls, budget.money) == (2, 240)
    assert [one.remembered for one in heard] == [False, True, False, True]
    assert again.answer.word == "x"


@pytest.mark.parametrize(
    ("mode", "money"), [(fake.refusal(), 120), (fake.error(500), None), (fake.rate_limited(retry_after="60"), None)]
)
async def test_calls_that_fail_are_counted_too(tmp_path: Path, mode: Any, money: float | None) -> None:
    async with fake.openai_server(mode) as server:
        budget = a_budget(tmp_path, price=PRICE)
        client = client_of(tmp_path, budget, server.url, [])
        with pytest.raises(Exception, match="language model"):
            await ask(client, "a")
        await client.close()

    worst = budget.largest
    assert (budget.calls, budget.money) == (1, money or worst)


async def test_a_call_that_took_too_long_counts_at_its_worst(tmp_path: Path) -> None:
    async with fake.openai_server(fake.hang()) as server:
        budget = a_budget(tmp_path, price=PRICE)
        options = ModelOptions(model="m", base_url=server.url, api_key="k", deadline=0.1)
        client = BudgetedClient(
            budget=budget, options=options, clock=SystemClock(), answers=AnswerFolder(tmp_path / "a"),
            on_call=lambda _call: None,
        )  # fmt: skip
        with pytest.raises(ModelUnavailable):
            await ask(client, "a")
        await client.close()

    assert budget.money == budget.largest > 0
