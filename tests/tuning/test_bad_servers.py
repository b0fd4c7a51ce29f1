"""Whatever a model's server does, every case ends in a stated outcome."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from motbot.domain.errors import Failed
from motbot.domain.figures import Result
from motbot.settings.loading import Settings
from motbot.transcripts.labelled import read_cases
from motbot.tuning.measuring import refuse_silence
from motbot.tuning.prediction_json import prediction_json
from motbot.tuning.running import results_of
from motbot.tuning.wish import BenchWish
from motbot.use_cases.predict import Part
from tests.fakes import openai_server as fake
from tests.fakes.bad_servers import AWAY, USELESS
from tests.fakes.openai_server import Mode
from tests.tuning.conftest import BenchFor
from tests.tuning.rig import ANSWERS, CASES, by_task, cases_file, settings_for

BAD: dict[str, Mode] = {**AWAY, **USELESS}


async def results(bench_for: BenchFor, settings: Settings, *, only: Sequence[str] = (), **wish: Any) -> list[Result]:
    """Run the cases; the time limit only ends a test that would hang."""
    cases = read_cases([settings.file.parent / "cases.yaml"]).cases
    async with AsyncExitStack() as stack, asyncio.timeout(60):
        bench = bench_for(settings, BenchWish(**wish), stack)
        return await results_of(bench, [case for case in cases if not only or case.id in only])


@pytest.mark.parametrize("name", BAD)
async def test_a_server_that_answers_nothing_usable_fails_every_part_with_a_reason(
    tmp_path: Path, bench_for: BenchFor, name: str
) -> None:
    cases_file(tmp_path)
    async with fake.openai_server(BAD[name]) as server:
        found = await results(bench_for, settings_for(tmp_path, server.url), deadline=0.5)

    failed = {one.case.id: [part.task for part in one.prediction.failed] for one in found}
    assert failed == {"login": ["assess", "promises", "review"], "holiday": ["assess"]}
    parts = [part for one in found for part in one.prediction.failed]
    assert all(part.reason in {"refused", "unavailable"} and part.told for part in parts)
    assert [prediction_json(one.case, one.prediction)["is_moment"] for one in found] == [None, None]
    with pytest.raises(Failed, match=r"No case was answered \(asked: 2\)"):
        refuse_silence(found, "model")


@pytest.mark.parametrize("name", ["500", "refusal", "cut JSON", "html with 200", "reset"])
async def test_a_part_that_fails_still_gives_the_rest(tmp_path: Path, bench_for: BenchFor, name: str) -> None:
    cases_file(tmp_path)
    answers = {task: answer for task, answer in ANSWERS.items() if task != "draft"}
    async with fake.openai_server(by_task(answers, BAD[name])) as server:
        [one] = await results(bench_for, settings_for(tmp_path, server.url), only=["login"], deadline=1.0)

    predicted = one.prediction
    assert predicted.assessed is not None
    assert predicted.drafted is None
    assert predicted.promises is not None
    assert {part.task for part in predicted.failed} == {"draft", "review"}


async def test_failures_are_not_remembered(tmp_path: Path, bench_for: BenchFor) -> None:
    cases_file(tmp_path)
    parts = frozenset({Part.ASSESS})
    async with fake.openai_server(fake.refusal(), by_task(ANSWERS)) as server:
        settings = settings_for(tmp_path, server.url)
        first = await results(bench_for, settings, only=["login"], parts=parts)
        second = await results(bench_for, settings, only=["login"], parts=parts)

    assert [one.prediction.assessed for one in first] == [None]
    assert second[0].prediction.assessed is not None
    assert second[0].prediction.spent.cached == 0


async def test_what_a_failed_call_took_is_counted(tmp_path: Path, bench_for: BenchFor) -> None:
    cases_file(tmp_path)
    async with fake.openai_server(fake.refusal()) as server:
        settings = settings_for(tmp_path, server.url)
        [one] = await results(bench_for, settings, only=["login"], parts=frozenset({Part.ASSESS}))

    assert (one.prediction.spent.calls, one.prediction.spent.prompt_tokens) == (1, 100)


@pytest.mark.parametrize("at_once", [1, 2])
async def test_as_many_cases_are_asked_at_once_as_is_wished(tmp_path: Path, bench_for: BenchFor, at_once: int) -> None:
    cases_file(tmp_path, [CASES[0] | {"id": f"c{number}"} for number in range(4)])
    all_here = asyncio.Barrier(at_once)

    async def answer(_request: web.Request, _asked: dict[str, Any]) -> web.StreamResponse:
        await all_here.wait()
        return web.json_response(fake.completion(json.dumps(ANSWERS["assess"])))

    async with fake.openai_server(answer) as server:
        settings = settings_for(tmp_path, server.url)
        found = await results(
            bench_for, settings, concurrency=at_once, cache=False, deadline=20.0, parts=frozenset({Part.ASSESS})
        )

    assert [one.prediction.failed for one in found] == [()] * 4
    assert server.most_at_once == at_once
