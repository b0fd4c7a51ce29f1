"""`motbot prompts show` and `try`: what is sent, to the letter, and what is said of words just typed."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from motbot.catalogue import speaking
from motbot.domain.errors import BadInput, Failed
from motbot.domain.language import Language
from motbot.tuning.showing import TryWish, show_prompts, try_prompts, typed_case
from motbot.tuning.wish import BenchWish, CasesWish, parts_of
from tests.fakes import openai_server as fake
from tests.tuning.rig import ANSWERS, by_task, cases_file, settings_for


@pytest.mark.parametrize(
    ("task", "told"),
    [("assess", "Is the login fixed"), ("draft", "Write the reply."), ("promises", "The login is repaired by 17:00")],
)
async def test_the_messages_of_a_case_are_shown_as_they_are_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], task: str, told: str
) -> None:
    cases = CasesWish(paths=[cases_file(tmp_path)], only=["login"])
    await show_prompts(settings_for(tmp_path), cases, BenchWish(parts=parts_of([task])))

    shown = capsys.readouterr().out
    assert f"login: {task}, revision " in shown
    assert shown.index("[system]") < shown.index("[user]") < shown.index(told)


async def test_a_case_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    cases = CasesWish(paths=[cases_file(tmp_path)], only=["logout"])

    with pytest.raises(BadInput, match=r"'logout' is no case of .*cases\.yaml; known: holiday, login"):
        await show_prompts(settings_for(tmp_path), cases, BenchWish())


async def test_words_just_typed_are_answered_by_the_playbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await try_prompts(settings_for(tmp_path), TryWish(text="Can you send me the March invoice by Friday?"))

    shown = capsys.readouterr().out
    assert "moment, " in shown
    assert "explicit: " in shown


async def test_words_just_typed_are_answered_by_the_model_with_every_part_that_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with fake.openai_server(by_task(ANSWERS)) as server:
        wish = TryWish(
            text="Is the login fixed? We open at noon.",
            facts="It restarts at 16:30.",
            bench=BenchWish(parts=parts_of(["assess"])),
        )
        await try_prompts(settings_for(tmp_path, server.url), wish)

    shown = capsys.readouterr().out
    assert "explicit: The login works (“Is the login fixed”)" in shown
    assert "It restarts at 16:30." in server.requests[0]["messages"][1]["content"]


async def test_in_chinese_no_code_and_no_western_punctuation_stands_between_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = TryWish(text="报告今天能发吗？我们三点开会。", reply="好的，明天中午前发给您。")
    with speaking("zh"):
        await try_prompts(settings_for(tmp_path), wish)

    shown = capsys.readouterr().out
    assert re.search(r"high|normal|low|critical|firm|conditional|vague", shown) is None
    assert re.search("[\u4e00-\u9fff] ?[,;:(]|[,;:)] ?[\u4e00-\u9fff]", shown) is None
    assert re.search(r"\d{4}-\d\d-\d\d 12:00[+-]\d\d:\d\d（确定）", shown)


async def test_where_nobody_answers_it_is_said_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with fake.openai_server(fake.refusal()) as server:
        wish = TryWish(text="Is it fixed?", bench=BenchWish(parts=parts_of(["assess"])))
        with pytest.raises(Failed, match=r"No case was answered \(asked: 1\)\. The language model declined"):
            await try_prompts(settings_for(tmp_path, server.url), wish)

    assert "assess: The language model declined to answer." in capsys.readouterr().out


async def test_no_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there are no words to try"):
        await try_prompts(settings_for(tmp_path), TryWish(text="  "))


def test_typed_words_stand_in_a_conversation_of_their_own() -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    case = typed_case(TryWish(text="登录好了吗？", reply="17:00 前好"), now=now, zone=ZoneInfo("Asia/Shanghai"))

    assert case.language is Language.ZH
    assert case.view.now.isoformat() == "2026-03-02T17:00:00+08:00"
    assert case.reply is not None
    assert case.reply.line.ts > case.view.lines[0].ts
    assert typed_case(TryWish(text="x"), now=now, zone=ZoneInfo("UTC")).reply is None
