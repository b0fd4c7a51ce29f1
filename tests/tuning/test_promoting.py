"""`motbot prompts promote / rollback / log`: published after measuring, taken back, and told."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from psycopg.conninfo import conninfo_to_dict

from motbot.domain.errors import BadInput, BadPrompt, Failed
from motbot.settings import default_prompts
from motbot.settings.loading import Settings, load_settings
from motbot.storage.database import Database
from motbot.tuning.promoting import PromoteWish, promote_prompt
from motbot.tuning.published import roll_back, show_log
from motbot.tuning.wish import CasesWish
from tests.fakes import openai_server as fake
from tests.tuning.rig import ANSWERS, by_task, cases_file, written

WORSE, BETTER = "Take every request for none.", "Look twice."


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A deployment at the machine: prompts of its own, and a database."""

    folder: Path
    database: str

    def settings(self, url: str = "") -> Settings:
        """Its settings; with a server's address those of a model there."""
        config = self.folder / "motbot.yaml"
        config.write_text(f"coach: {'model' if url else 'playbook'}\nmodel: {{name: m, deadline: 5s}}\n")
        given = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "k"} if url else {}
        places = {
            "MOTBOT_CONFIG": str(config),
            "MOTBOT_DATA_DIR": str(self.folder / "data"),
            "MOTBOT_PROMPTS": str(self.folder / "prompts"),
            "MOTBOT_DATABASE_URL": self.database,
        }
        return load_settings({**places, **given})

    def write(self, variant: str, line: str, *, task: str = "assess") -> None:
        """Write a variant: the default one with one more line in its system part."""
        folder = self.folder / "prompts" / task
        text = (folder / "default.md").read_text(encoding="utf-8")
        (folder / f"{variant}.md").write_text(text.replace("\n# user\n", f"\n{line}\n# user\n", 1), encoding="utf-8")

    def wish(self, variant: str, *, task: str = "assess", **more: Any) -> PromoteWish:
        """What a trainer asks for."""
        return PromoteWish(task=task, variant=variant, cases=CasesWish(paths=[cases_file(self.folder)]), **more)


@pytest.fixture
def deployment(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Deployment:
    """A deployment with the shipped prompts, whose database is empty; its terminal is wide."""
    monkeypatch.setenv("COLUMNS", "200")
    shutil.copytree(default_prompts(), tmp_path / "prompts")
    parts = conninfo_to_dict(database.conninfo)
    name = parts.pop("dbname")
    return Deployment(folder=tmp_path, database=f"postgresql:///{name}?{urlencode(parts)}")


def swayed(request: web.Request, asked: dict[str, Any]) -> Any:
    """A model that does what one line of its prompt says, and else answers well."""
    answers: Mapping[str, Any] = ANSWERS
    if WORSE in asked["messages"][0]["content"]:
        no_moment = {**ANSWERS["assess"], "is_moment": False, "negative_type": "chit_chat", "urgency": "none"}
        answers = {**ANSWERS, "assess": no_moment}
    return by_task(answers)(request, asked)


async def log_of(deployment: Deployment) -> dict[str, Any]:
    """What `log --json` writes."""
    out = deployment.folder / "log.json"
    await show_log(deployment.settings(), "", at_most=100, json=out)
    return written(out)


async def live(deployment: Deployment, task: str = "assess") -> str:
    """The live variant."""
    log = await log_of(deployment)
    variant: str = log["prompts"][str(log["in_force"][task]["live"])]["variant"]
    return variant


async def test_the_log_shows_only_columns_that_say_anything(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("better", BETTER)
    async with fake.openai_server(swayed) as server:
        settings = deployment.settings(server.url)
        await promote_prompt(settings, deployment.wish("better"))
        capsys.readouterr()
        await show_log(settings, "assess", at_most=10, json=None)
        shown = capsys.readouterr().out
        assert "first published" in " ".join(shown.split())
        assert not any(f" {head} " in shown for head in ("trial", "reason"))

        await promote_prompt(settings, deployment.wish("default", share=20, reason="second thoughts"))
        capsys.readouterr()
        await show_log(settings, "assess", at_most=10, json=None)
    shown = capsys.readouterr().out
    assert all(f" {head} " in shown for head in ("trial", "reason"))


async def test_a_worse_prompt_is_refused_with_its_figures_and_a_forced_one_keeps_the_reason(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("worse", WORSE)
    async with fake.openai_server(swayed) as server:
        settings = deployment.settings(server.url)
        with pytest.raises(Failed, match=r"missed moment 0\.0 % -> 100\.0 %, may rise by 0 points.*Force it with"):
            await promote_prompt(settings, deployment.wish("worse"))
        shown = capsys.readouterr().out
        assert "broken login missed moment" in shown
        assert "worse" in shown
        assert await live(deployment) == "default"

        await promote_prompt(settings, deployment.wish("worse", reason="to see it live"))
    assert "assess: promoted; live is worse #2" in capsys.readouterr().out
    log = await log_of(deployment)
    newest, first = log["changes"]
    assert (first["what"], first["by"], newest["reason"]) == ("first", "motbot", "to see it live")
    assert newest["figures_before"]["missed_moment"] == 0
    assert log["prompts"]["2"]["reason"] == "to see it live"
    assert log["prompts"]["2"]["figures"]["missed_moment"] == 1


async def test_a_prompt_that_is_no_worse_is_published_put_on_trial_and_taken_back(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("better", BETTER)
    async with fake.openai_server(swayed) as server:
        settings = deployment.settings(server.url)
        await promote_prompt(settings, deployment.wish("better", share=20))
        assert "put on trial; live is default #1, better #2 on trial for 20 %" in capsys.readouterr().out
        await promote_prompt(settings, deployment.wish("better"))
    assert await live(deployment) == "better"

    await roll_back(deployment.settings(), "assess", reason="second thoughts")
    assert "assess: rolled back; live is default #1" in capsys.readouterr().out
    with pytest.raises(Failed, match="no earlier assess prompt to go back to"):
        await roll_back(deployment.settings(), "assess", reason="")


async def test_what_is_live_is_measured_as_it_was_published_whatever_its_file_says_by_now(
    deployment: Deployment,
) -> None:
    deployment.write("better", BETTER)
    async with fake.openai_server(swayed) as server:
        settings = deployment.settings(server.url)
        await promote_prompt(settings, deployment.wish("better"))
        deployment.write("better", WORSE)
        deployment.write("default", WORSE)
        with pytest.raises(Failed, match="missed moment"):
            await promote_prompt(settings, deployment.wish("better"))


async def test_where_the_playbook_coaches_nothing_is_published_unless_somebody_says_without_figures(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("worse", WORSE)
    with pytest.raises(Failed, match=r"Nothing was measured and nothing published.*Add --model.*or --unmeasured"):
        await promote_prompt(deployment.settings(), deployment.wish("worse"))
    assert (await log_of(deployment))["changes"] == []

    await promote_prompt(deployment.settings(), deployment.wish("worse", unmeasured=True))

    assert "Nothing is measured: the playbook answers here" in capsys.readouterr().err
    assert await live(deployment) == "worse"


async def test_where_a_model_coaches_nobody_gets_round_being_measured(deployment: Deployment) -> None:
    deployment.write("worse", WORSE)
    async with fake.openai_server(swayed) as server:
        with pytest.raises(BadInput, match="--unmeasured: a model is there"):
            await promote_prompt(deployment.settings(server.url), deployment.wish("worse", unmeasured=True))


async def test_a_task_without_labels_is_published_without_figures(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("other", BETTER, task="mend")
    async with fake.openai_server(swayed) as server:
        await promote_prompt(deployment.settings(server.url), deployment.wish("other", task="mend"))
        assert server.requests == []

    assert "cases have no labels for mend prompts" in capsys.readouterr().err
    assert await live(deployment, "mend") == "other"


async def test_a_model_that_does_not_answer_stops_a_promotion_that_is_not_forced(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("better", BETTER)
    async with fake.openai_server(fake.refusal()) as server:
        settings = deployment.settings(server.url)
        with pytest.raises(Failed, match=r"No case was answered \(asked: 2\)"):
            await promote_prompt(settings, deployment.wish("better"))
        await promote_prompt(settings, deployment.wish("better", reason="the model is away"))

    assert "Not measured: No case was answered (asked: 2)" in capsys.readouterr().err
    assert await live(deployment) == "better"


async def test_a_draft_that_cannot_be_used_is_named_by_its_line_before_anything_is_spent(
    deployment: Deployment,
) -> None:
    deployment.write("broken", "{{ nothing }}")
    async with fake.openai_server(swayed) as server:
        with pytest.raises(BadPrompt, match=r"assess/broken:\d+: unknown variable `nothing`"):
            await promote_prompt(deployment.settings(server.url), deployment.wish("broken"))
        assert server.requests == []


async def test_what_is_live_already_costs_nothing_to_be_told(deployment: Deployment) -> None:
    deployment.write("better", BETTER)
    async with fake.openai_server(swayed) as server:
        await promote_prompt(deployment.settings(server.url), deployment.wish("better"))
        asked = len(server.requests)
        with pytest.raises(Failed, match="assess/better is live already"):
            await promote_prompt(deployment.settings(server.url), deployment.wish("better"))
        assert len(server.requests) == asked


async def test_an_unchanged_copy_of_the_default_publishes_nothing(deployment: Deployment) -> None:
    folder = deployment.folder / "prompts" / "assess"
    shutil.copy(folder / "default.md", folder / "copy.md")
    async with fake.openai_server(swayed) as server:
        for wish in (deployment.wish("copy"), deployment.wish("copy", share=20), deployment.wish("default")):
            with pytest.raises(Failed, match=r"assess/(?:copy|default) .*nothing was published"):
                await promote_prompt(deployment.settings(server.url), wish)
        assert server.requests == []
    with pytest.raises(Failed, match="nothing was published"):
        await promote_prompt(deployment.settings(), deployment.wish("copy", unmeasured=True))

    assert (await log_of(deployment))["changes"] == []


async def test_a_task_that_does_not_exist_is_named_with_those_that_do(deployment: Deployment) -> None:
    told = "'asses' is no task; expected one of assess, draft, confirm, promises, mend, review"
    with pytest.raises(BadInput, match=told):
        await promote_prompt(deployment.settings(), deployment.wish("default", task="asses"))
    with pytest.raises(BadInput, match=told):
        await roll_back(deployment.settings(), "asses", reason="")
    with pytest.raises(BadInput, match=told):
        await show_log(deployment.settings(), "asses", at_most=1, json=None)


async def test_the_log_of_a_deployment_without_prompts_says_how_they_come(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    await show_log(deployment.settings(), "", at_most=10, json=None)

    assert "Nothing was published yet" in capsys.readouterr().out


async def test_the_log_shows_what_is_in_force_and_what_was_changed(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    deployment.write("other", BETTER)
    await promote_prompt(deployment.settings(), deployment.wish("other", share=30, unmeasured=True))
    capsys.readouterr()
    out = deployment.folder / "log.json"
    await show_log(deployment.settings(), "assess", at_most=10, json=out)

    shown = capsys.readouterr().out
    assert "put on trial" in shown
    assert "first published" in shown
    assert re.search(r" \d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC ", shown)
    file = json.loads(out.read_text(encoding="utf-8"))
    assert file["in_force"]["assess"] == {"live": 1, "before": 0, "trial": 2, "share": 30, "generation": 2}
    assert BETTER in file["prompts"]["2"]["text"]
