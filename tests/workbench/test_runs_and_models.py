"""Runs go on without their tab, end when they are told to, and say what a model's bad day came to."""

import asyncio
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes import openai_server as fake
from tests.workbench.rig import BETTER, JSON, Deployment, Trainer, at_the_bench, with_line, with_model

RUN = {"task": "assess", "sides": [{"variant": "default"}], "cases": ["login", "holiday"]}


async def test_a_run_goes_on_when_its_tab_is_closed_and_another_tab_sees_it(deployment: Deployment) -> None:
    async with with_model(deployment) as trainer:
        await trainer.do("start", **RUN)
        await trainer.session.close()
        async with aiohttp.ClientSession() as session:
            other = Trainer(address=trainer.address, session=session)
            (run,) = (await other.get("runs"))["runs"]
            ended = await other.ended(run)

    assert (ended["state"], ended["done"]) == ("done", 2)


async def test_one_run_at_a_time_and_a_stopped_one_says_how_far_it_came(deployment: Deployment) -> None:
    async with with_model(deployment, fake.hang()) as trainer:
        run = await trainer.do("start", **RUN)
        assert (await trainer.get("overview"))["running"] == run["number"]
        status, words = await trainer.refused("start", **RUN)
        assert (status, words) == (409, "Run 1 is still under way; wait for its end, or cancel it.")

        await trainer.do("cancel", run=run["number"])
        ended = await trainer.ended(run)

        assert (ended["state"], ended["done"], ended["outcome"]) == ("cancelled", 0, None)
        assert (await trainer.get("overview"))["running"] == 0


async def test_a_closing_workbench_ends_its_runs(deployment: Deployment) -> None:
    async with with_model(deployment, fake.hang()) as trainer:
        await trainer.do("start", **RUN)

    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("run ")]


async def test_a_model_that_answers_nothing_fails_the_run_in_words(deployment: Deployment) -> None:
    bad = {
        "answers 429; too many requests": fake.rate_limited(retry_after="60"),
        "answers 500": fake.error(500),
        "check the key": fake.error(401),
        "no usable answer": fake.html(),
        "": fake.refusal(),
    }
    today = [fake.hang()]

    def moody(request: web.Request, asked: JSON) -> Any:
        return today[0](request, asked)

    async with with_model(deployment, moody, deadline=1.0) as trainer:
        for told, mode in bad.items():
            today[0] = mode
            ended = await trainer.ended(await trainer.do("start", **RUN))

            assert (ended["state"], ended["outcome"]) == ("failed", None)
            assert "No case was answered (asked: 2)" in ended["problem"]
            assert told in ended["problem"]


async def test_a_promotion_without_any_answer_can_still_be_forced_with_a_reason(deployment: Deployment) -> None:
    async with with_model(deployment, fake.error(500), deadline=0.5) as trainer:
        made = await trainer.do("copy", task="draft", variant="default", name="mine")
        text = with_line(made["text"], BETTER)
        digest = (await trainer.do("save", task="draft", variant="mine", text=text, base=made["digest"]))["digest"]
        wish = {"task": "draft", "variant": "mine", "digest": digest, "cases": ["login"]}
        refused = (await trainer.ended(await trainer.do("promote", **wish)))["outcome"]
        assert (refused["published"], refused["can_be_forced"]) == (False, True)
        assert "No case was answered (asked: 1)" in refused["refused"]

        forced = (await trainer.ended(await trainer.do("promote", **wish, reason="the model is away")))["outcome"]

        assert forced["published"]
        assert "No case was answered (asked: 1)" in forced["note"]


async def test_without_a_model_everything_works_but_running(deployment: Deployment) -> None:
    async with at_the_bench(deployment, deployment.settings()) as trainer:
        overview = await trainer.get("overview")
        assert overview["model"] == {"name": "", "host": "", "is_there": False, "why_not": ""}
        status, words = await trainer.refused("start", **RUN)
        assert (status, "this needs a model" in words) == (400, True)

        made = await trainer.do("copy", task="confirm", variant="default", name="mine")
        text = with_line(made["text"], BETTER)
        rendered = await trainer.do("render", task="confirm", variant="mine", text=text)
        assert BETTER in rendered["messages"][0]["system"]
        drafted = await trainer.get("text?task=draft&variant=default")
        asked = {"task": "draft", "variant": "default", "text": drafted["text"], "case": "login"}
        assert "Is the login fixed?" in (await trainer.do("render", **asked))["messages"][0]["user"]

        kept = await trainer.do("save", task="confirm", variant="mine", text=text, base=made["digest"])
        promoting = await trainer.do("promote", task="confirm", variant="mine", digest=kept["digest"])
        outcome = (await trainer.ended(promoting))["outcome"]
        assert (outcome["published"], outcome["guards"]) == (True, [])
        assert "this needs a model" in outcome["note"]
        assert (await trainer.task("confirm"))["live"]["variant"] == "mine"


async def test_a_model_that_was_asked_for_and_cannot_be_reached_is_told_with_the_remedy(deployment: Deployment) -> None:
    settings = deployment.settings("http://127.0.0.1:9/v1", more={"OPENAI_BASE_URL": "", "OPENAI_API_KEY": ""})
    async with at_the_bench(deployment, settings) as trainer:
        model = (await trainer.get("overview"))["model"]
        _, words = await trainer.refused("start", **RUN)

    assert not model["is_there"]
    assert "OPENAI_API_KEY" in model["why_not"]
    assert words == model["why_not"]


async def test_a_new_start_has_a_new_key_and_finds_files_and_published_prompts_again(deployment: Deployment) -> None:
    async with at_the_bench(deployment, deployment.settings()) as trainer:
        before = trainer.token
        made = await trainer.do("copy", task="mend", variant="default", name="mine")
        text = with_line(made["text"], BETTER)
        kept = await trainer.do("save", task="mend", variant="mine", text=text, base=made["digest"])
        await trainer.ended(await trainer.do("promote", task="mend", variant="mine", digest=kept["digest"]))

    async with at_the_bench(deployment, deployment.settings()) as trainer:
        assert (await trainer.ask("GET", "api/overview", X_Workbench_Token=before)).status == 401
        assert [one["name"] for one in (await trainer.task("mend"))["variants"]] == ["default", "mine"]
        assert (await trainer.task("mend"))["live"]["number"] == 2
        assert (await trainer.get("runs"))["runs"] == []
        status, _ = await trainer.refused("cancel", run=1)
        assert status == 400
