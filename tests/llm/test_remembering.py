"""An unchanged request is answered from memory, a changed one never; what failed is not remembered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from motbot.domain.errors import ModelRefused
from motbot.llm.calls import Call
from motbot.llm.client import Question
from motbot.llm.options import ModelOptions
from motbot.llm.recording import RecordingClient
from motbot.llm.remembering import AnswerFolder, RememberingClient
from tests.fakes import openai_server as fake
from tests.fakes.openai_server import OpenAIServer
from tests.llm.conftest import FixedClock


class Colour(BaseModel):
    name: str


class Shade(BaseModel):
    name: str
    dark: bool = False


QUESTION = Question(task="assess", revision="r1", system="You name colours.", user="Which?", answer=Colour)


@asynccontextmanager
async def client_of(
    server: OpenAIServer, folder: Path, calls: list[Call] | None = None, *, repeat: int = 0, model: str = "m"
) -> AsyncIterator[RememberingClient]:
    """A client with a memory in this folder."""
    heard = calls if calls is not None else []
    client = RememberingClient(
        options=ModelOptions(model=model, base_url=server.url),
        clock=FixedClock(),
        answers=AnswerFolder(folder),
        repeat=repeat,
        on_call=heard.append,
    )
    try:
        yield client
    finally:
        await client.close()


RED = fake.ok({"name": "red"})


async def test_the_same_question_is_asked_once_and_told_as_remembered(tmp_path: Path) -> None:
    calls: list[Call] = []
    async with fake.openai_server(RED) as server:
        async with client_of(server, tmp_path, calls) as client:
            first = await client.ask(QUESTION)
        async with client_of(server, tmp_path, calls) as client:
            second = await client.ask(QUESTION)

    assert first == second
    assert len(server.requests) == 1
    assert [(one.remembered, one.prompt_tokens) for one in calls] == [(False, 100), (True, 100)]


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTION, system="You name shades."),
        replace(QUESTION, user="Which one?"),
        Question(task="assess", revision="r1", system=QUESTION.system, user=QUESTION.user, answer=Shade),
        replace(QUESTION, temperature=0.7),
        replace(QUESTION, max_output=99),
    ],
    ids=["system", "user", "shape", "temperature", "length"],
)
async def test_whatever_decides_the_answer_makes_another_question(tmp_path: Path, other: Question[Any]) -> None:
    async with fake.openai_server(RED) as server, client_of(server, tmp_path) as client:
        await client.ask(QUESTION)
        await client.ask(other)

    assert len(server.requests) == 2


async def test_another_model_server_or_repeat_is_asked_anew(tmp_path: Path) -> None:
    async with fake.openai_server(RED) as server, fake.openai_server(RED) as elsewhere:
        for one, more in ((server, {}), (server, {"repeat": 1}), (server, {"model": "n"}), (elsewhere, {})):
            async with client_of(one, tmp_path, **more) as client:
                await client.ask(QUESTION)

    assert (len(server.requests), len(elsewhere.requests)) == (3, 1)


async def test_a_revision_alone_makes_no_other_question(tmp_path: Path) -> None:
    async with fake.openai_server(RED) as server, client_of(server, tmp_path) as client:
        await client.ask(QUESTION)
        await client.ask(replace(QUESTION, revision="r2"))

    assert len(server.requests) == 1


async def test_what_failed_is_asked_again(tmp_path: Path) -> None:
    async with fake.openai_server(fake.refusal(), RED) as server, client_of(server, tmp_path) as client:
        with pytest.raises(ModelRefused):
            await client.ask(QUESTION)
        assert (await client.ask(QUESTION)).answer == Colour(name="red")


def spoil(folder: Path, content: bytes) -> None:
    """Write something else into the only file."""
    [kept] = folder.rglob("*.json")
    kept.write_bytes(content)


@pytest.mark.parametrize("content", [b"", b"{", b'{"answer": {"colour": "red"}}', b"\xff\xfe", b"[]"])
async def test_a_file_that_is_no_answer_is_passed_over(tmp_path: Path, content: bytes) -> None:
    async with fake.openai_server(RED) as server, client_of(server, tmp_path) as client:
        await client.ask(QUESTION)
        spoil(tmp_path, content)
        assert (await client.ask(QUESTION)).answer == Colour(name="red")

    assert len(server.requests) == 2


async def test_only_this_account_can_read_what_is_kept(tmp_path: Path) -> None:
    async with fake.openai_server(RED) as server, client_of(server, tmp_path / "answers") as client:
        await client.ask(QUESTION)

    [kept] = (tmp_path / "answers").rglob("*.json")
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


async def test_where_nothing_can_be_kept_everything_is_asked(tmp_path: Path) -> None:
    (taken := tmp_path / "answers").write_text("no folder")
    async with fake.openai_server(RED) as server, client_of(server, taken) as client:
        await client.ask(QUESTION)
        await client.ask(QUESTION)

    assert len(server.requests) == 2


async def test_a_recording_client_keeps_the_questions_and_asks_nobody() -> None:
    client = RecordingClient(options=ModelOptions(model="m"), clock=FixedClock())
    with pytest.raises(ModelRefused, match="only to be shown"):
        await client.ask(QUESTION)
    await client.close()

    assert client.questions == [QUESTION]
