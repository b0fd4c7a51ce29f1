"""`motbot prompts test`: cases are run through the coach, judged, shown and written down."""

from datetime import datetime
from pathlib import Path

import pytest

from motbot.domain.case import Split
from motbot.domain.errors import BadDialogue, BadInput, BadPrompt, Failed
from motbot.tuning.measuring import measure_prompts
from motbot.tuning.wish import BenchWish, CasesWish, parts_of, variants_of
from tests.fakes import openai_server as fake
from tests.tuning.rig import ANSWERS, by_task, cases_file, settings_for, written

KEYS = {
    "is_moment", "urgency", "reply_by", "explicit", "implicit", "not_yet_existing", "business_interests",
    "personal_interests", "explore_questions", "offer", "say_no", "agent_commitments", "score",
}  # fmt: skip
PRICES = "[{model: m, prompt: 10, cached: 1, completion: 100}]"


async def test_the_playbook_is_measured_without_anything_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    await measure_prompts(settings_for(tmp_path), CasesWish(paths=[cases_file(tmp_path)]), BenchWish(), json=out)

    file = written(out)
    assert [one["id"] for one in file["cases"]] == ["login", "holiday"]
    assert all(set(one["prediction"]) == KEYS for one in file["cases"])
    assert file["metrics"]["coach"] == "playbook"
    assert file["metrics"]["shares"]["gate"]["of"] == 2
    shown = capsys.readouterr().out
    assert "moment or not" in shown
    assert "no calls of a model" in shown


async def test_a_model_is_asked_every_part_and_its_answers_are_written_as_the_contract_says(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    async with fake.openai_server(by_task(ANSWERS, fake.refusal())) as server:
        settings = settings_for(tmp_path, server.url, prices=PRICES)
        await measure_prompts(settings, CasesWish(paths=[cases_file(tmp_path)]), BenchWish(), json=out)

    file = written(out)
    login = file["cases"][0]["prediction"]
    assert login["explicit"] == [{"text": "The login works", "quote": "Is the login fixed", "from": "m1"}]
    assert login["implicit"] == [{"text": "Open at noon", "cue": "We open at noon"}]
    assert login["reply_by"] == "2026-03-02T11:00:00+00:00"
    assert login["offer"]["commitments"] == [
        {"who": "a1", "what": "The login", "due": "2026-03-02T16:30:00+00:00", "due_text": "16:30"}
    ]
    [promise] = login["agent_commitments"]
    assert (promise["who"], promise["due_text"], promise["strength"]) == ("a1", "by 17:00", "firm")
    assert datetime.fromisoformat(promise["due"]) == datetime.fromisoformat("2026-03-02T17:00:00+00:00")
    assert login["score"] is None
    assert file["details"]["login"]["failed"][0]["task"] == "review"
    assert "language, even when reminded" in file["details"]["holiday"]["failed"][0]["told"]


async def test_tokens_and_money_are_counted_and_remembered_answers_cost_nothing_now(tmp_path: Path) -> None:
    out, cases = tmp_path / "out.json", CasesWish(paths=[cases_file(tmp_path)], only=["login"])
    wish = BenchWish(parts=parts_of(["assess"]))
    async with fake.openai_server(by_task(ANSWERS)) as server:
        settings = settings_for(tmp_path, server.url, prices=PRICES)
        await measure_prompts(settings, cases, wish, json=out)
        first = written(out)["metrics"]["spent"]
        await measure_prompts(settings, cases, wish, json=out)
        second = written(out)["metrics"]["spent"]
        asked = len(server.requests)
        await measure_prompts(settings, cases, BenchWish(parts=wish.parts, cache=False), json=out)

    cost = (36 * 10 + 64 * 1 + 20 * 100) / 1_000_000
    assert (first["calls"], first["cached_calls"], first["prompt_tokens"]) == (1, 0, 100)
    assert (first["cost"], first["paid"]) == (pytest.approx(cost), pytest.approx(cost))
    assert (second["calls"], second["cached_calls"], second["cost"]) == (1, 1, pytest.approx(cost))
    assert second["paid"] == 0
    assert (asked, len(server.requests)) == (1, 2)


async def test_a_price_that_nobody_knows_is_null_and_never_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    async with fake.openai_server(by_task(ANSWERS)) as server:
        cases = CasesWish(paths=[cases_file(tmp_path)], only=["login"])
        wish = BenchWish(parts=parts_of(["assess"]))
        await measure_prompts(settings_for(tmp_path, server.url), cases, wish, json=out)

    assert written(out)["metrics"]["spent"]["cost"] is None
    assert "cost n/a, now n/a" in " ".join(capsys.readouterr().out.split())


async def test_the_judge_s_agreement_with_the_labels_stands_beside_its_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    async with fake.openai_server(by_task(ANSWERS)) as server:
        cases = CasesWish(paths=[cases_file(tmp_path)], only=["login"])
        wish = BenchWish(parts=parts_of(["assess"]), judge=True)
        await measure_prompts(settings_for(tmp_path, server.url), cases, wish, json=out)

    metrics = written(out)["metrics"]
    assert metrics["judge"] == {"agreed": 1, "of": 1, "kappa": None}
    assert metrics["shares"]["implicit_recall_judged"]["share"] == 1
    assert "agrees with the labels in 1 of 1" in " ".join(capsys.readouterr().out.split())


async def test_a_variant_stands_in_for_the_default_and_only_wanted_tasks_are_asked(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    text = (settings.prompts / "assess" / "default.md").read_text().replace("# system\n", "# system\nBe brief.\n", 1)
    (folder := tmp_path / "assess").mkdir()
    (folder / "brief.md").write_text(text)
    async with fake.openai_server(by_task(ANSWERS)) as server:
        wish = BenchWish(parts=parts_of(["assess"]), variants=variants_of([f"assess={folder / 'brief.md'}"]))
        cases = CasesWish(paths=[cases_file(tmp_path)], only=["login"])
        await measure_prompts(settings_for(tmp_path, server.url), cases, wish, json=None)

    [sent] = server.requests
    assert sent["messages"][0]["content"].startswith("Be brief.")


async def test_only_cases_of_the_split_are_run(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    cases = CasesWish(paths=[cases_file(tmp_path)], split=Split.HOLDOUT)
    await measure_prompts(settings_for(tmp_path), cases, BenchWish(), json=out)

    assert [one["id"] for one in written(out)["cases"]] == ["holiday"]


async def test_a_longer_deadline_waits_for_a_slow_answer_and_a_short_one_does_not(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    cases = CasesWish(paths=[cases_file(tmp_path)], only=["login"])
    async with fake.openai_server(fake.hang()) as server:
        settings = settings_for(tmp_path, server.url)
        wish = BenchWish(parts=parts_of(["assess"]), deadline=0.3)
        with pytest.raises(Failed, match=r"No case was answered \(asked: 1\). .*within 0.3 s"):
            await measure_prompts(settings, cases, wish, json=out)

    assert written(out)["cases"][0]["prediction"]["is_moment"] is None


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (BenchWish(variants={"assess": "brief"}), r"--variant: the playbook answers without prompts; use --model"),
        (BenchWish(judge=True), r"--judge: the playbook answers without prompts"),
        (BenchWish(variants={"asses": "brief"}, model=True), r"--variant: 'asses' is no task; expected one of assess"),
    ],
)
async def test_what_cannot_be_meant_is_refused(tmp_path: Path, wish: BenchWish, told: str) -> None:
    settings = settings_for(tmp_path, "http://127.0.0.1:9/v1" if wish.model else "")
    with pytest.raises(BadInput, match=told):
        await measure_prompts(settings, CasesWish(paths=[cases_file(tmp_path)]), wish, json=None)


async def test_a_broken_prompt_or_file_of_cases_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "assess").mkdir()
    (tmp_path / "assess" / "x.md").write_text("no front matter")
    (tmp_path / "bad.yaml").write_text("schema: motbot-cases/1\ncases: []\n")
    async with fake.openai_server(by_task(ANSWERS)) as server:
        settings = settings_for(tmp_path, server.url)
        wish = BenchWish(variants={"assess": str(tmp_path / "assess" / "x.md")})
        with pytest.raises(BadPrompt, match=r"x\.md:1: "):
            await measure_prompts(settings, CasesWish(paths=[cases_file(tmp_path)]), wish, json=None)
        with pytest.raises(BadDialogue, match=r"bad\.yaml:2: cases: expected a list"):
            await measure_prompts(settings, CasesWish(paths=[tmp_path / "bad.yaml"]), BenchWish(), json=None)

    assert server.requests == []


async def test_what_cannot_be_written_is_refused_first(tmp_path: Path) -> None:
    cases = CasesWish(paths=[cases_file(tmp_path)])
    with pytest.raises(BadInput, match=r"--json: .*nowhere is no folder"):
        await measure_prompts(settings_for(tmp_path), cases, BenchWish(), json=tmp_path / "nowhere" / "out.json")
    with pytest.raises(BadInput, match=r"is a folder; name a file"):
        await measure_prompts(settings_for(tmp_path), cases, BenchWish(), json=tmp_path)
