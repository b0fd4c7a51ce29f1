"""What a model may be asked is bounded for the whole bot, and the playbook coaches on."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from motbot.settings.limiting import ModelLimitsBranch
from motbot.settings.loading import ModelAccess
from motbot.wiring import Wiring
from tests.fakes.openai_server import OpenAIServer, openai_server
from tests.rig.model import good_answer
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, LEAD

pytestmark = pytest.mark.thorough

ASKS = "could you please send me the invoice"
WITHOUT_MODEL = "without the language model"
PRICES = [{"model": "gpt-5-mini", "prompt": 1.0, "cached": 1.0, "completion": 1.0}]
SPENT = "money_spent"


def limited(server: OpenAIServer, **fleet: object) -> Callable[[Wiring], Wiring]:
    """A bot that asks this server within these bounds."""

    def wired(wiring: Wiring) -> Wiring:
        limits = ModelLimitsBranch.model_validate({"fleet": fleet})
        model = type(wiring.config.model).model_validate({"prices": PRICES})
        config = wiring.config.model_copy(update={"model": model.model_copy(update={"limits": limits})})
        access = ModelAccess(api_key=SecretStr("k"), base_url=server.url)
        return replace(wiring, config=config, coaching=None, model=access)

    return wired


@asynccontextmanager
async def bounded(staged: Staged, **fleet: object) -> AsyncIterator[tuple[Stage, OpenAIServer]]:
    async with openai_server(good_answer) as server, staged(wired=limited(server, **fleet)) as stage:
        yield stage, server


async def test_when_the_days_money_is_used_up_the_playbook_coaches_at_once_and_those_in_charge_hear_of_it_once(
    staged: Staged,
) -> None:
    async with bounded(staged, money_a_day="0.000001") as (stage, server):
        await stage.asks(CARLA, ASKS)
        await stage.asks(CHEN, ASKS)

        assert server.requests == []
        assert [WITHOUT_MODEL in card.text for card in stage.notes(ALICE, "card")] == [True, True]
        assert [note.key for note in stage.notes(LEAD, SPENT)] == [f"{SPENT}:2026-03-02:{LEAD}"]
        assert stage.notes(ALICE, SPENT) == stage.notes(BEN, SPENT) == []

        await stage.passes(timedelta(days=1))
        await stage.asks(CARLA, f"{ASKS} of today")
        assert [note.key for note in stage.notes(LEAD, SPENT)][1:] == [f"{SPENT}:2026-03-03:{LEAD}"]


async def test_what_finds_no_room_waits_for_the_model_and_after_a_minute_the_playbook_stands_in(
    staged: Staged,
) -> None:
    async with bounded(staged, requests_a_minute="1", money_a_day="1", at_once="2") as (stage, server):
        await stage.asks(CARLA, ASKS)
        assert WITHOUT_MODEL not in stage.card(ALICE).text
        assert len(server.requests) == 1
        ledger = await _ledger(stage)
        assert ledger["running"] == []
        assert round(float(str(ledger["money"])) * 1_000_000) == 120

        await stage.says(CHEN, ASKS)
        await stage.passes(timedelta(seconds=20))
        assert len(stage.notes(ALICE, "card")) == 1
        await stage.passes(timedelta(seconds=60))
        assert len(stage.notes(ALICE, "card")) == 2
        assert stage.notes(LEAD, SPENT) == []


async def _ledger(stage: Stage) -> Mapping[str, object]:
    """The row of all processes."""
    async with stage.bot.database.engine.connect() as connection:
        row = await connection.exec_driver_sql("SELECT value FROM model_ledgers")
        value: Mapping[str, object] = row.scalar_one()
        return value
