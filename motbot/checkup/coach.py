"""What is tried of the coach: its prompts and playbook, and the model behind them."""

import asyncio
from datetime import timedelta

from motbot.catalogue import say
from motbot.checkup.finding import WITHIN, Finding, Light, untried
from motbot.coaches import options_of, playbook_coaching, tasks_of
from motbot.domain.errors import BadConfig
from motbot.domain.prices import price_of
from motbot.llm.client import ModelClient
from motbot.llm.probing import Probed, probe
from motbot.llm.prompt_files import read_template
from motbot.ports.clock import Clock
from motbot.settings.loading import ModelAccess, Settings
from motbot.settings.tree import CoachKind

_SLOW_MS = 10_000
_LONGEST = timedelta(seconds=WITHIN - 1)
"""For the one question, whatever the configuration allows: a person is waiting."""


async def look_at_prompts(settings: Settings) -> list[Finding]:
    """Whether the playbook and, for a model, the prompts of a first start can be used. Raises BadPrompt."""
    config, folder = settings.config, settings.prompts
    thing = say("prompts")
    await asyncio.to_thread(playbook_coaching, folder, config)
    if config.coach is CoachKind.PLAYBOOK:
        return [Finding(thing=thing, text=say("{folder}: the playbook can be used", folder=folder))]
    tasks = tasks_of(config)
    for name, task in tasks.items():
        await asyncio.to_thread(read_template, folder / name / "default.md", task=task, model=config.model.name)
    told = say("{folder}: the playbook and its prompts ({count}) can be used", folder=folder, count=len(tasks))
    return [Finding(thing=thing, text=told)]


async def look_at_model(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether the model answers, in the shape that was asked for, how fast, and at what price."""
    thing, name = say("model"), settings.config.model.name
    if settings.config.coach is CoachKind.PLAYBOOK:
        return [Finding(thing=thing, text=say("none: the playbook coaches, offline"))]
    try:
        access = settings.model_access()
    except BadConfig as missing:
        return [
            Finding(thing=thing, light=Light.RED, text=str(missing)),
            untried(say("model's answer"), say("its key is missing")),
            _price(settings, name),
        ]
    return [*await _answers(settings, access, clock), _price(settings, name)]


async def _answers(settings: Settings, access: ModelAccess, clock: Clock) -> list[Finding]:
    """One tiny question. Raises as any question to the model does."""
    config = settings.config
    bounded = config.model.model_copy(update={"deadline": min(config.model.deadline, _LONGEST)})
    options = options_of(config.model_copy(update={"model": bounded}), access)
    client = ModelClient(options=options, clock=clock)
    try:
        return _said(await probe(client), options.host)
    finally:
        await client.close()


def _said(probed: Probed, host: str) -> list[Finding]:
    told = say(
        "{model} at {host} answers in {seconds} s",
        model=probed.model,
        host=host,
        seconds=f"{probed.latency_ms / 1000:.1f}",
    )
    slow = probed.latency_ms > _SLOW_MS
    remedy = say("Cards wait for it; `pace.model_wait` says how long.") if slow else ""
    answered = Finding(thing=say("model"), light=Light.AMBER if slow else Light.GREEN, text=told, remedy=remedy)
    mode = probed.mode.value
    if probed.obeys_schema:
        return [answered, Finding(thing=say("model's answer"), text=say("keeps to the schema ({mode})", mode=mode))]
    told = say("passes over the schema ({mode})", mode=mode)
    remedy = say("Choose a lower `model.structured_mode`: json_object or text.")
    return [answered, Finding(thing=say("model's answer"), light=Light.AMBER, text=told, remedy=remedy)]


def _price(settings: Settings, name: str) -> Finding:
    """Without a price no money is bounded and no cost is shown."""
    thing = say("model's price")
    if price_of(name, settings.config.model.price_table()) is not None:
        return Finding(thing=thing, text=say("known for {model}", model=name))
    told = say("{model} has none, so costs are not shown and money is not bounded", model=name)
    return Finding(thing=thing, light=Light.AMBER, text=told, remedy=say("Write it under `model.prices`."))
