"""Judges what was made of our side's reply: the promises found in it with their times, and its score."""

from collections.abc import Iterator
from datetime import UTC, datetime

from motbot.catalogue import labelled, say
from motbot.domain.case import Case, GoldPromise, GoldReply
from motbot.domain.grounding import folded
from motbot.domain.harm import Harm
from motbot.domain.matching import alike, pairs, share_within
from motbot.domain.prediction import PredictedPromise, Prediction
from motbot.domain.tried import Tried

_SAME_TIME, _SAME_WORDS, _NO_TIME, _WHAT = 2.0, 2.0, 0.5, 2.0
_ENOUGH = 0.8
"""The least that a promise found and a labelled one share: a time, its words, or the thing that is promised."""
FAR_OFF = 2


def promise_pairs(found: tuple[PredictedPromise, ...], gold: tuple[GoldPromise, ...]) -> tuple[tuple[int, int], ...]:
    """Which promise that was found is which label: places in both."""
    return pairs(found, gold, _weight)


def reply_rows(case: Case, prediction: Prediction) -> Iterator[Tried]:
    """What came of the reply, as far as it is labelled."""
    if case.reply is None:
        return
    is_labelled = case.reply.score is not None or bool(case.reply.promises)
    if prediction.promises is not None and is_labelled:
        yield from _promises(case.reply, prediction.promises)
    if prediction.score is not None and case.reply.score is not None:
        told = tuple(_far_off(case.reply, prediction.score.score))
        yield Tried(harm=Harm.SCORE_OFF_BY_TWO, count=1, findings=told)


def _far_off(reply: GoldReply, score: int) -> Iterator[str]:
    if off_by(reply, score) >= FAR_OFF:
        yield say("{found} for {label}", found=f"{score:+d}", label=f"{reply.score:+d}")


def off_by(reply: GoldReply, score: int) -> int:
    """How far a score is from the labelled one; 0 where it is one of those that count as right as well."""
    if reply.low is not None and reply.high is not None and reply.low <= score <= reply.high:
        return 0
    return abs(score - (reply.score or 0))


def is_right_time(found: datetime | None, gold: GoldPromise) -> bool:
    """Whether the time is exactly the labelled one; of what merely happens then, the day is enough, or no time."""
    if gold.due is None or found is None:
        return found is None and (gold.due is None or not gold.is_deadline)
    if not gold.is_deadline:
        return found.astimezone(gold.due.tzinfo).date() == gold.due.date()
    return found.astimezone(UTC) == gold.due.astimezone(UTC)


def _promises(reply: GoldReply, found: tuple[PredictedPromise, ...]) -> Iterator[Tried]:
    matched = promise_pairs(found, reply.promises)
    here, there = {one for one, _ in matched}, {one for _, one in matched}
    missed = tuple(one.what for place, one in enumerate(reply.promises) if place not in there)
    invented = tuple(one.words for place, one in enumerate(found) if place not in here)
    wrong = tuple(
        _instead(found[one], reply.promises[other])
        for one, other in matched
        if not is_right_time(found[one].due, reply.promises[other])
    )
    yield Tried(harm=Harm.MISSED_PROMISE, count=len(reply.promises), findings=missed)
    yield Tried(harm=Harm.INVENTED_PROMISE, count=len(found), findings=invented)
    yield Tried(harm=Harm.WRONG_DUE, count=len(matched), findings=wrong)


def _instead(found: PredictedPromise, gold: GoldPromise) -> str:
    times = say("{found} for {label}", found=_told(found.due), label=_told(gold.due))
    return labelled(repr(found.due_text or found.words), times)


def _told(at: datetime | None) -> str:
    return at.isoformat(" ", "minutes") if at else say("no time")


def _weight(found: PredictedPromise, gold: GoldPromise) -> float:
    said, wanted = folded(found.words), folded(gold.due_text)
    words = _SAME_WORDS * bool(wanted and (wanted in said or (found.due_text and folded(found.due_text) in wanted)))
    if found.due is None or gold.due is None:
        time = _NO_TIME * (found.due is gold.due)
    else:
        time = _SAME_TIME * (found.due.astimezone(UTC) == gold.due.astimezone(UTC))
    told = f"{found.what}\n{found.words}"
    what = max(alike(found.what, gold.what), alike(found.words, gold.what), 0.8 * share_within(gold.what, told))
    weight = words + time + _WHAT * what
    return weight if weight >= _ENOUGH else 0.0
