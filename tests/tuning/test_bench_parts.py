"""The small parts of the bench: wishes read from the command line, cases chosen, calls added up."""

import asyncio
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from motbot.domain.case import Split
from motbot.domain.errors import BadInput
from motbot.domain.prices import Price
from motbot.llm.calls import Call
from motbot.tuning.bench import variant_path
from motbot.tuning.cases import cases_of
from motbot.tuning.meter import Meter
from motbot.tuning.wish import BenchWish, CasesWish, parts_of, variants_of
from motbot.use_cases.predict import Part
from tests.tuning.rig import CASES, cases_file, settings_for

CALL = Call(task="assess", model="m-1", latency_ms=1500, prompt_tokens=100, cached_tokens=0, completion_tokens=10)
PRICE = Price(prompt=10_000, cached=0, completion=0)


def test_variants_are_read_by_task() -> None:
    assert variants_of(["assess=short", " draft = a/b.md "]) == {"assess": "short", "draft": "a/b.md"}


@pytest.mark.parametrize("given", [["assess"], ["=short"], ["assess="], ["assess=a", "assess=b"]])
def test_a_variant_of_no_form_is_refused(given: list[str]) -> None:
    with pytest.raises(BadInput, match="--variant: "):
        variants_of(given)


def test_tasks_are_read_and_none_means_all() -> None:
    assert parts_of(["review", "draft"]) == {Part.REVIEW, Part.DRAFT}
    assert parts_of([]) == set(Part)
    with pytest.raises(BadInput, match="--task: 'confirm' is no task of cases; expected one of assess, draft"):
        parts_of(["confirm"])


def test_a_variant_is_a_file_or_a_name_below_the_task() -> None:
    assert variant_path(Path("prompts"), "assess", "short") == Path("prompts/assess/short.md")
    assert variant_path(Path("prompts"), "assess", "mine/short.md") == Path("mine/short.md")


def test_odd_labels_are_told_and_the_cases_are_used(tmp_path: Path) -> None:
    odd = CASES[0] | {"gold": CASES[0]["gold"] | {"urgency": "none"}}
    text = StringIO()
    wish = CasesWish(paths=[cases_file(tmp_path, [odd])])
    found = cases_of(settings_for(tmp_path), wish, Console(file=text, width=300))

    assert [case.id for case in found] == ["login"]
    assert "gold.urgency: is none although is_moment is true" in text.getvalue()


def test_the_shipped_cases_are_run_where_none_are_named(tmp_path: Path) -> None:
    found = cases_of(settings_for(tmp_path), CasesWish(), Console(file=StringIO()))

    assert len(found) >= 24


def test_a_split_without_cases_is_refused(tmp_path: Path) -> None:
    wish = CasesWish(paths=[cases_file(tmp_path, CASES[:1])], split=Split.HOLDOUT)
    with pytest.raises(BadInput, match="is for holdout; leave --split out"):
        cases_of(settings_for(tmp_path), wish, Console(file=StringIO()))


def test_the_model_is_asked_where_command_or_config_say_so(tmp_path: Path) -> None:
    playbook = settings_for(tmp_path)

    assert not BenchWish().with_model(playbook)
    assert BenchWish(model=True).with_model(playbook)
    assert BenchWish().with_model(settings_for(tmp_path, "http://127.0.0.1:9"))


def test_calls_are_added_up_and_remembered_ones_are_not_paid() -> None:
    meter = Meter(model="m", prices={"m": PRICE})
    remembered = Call(**{field: getattr(CALL, field) for field in Call.__slots__} | {"remembered": True})
    spent = meter.spent([CALL, remembered], wall=9.0)

    assert (spent.calls, spent.cached, spent.prompt_tokens, spent.seconds) == (2, 1, 200, 3.0)
    assert spent.cost == pytest.approx(2.0)
    assert spent.paid == pytest.approx(1.0)


def test_without_calls_nothing_is_paid_and_the_wall_counts() -> None:
    spent = Meter().spent([], wall=0.5)

    assert (spent.calls, spent.cost, spent.seconds) == (0, 0, 0.5)


def test_a_model_without_a_price_costs_nobody_knows_what() -> None:
    assert Meter(model="other", prices={"m": PRICE}).spent([CALL], wall=0).cost == pytest.approx(1.0)
    assert Meter(model="other", prices={"n": PRICE}).spent([CALL], wall=0).cost is None


async def test_calls_are_told_apart_by_the_case_they_were_made_for() -> None:
    meter = Meter()

    async def run(count: int) -> int:
        with meter.case() as calls:
            for _ in range(count):
                await asyncio.gather(_hear(meter))
        return len(calls)

    assert tuple(await asyncio.gather(run(3), run(1), run(2))) == (3, 1, 2)
    meter.hear(CALL)  # outside of any case nobody listens


async def _hear(meter: Meter) -> None:
    await asyncio.sleep(0)
    meter.hear(CALL)
