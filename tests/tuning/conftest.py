"""Templates and benches for tests: the shipped prompts are read once, and not tried in a process of their own."""

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack

import pytest

from motbot.coaches import Fixed, playbook_coaching
from motbot.llm.asking import TemplateSource
from motbot.llm.fencing import steady_tag
from motbot.llm.prompt_files import read_template
from motbot.settings.loading import Settings, load_settings
from motbot.tuning.bench import Bench, bench_tasks, model_bench
from motbot.tuning.wish import BenchWish
from motbot.use_cases.coaching import Coaching

BenchFor = Callable[[Settings, BenchWish, AsyncExitStack], Bench]


@pytest.fixture(scope="session")
def templates() -> Mapping[str, TemplateSource]:
    """Every shipped prompt."""
    settings = load_settings({})
    return {
        name: Fixed(read_template(settings.prompts / name / "default.md", task=task, model="m", tags=steady_tag))
        for name, task in bench_tasks(settings).items()
    }


@pytest.fixture(scope="session")
def standby() -> Coaching:
    """The shipped playbook."""
    settings = load_settings({})
    return playbook_coaching(settings.prompts, settings.config)


@pytest.fixture
def bench_for(templates: Mapping[str, TemplateSource], standby: Coaching) -> BenchFor:
    """A bench with a model and the shipped prompts."""
    return lambda settings, wish, stack: model_bench(settings, wish, templates, standby, stack)
