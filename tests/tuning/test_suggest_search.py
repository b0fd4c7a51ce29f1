"""A search keeps what does better, throws away what must not be, and ends by itself: with gepa and a scripted model."""

import os
from pathlib import Path

import pytest

from motbot.domain.errors import BadPrompt, Failed, ModelRefused, ModelUnavailable
from motbot.tuning.suggest_budget import Budget, Limits
from motbot.tuning.suggest_gepa import search_by_gepa
from motbot.tuning.suggest_prompt import Proposal
from motbot.tuning.suggest_search import Search
from tests.tuning.suggest_fakes import LINES, START, FakeAsks, a_search, adding

NOTHING = Proposal(notes="", edits=[])


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    """One that no test here uses up by itself."""
    return Budget(limits=Limits(calls=500), ledger=tmp_path / "spent.jsonl")


def scripted(budget: Budget, *proposals: Proposal | Exception) -> FakeAsks:
    """A model with these proposals, the last one for ever."""
    return FakeAsks(budget=budget, proposals=list(proposals))


async def run(search: Search, asks: FakeAsks, *, seed: int = 0) -> None:
    """Search."""
    await search_by_gepa(search, asks.budget, seed=seed)


async def test_better_texts_are_built_upon_until_nothing_is_wrong(budget: Budget) -> None:
    asks = scripted(budget)
    search = a_search(asks)
    best: list[float] = []
    search.on_best = lambda _system, score: best.append(round(score, 2))

    await run(search, asks)

    assert search.is_perfect
    assert all(line in search.best for line in LINES)
    assert best == [0.0, 0.33, 0.67, 1.0]
    assert len(asks.answered) == len(set(asks.answered)), "nothing is asked twice"


async def test_a_text_that_is_no_better_is_not_taken_and_what_came_of_it_is_told(budget: Budget) -> None:
    asks = scripted(budget, adding("Useless rule."), adding(LINES[0]), NOTHING)
    search = a_search(asks)

    await run(search, asks)

    told = [attempts for system, _, attempts in asks.shown if system == START and attempts]
    assert told[0][0].result == "on some cases (3): score 0.00 -> 0.00"
    assert told[0][0].edits[0].replace.endswith("Useless rule.")
    assert "Useless" not in search.best


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (adding("broken"), "line 3 is broken"),
        (adding("Is the login fixed? Is the login fixed? {{ x }}"), "must stay as it is"),
        (adding("x", behind="not there"), "do not stand in the text"),
        (NOTHING, "no edits were given"),
        (Proposal(notes="", edits=adding("x").edits * 5), "5 edits were given; 4 at most"),
        (adding("", behind="Read it."), ""),
    ],
)
async def test_a_bad_proposal_costs_no_case_and_its_reason_is_told_with_the_next(
    budget: Budget, bad: Proposal, reason: str
) -> None:
    asks = scripted(budget, bad, adding(LINES[0]), NOTHING)
    search = a_search(asks)

    await run(search, asks)

    assert all("broken" not in system and "{{" not in system for system, _ in asks.answered)
    assert reason in asks.shown[1][2][0].result
    assert LINES[0] in search.best


async def test_a_text_that_is_no_prompt_scores_nothing_and_says_why(budget: Budget) -> None:
    search = a_search(scripted(budget, NOTHING))

    outcomes = await search.outcomes("broken", search.cases)

    assert {one.score for one in outcomes} == {0.0}
    assert {what for one in outcomes for _, what in one.shown.findings} == {"line 3 is broken"}


async def test_the_same_text_is_not_measured_twice(budget: Budget) -> None:
    asks = scripted(budget, adding("Useless rule."))
    search = a_search(asks)

    await run(search, asks)

    assert search.steps[1].attempt.result == "thrown away: the same text was measured before"
    assert search.ended == "no proposals"


@pytest.mark.parametrize("failure", [ModelUnavailable("away"), ModelRefused("no")])
async def test_a_model_that_proposes_nothing_ends_the_search_soon(budget: Budget, failure: Exception) -> None:
    asks = scripted(budget, failure)
    search = a_search(asks)

    await run(search, asks)

    assert (search.silent, search.ended, search.best) == (6, "no proposals", START)


async def test_a_refusal_now_and_then_does_not_end_it(budget: Budget) -> None:
    no = ModelRefused("no")
    asks = scripted(budget, no, no, adding(LINES[0]), no, adding(LINES[1]), no, no, adding(LINES[2]))
    search = a_search(asks)

    await run(search, asks)

    assert search.is_perfect
    assert search.silent == 5


@pytest.mark.parametrize("calls", range(6, 26, 2))
async def test_wherever_the_budget_ends_the_best_text_that_was_measured_whole_is_kept(
    tmp_path: Path, calls: int
) -> None:
    asks = scripted(Budget(limits=Limits(calls=calls), ledger=tmp_path / "spent.jsonl"))
    search = a_search(asks)

    await run(search, asks)

    assert search.score(search.best) is not None
    assert len(asks.answered) + len(asks.shown) <= calls
    assert search.is_perfect or asks.budget.ended == "calls"


async def test_what_goes_wrong_while_proposing_is_raised_and_not_passed_over(budget: Budget) -> None:
    asks = scripted(budget, Failed("the disk is full"))

    with pytest.raises(Failed, match="the disk is full"):
        await run(a_search(asks), asks)


async def test_the_same_seed_takes_the_same_way(budget: Budget) -> None:
    ways = []
    for seed in (3, 3, 4):
        asks = scripted(budget, *(adding(f"Rule {number}.") for number in range(4)), NOTHING)
        await run(a_search(asks), asks, seed=seed)
        ways.append([cases for _, cases, _ in asks.shown])

    assert ways[0] == ways[1]
    assert ways[0] != ways[2]


async def test_gepa_prints_writes_and_logs_nothing(
    budget: Budget, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asks = scripted(budget)
    await run(a_search(asks), asks)

    assert capfd.readouterr() == ("", "")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - a test's own folder, in no hurry


async def test_a_perfect_start_asks_for_nothing(budget: Budget) -> None:
    asks = scripted(budget, NOTHING)
    search = a_search(asks, start="\n".join([START, *LINES]))
    await search.outcomes(search.start, search.cases)

    await run(search, asks)

    assert search.is_perfect
    assert asks.shown == []


async def test_a_proposal_is_checked_against_the_bounds_before_it_is_looked_through(budget: Budget) -> None:
    asks = scripted(budget, adding("See https://x.example"), NOTHING)
    await run(a_search(asks), asks)

    assert not any("https" in system for system in asks.looked)
    with pytest.raises(BadPrompt):
        a_search(asks).bounds.check(f"{START}\nhttps://x.example")
