"""The workbench's first look: who would answer, and of each task the files and what is published."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from motbot.domain.errors import BadConfig
from motbot.domain.prompt import Standing
from motbot.settings.loading import Settings
from motbot.tuning.beside_live import PARTS
from motbot.tuning.desk_files import VariantFile
from motbot.tuning.wish import BenchWish
from motbot.use_cases.list_prompts import PromptsLog
from motbot.workbench.shown import ShownModel, ShownPublished, ShownTask

_OPENAI = "api.openai.com"


def model_of(settings: Settings, wish: BenchWish) -> ShownModel:
    """Who would answer: a model that the environment says how to reach, or nobody."""
    if not wish.with_model(settings):
        return ShownModel(is_there=False)
    try:
        access = settings.model_access()
    except BadConfig as wrong:
        return ShownModel(name=settings.config.model.name, is_there=False, why_not=str(wrong))
    address = access.azure_endpoint or access.base_url or f"https://{_OPENAI}"
    return ShownModel(name=settings.config.model.name, host=urlsplit(address).hostname or "", is_there=True)


def task_of(
    name: str, files: Sequence[VariantFile], log: PromptsLog, unusable: Mapping[int, str], *, is_published: bool
) -> ShownTask:
    """A task with its variants and what is in force of it."""
    now = log.standings.get(name) or Standing(task=name, live=0)
    return ShownTask(
        name=name,
        is_published=is_published,
        is_measured=name in PARTS,
        variants=tuple(one.shown(live=log.prompts.get(now.live), trial=log.prompts.get(now.trial)) for one in files),
        live=_shown(log, now.live, unusable),
        trial=_shown(log, now.trial, unusable),
        before=_shown(log, now.before, unusable),
        share=now.share,
        generation=now.generation,
    )


def _shown(log: PromptsLog, number: int, unusable: Mapping[int, str]) -> ShownPublished | None:
    prompt = log.prompts.get(number)
    if prompt is None:
        return None
    return ShownPublished(
        number=prompt.id,
        variant=prompt.variant,
        version=prompt.version,
        title=prompt.title,
        by=prompt.by,
        at=prompt.at,
        problem=unusable.get(number, ""),
    )
