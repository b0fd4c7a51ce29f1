"""What check says of the coach: prompts that can be used, and a model that answers as it was asked to."""

from pathlib import Path

import pytest

from motbot.checkup.coach import look_at_model, look_at_prompts
from motbot.checkup.finding import Light, bounded
from motbot.clock import SystemClock
from motbot.domain.errors import BadPrompt
from motbot.settings import Settings
from motbot.settings.loading import load_config
from tests.checkup.conftest import Founded, about, lights
from tests.fakes import openai_server as fake

PRICED = "model:\n  prices:\n    - {model: gpt-5-mini, prompt: 1, cached: 0.1, completion: 8}\n"


def by_model(settings: Settings, tmp_path: Path, more: str = "") -> Settings:
    """The same, coached by a model."""
    file = tmp_path / "model.yaml"
    file.write_text(f"coach: model\n{more}")
    return settings.model_copy(update={"config": load_config(file)})


async def test_the_playbook_needs_no_model(founded: Founded) -> None:
    settings = founded()

    assert lights(await look_at_model(settings, SystemClock())) == {"model": Light.GREEN}
    assert about(await look_at_prompts(settings), "prompts").endswith("the playbook can be used ")


async def test_a_broken_playbook_is_told_with_its_file(founded: Founded) -> None:
    settings = founded()
    (settings.prompts / "playbook" / "gate.yaml").write_text("nonsense: [")

    with pytest.raises(BadPrompt, match=r"gate\.yaml"):
        await look_at_prompts(settings)


@pytest.mark.parametrize(("word", "light"), [("kestrel-4127", Light.GREEN), ("hello", Light.AMBER)])
async def test_a_model_is_asked_one_tiny_question(founded: Founded, tmp_path: Path, word: str, light: Light) -> None:
    async with fake.openai_server(fake.ok({"word": word})) as server:
        settings = by_model(founded(OPENAI_BASE_URL=server.url), tmp_path, PRICED)
        found = await look_at_model(settings, SystemClock())

    assert lights(found) == {"model": Light.GREEN, "model's answer": light, "model's price": Light.GREEN}
    assert "fake-model-1 at 127.0.0.1 answers in " in about(found, "model")
    assert len(server.requests) == 1


async def test_a_model_that_refuses_the_key_is_one_red_line(founded: Founded, tmp_path: Path) -> None:
    async with fake.openai_server(fake.error(401, "Incorrect API key provided")) as server:
        settings = by_model(founded(OPENAI_BASE_URL=server.url, OPENAI_API_KEY="sk-canary"), tmp_path)
        found = await bounded("model", look_at_model(settings, SystemClock()))

    assert lights(found) == {"model": Light.RED}
    assert "canary" not in about(found, "model")


async def test_without_a_key_or_a_price_the_variable_and_the_place_are_named(founded: Founded, tmp_path: Path) -> None:
    found = await look_at_model(by_model(founded(), tmp_path), SystemClock())

    assert lights(found) == {"model": Light.RED, "model's answer": Light.UNTRIED, "model's price": Light.AMBER}
    assert "OPENAI_API_KEY" in about(found, "model")
    assert "model.prices" in about(found, "model's price")


async def test_a_prompt_that_is_not_there_is_told_with_its_file(founded: Founded, tmp_path: Path) -> None:
    settings = by_model(founded(), tmp_path).model_copy(update={"file": founded().file})
    (settings.prompts / "assess" / "default.md").unlink()

    found = await bounded("prompts", look_at_prompts(settings))

    assert lights(found) == {"prompts": Light.RED}
    assert "assess/default.md" in about(found, "prompts")
