"""A run that can be compared: made now with some variants, or read from a prediction file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from motbot.catalogue import say
from motbot.domain.errors import BadInput
from motbot.domain.expectation import Urgency
from motbot.domain.figures import Figures, Result, spent_together
from motbot.domain.harm import Finding, Harm, Judged
from motbot.domain.os_reasons import reason_of
from motbot.domain.prediction import Spent
from motbot.domain.reading import Strength
from motbot.domain.statistics import quantile
from motbot.settings.places import path_of
from motbot.tuning.outputs import Predicted
from motbot.tuning.prediction_json import prediction_json

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of a run, case by case."""

    name: str
    judged: tuple[Judged, ...]
    predicted: Mapping[str, Predicted]
    spent: Spent
    latency: Mapping[str, float | None]


def run_of(name: str, results: Sequence[Result], figures: Figures) -> Run:
    """A run that was made just now."""
    return Run(
        name=name,
        judged=tuple(one.judged for one in results),
        predicted={one.case.id: prediction_json(one.case, one.prediction) for one in results},
        spent=figures.spent,
        latency=figures.latency,
    )


def _a_time(written: str) -> str:
    datetime.fromisoformat(written)
    return written


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class _Found(_Part):
    harm: Harm
    what: str


class _Spent(_Part):
    calls: int
    cached_calls: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seconds: float
    cost: float | None
    paid: float | None


class _Detail(_Part):
    thread: str
    tags: tuple[str, ...] = ()
    tried: dict[Harm, Annotated[int, Field(ge=0)]]
    findings: tuple[_Found, ...]
    spent: _Spent


class _Wished(_Part):
    text: str
    quote: str = ""
    cue: str = ""


class _Offer(_Part):
    reply: str


class _No(_Part):
    value: bool
    what: str | None
    why: str | None


class _Promised(_Part):
    what: str
    due: Annotated[str, AfterValidator(_a_time)] | None
    strength: Strength


class _Score(_Part):
    score: int
    reasons: tuple[str, ...]


class _Prediction(_Part):
    """Of what is predicted that which `outputs` tells."""

    is_moment: bool | None
    urgency: Urgency | None
    explicit: tuple[_Wished, ...]
    implicit: tuple[_Wished, ...]
    not_yet_existing: tuple[_Wished, ...]
    explore_questions: tuple[str, ...]
    offer: _Offer | None
    say_no: _No
    agent_commitments: tuple[_Promised, ...]
    score: _Score | None

    @field_validator("urgency")
    @classmethod
    def _of_a_moment(cls, urgency: Urgency | None, told: ValidationInfo) -> Urgency | None:
        if urgency is None and told.data.get("is_moment"):
            raise ValueError
        return urgency


class _Case(_Part):
    id: str
    prediction: _Prediction


class _File(_Part):
    cases: tuple[_Case, ...]
    details: dict[str, _Detail]


def read_run(path: Path) -> Run:
    """Read a prediction file.

    Raises:
        BadInput: it cannot be read, or was not written by `motbot prompts test`.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(
                say(
                    "{path}: is larger than {most} bytes; name a file of `motbot prompts test --json`",
                    path=path,
                    most=LARGEST_FILE,
                )
            )
        file = _File.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        raise BadInput(
            say("{path}: cannot be read ({reason}); name a prediction file", path=path, reason=reason_of(error))
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(_no_run(path, error)) from error
    details = [(one.id, file.details[one.id]) for one in file.cases if one.id in file.details]
    return Run(
        name=path.name,
        judged=tuple(_judged(case, detail) for case, detail in details),
        predicted={one.id: one.prediction.model_dump(mode="json") for one in file.cases},
        spent=spent_together([_spent(detail.spent) for _, detail in details]),
        latency=_latency([detail.spent.seconds for _, detail in details]),
    )


def _no_run(path: Path, error: Exception) -> str:
    """What is wrong with a file, by its first wrong field where it has fields."""
    field = path_of(error.errors(include_url=False)[0]["loc"]) if isinstance(error, ValidationError) else ""
    if not field:
        return say("{path}: is no prediction file of `motbot prompts test --json`; write it anew", path=path)
    return say(
        "{path}: is no prediction file of `motbot prompts test --json`, for {field} is missing or wrong; write it anew",
        path=path,
        field=field,
    )


def _judged(case: str, detail: _Detail) -> Judged:
    return Judged(
        case=case,
        thread=detail.thread,
        tags=detail.tags,
        tried=tuple(detail.tried.items()),
        findings=tuple(Finding(harm=one.harm, what=one.what) for one in detail.findings),
    )


def _spent(read: _Spent) -> Spent:
    values = read.model_dump()
    return Spent(cached=values.pop("cached_calls"), **values)


def _latency(seconds: Sequence[float]) -> dict[str, float | None]:
    return {"p50": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95)}
