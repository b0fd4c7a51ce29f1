"""The prediction file: what a coach said of every case, in a form that programs of others read, and the figures."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from motbot.catalogue import say
from motbot.domain.case import Case
from motbot.domain.errors import Failed
from motbot.domain.expectation import Assessment, Drafted, ExpectationKind
from motbot.domain.figures import Figures, Result, Share
from motbot.domain.harm import Judged
from motbot.domain.opinion import Agreed
from motbot.domain.os_reasons import reason_of
from motbot.domain.prediction import PredictedPromise, Prediction, Spent

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

EXPLICIT, IMPLICIT, NOT_YET = ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT, ExpectationKind.NOT_YET_EXISTING
_DIGITS = 4


def write_predictions(path: Path, results: Sequence[Result], figures: Figures, *, coach: str) -> None:
    """Write the file.

    Raises:
        Failed: it cannot be written.
    """
    try:
        text = json.dumps(predictions_json(results, figures, coach=coach), ensure_ascii=False, indent=1)
        # A model may write half of a pair of characters, which no encoding has.
        path.write_bytes(f"{text}\n".encode(errors="replace"))
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); name another file with --json",
                path=path,
                reason=reason_of(error),
            )
        ) from error


def predictions_json(results: Sequence[Result], figures: Figures, *, coach: str) -> dict[str, Json]:
    """The file's content; beside what was predicted, `details` hold how each case was judged and what it took."""
    return {
        "metrics": {"coach": coach, **figures_json(figures)},
        "cases": [{"id": one.case.id, "prediction": prediction_json(one.case, one.prediction)} for one in results],
        "details": {one.case.id: _details(one) for one in results},
    }


def figures_json(figures: Figures) -> dict[str, Json]:
    """The figures: every share with its interval; of harms the less the better."""
    return {
        "cases": figures.cases,
        "threads": figures.threads,
        "harms": {harm.value: share_json(share) for harm, share in figures.harms.items()},
        "shares": {name: share_json(share) for name, share in figures.shares.items()},
        "spent": spent_json(figures.spent),
        "judge": _judge(figures.judge) if figures.judge else None,
        "latency_s": {name: _rounded(value) for name, value in figures.latency.items()},
    }


def _judge(judge: Agreed) -> Json:
    return {"agreed": judge.agreed, "of": judge.of, "kappa": _rounded(judge.kappa)}


def share_json(share: Share) -> Json:
    """A share with its 95 % interval by Wilson."""
    interval = share.interval
    return {
        "part": share.part,
        "of": share.whole,
        "share": _rounded(share.value),
        "low": _rounded(interval.low),
        "high": _rounded(interval.high),
    }


def prediction_json(case: Case, prediction: Prediction) -> dict[str, Json]:
    """What was predicted of a case; null where there is nothing, as where a part failed."""
    found = prediction.assessed.assessment if prediction.assessed else None
    empty = Assessment(is_moment=False)
    shown = found or empty
    return {
        "is_moment": found.is_moment if found else None,
        "urgency": found.urgency.value if found else None,
        "reply_by": _time(shown.reply_by),
        "explicit": [
            {"text": one.text, "quote": one.quote, "from": case.entries.get(one.source)}
            for one in shown.of_kind(EXPLICIT)
        ],
        "implicit": [{"text": one.text, "cue": one.cue} for one in shown.of_kind(IMPLICIT)],
        "not_yet_existing": [{"text": one.text, "cue": one.cue} for one in shown.of_kind(NOT_YET)],
        "business_interests": list(shown.business_interests),
        "personal_interests": list(shown.personal_interests),
        "explore_questions": list(shown.explore_questions),
        "offer": _offer(prediction.drafted) if prediction.drafted else None,
        "say_no": {"value": shown.say_no.value, "what": shown.say_no.what or None, "why": shown.say_no.why or None},
        "agent_commitments": [_promise(one) for one in prediction.promises or ()],
        "score": (
            {"score": prediction.score.score, "reasons": list(prediction.score.reasons)} if prediction.score else None
        ),
    }


def _offer(drafted: Drafted) -> Json:
    return {
        "reply": drafted.draft.reply,
        "commitments": [
            {"who": one.who, "what": one.what, "due": _time(one.due), "due_text": one.due_text or None}
            for one in drafted.draft.commitments
        ],
    }


def _promise(one: PredictedPromise) -> Json:
    return {
        "who": one.who,
        "what": one.what,
        "due": _time(one.due),
        "due_text": one.due_text or None,
        "strength": one.strength.value,
    }


def _details(one: Result) -> dict[str, Json]:
    failed = one.prediction.failed
    return {
        "failed": [{"task": part.task, "reason": part.reason, "told": part.told} for part in failed],
        "revisions": dict(one.prediction.revisions),
        "spent": spent_json(one.prediction.spent),
        **judged_json(one.judged),
    }


def judged_json(judged: Judged) -> dict[str, Json]:
    """How a case was judged: enough to compare it with another run."""
    return {
        "thread": judged.thread,
        "tags": list(judged.tags),
        "tried": {harm.value: count for harm, count in judged.tried},
        "findings": [{"harm": one.harm.value, "what": one.what} for one in judged.findings],
    }


def spent_json(spent: Spent) -> dict[str, Json]:
    """What calls took; a cost that is not known is null."""
    return {
        "calls": spent.calls,
        "cached_calls": spent.cached,
        "prompt_tokens": spent.prompt_tokens,
        "cached_tokens": spent.cached_tokens,
        "completion_tokens": spent.completion_tokens,
        "seconds": _rounded(spent.seconds),
        "cost": spent.cost,
        "paid": spent.paid,
    }


def _time(at: datetime | None) -> str | None:
    """ISO with offset."""
    return at.isoformat() if at else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
