"""How a server is asked is learned from what it refuses, and remembered."""

import pytest
from pydantic import BaseModel

from motbot.domain.errors import ModelRefused
from motbot.llm.client import Question
from motbot.llm.options import ModelOptions, StructuredMode
from tests.fakes import openai_server as fake
from tests.llm.conftest import AskingWith


class Colour(BaseModel):
    name: str
    shade: int


RED = {"name": "red", "shade": 3}
QUESTION = Question(task="assess", revision="r1", system="You name colours.", user="Which?", answer=Colour)


@pytest.mark.parametrize("status", [400, 404, 415, 422, 500, 501])
async def test_the_ladder_is_climbed_down_once_and_remembered(asking: AskingWith, status: int) -> None:
    script = fake.without_schema(fake.ok(RED), status=status, knows=["json_object"])
    async with asking(script) as one:
        await one.client.ask(QUESTION)
        await one.client.ask(QUESTION)

    forms = [sent["response_format"]["type"] for sent in one.server.requests]
    assert forms == ["json_schema", "json_object", "json_object", "json_object"]
    assert "schema" in one.server.requests[1]["response_format"]
    assert '"shade"' in one.server.requests[3]["messages"][0]["content"]
    assert one.client.mode is StructuredMode.JSON_OBJECT
    assert one.waits == []


async def test_the_last_rung_sends_no_format_at_all(asking: AskingWith) -> None:
    async with asking(fake.without_schema(fake.ok(RED, fenced=True), knows=[])) as one:
        assert (await one.client.ask(QUESTION)).answer.name == "red"

    assert "response_format" not in one.server.requests[-1]
    assert len(one.server.requests) == 4


async def test_a_mode_from_the_config_is_not_left(asking: AskingWith) -> None:
    async with asking(fake.without_schema(fake.ok(RED)), structured_mode="json_schema") as one:
        with pytest.raises(ModelRefused, match="400"):
            await one.client.ask(QUESTION)


@pytest.mark.parametrize("name", ["max_tokens", "temperature"])
async def test_a_parameter_the_model_refuses_is_given_up(asking: AskingWith, name: str) -> None:
    async with asking(fake.refusing_parameter(name, fake.ok(RED))) as one:
        await one.client.ask(QUESTION)
        await one.client.ask(QUESTION)

    assert [name in sent for sent in one.server.requests] == [True, False, False]
    assert name != "max_tokens" or one.server.requests[-1]["max_completion_tokens"] == 1500


async def test_azure_is_asked_at_its_deployment_with_a_cache_key(asking: AskingWith) -> None:
    async with fake.openai_server(fake.ok(RED)) as azure:
        endpoint = azure.url.removesuffix("/v1")
        async with asking(
            fake.ok(RED), azure_endpoint=endpoint, azure_api_version="2026-01-01", api_key="k", base_url=""
        ) as one:
            await one.client.ask(QUESTION)

    assert azure.paths == ["/openai/deployments/m/chat/completions?api-version=2026-01-01"]
    assert azure.headers[0]["api-key"] == "k"
    assert azure.requests[0]["prompt_cache_key"] == "assess:r1"
    assert azure.requests[0]["max_completion_tokens"] == 1500


async def test_a_templates_own_parameters_win(asking: AskingWith) -> None:
    async with asking(fake.ok(RED)) as one:
        await one.client.ask(
            Question(task="t", revision="r", system="s", user="u", answer=Colour, temperature=0.7, max_output=99)
        )

    assert (one.server.requests[0]["temperature"], one.server.requests[0]["max_tokens"]) == (0.7, 99)


async def test_a_server_that_passes_over_the_schema_is_told_it_in_the_repair(asking: AskingWith) -> None:
    async with asking(fake.ok("red"), fake.ok(RED)) as one:
        await one.client.ask(QUESTION)

    assert '"shade":{"type":"integer"}' in one.server.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("address", "is_openai"),
    [
        ("", True),
        ("https://api.openai.com/v1", True),
        ("https://us.openai.azure.com/openai/v1/", True),
        ("https://api.openai.com.evil.io/v1", False),
        ("http://127.0.0.1:11434/v1", False),
    ],
)
def test_only_openai_and_azure_count_as_openai(address: str, *, is_openai: bool) -> None:
    assert ModelOptions(model="m", base_url=address).is_openai is is_openai


def test_keys_do_not_show_in_logs_of_the_options() -> None:
    assert "hush" not in repr(ModelOptions(model="m", api_key="hush", azure_ad_token="hush"))
