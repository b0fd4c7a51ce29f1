"""Judges a prediction against the labels of its case: every harm it would do, and how often it could have."""

from collections.abc import Iterator, Mapping

from motbot.catalogue import labelled, say, with_aside
from motbot.domain.case import Case
from motbot.domain.expectation import Assessment
from motbot.domain.harm import Finding, Harm, Judged
from motbot.domain.opinion import NO_OPINIONS, Opinion
from motbot.domain.prediction import Prediction
from motbot.domain.scorers_draft import draft_rows
from motbot.domain.scorers_expectations import expectation_rows
from motbot.domain.scorers_injection import injection_rows
from motbot.domain.scorers_reply import reply_rows
from motbot.domain.tried import Tried
from motbot.domain.value_words import in_words


def judged(case: Case, prediction: Prediction, opinions: Mapping[str, Opinion] = NO_OPINIONS) -> Judged:
    """Judge everything that the case has labels for.

    A part that failed is a harm of its own, and counts in no other.

    Args:
        case: with its labels.
        prediction: what a coach said of it.
        opinions: what a judge holds of expectations that were found, by their `mark`; it decides on unsaid ones, which
            no rule can.
    """
    rows = [_no_answer(prediction)]
    if prediction.assessed is not None:
        rows += [
            *_gate_rows(case, prediction.assessed.assessment),
            *expectation_rows(case, prediction.assessed, opinions),
            *draft_rows(case, prediction.assessed, prediction.drafted),
        ]
    rows += [*reply_rows(case, prediction), *injection_rows(case, prediction)]
    return Judged(
        case=case.id,
        thread=case.thread,
        tags=tuple(dict.fromkeys((case.language.value, *case.tags))),
        tried=tuple((row.harm, row.count) for row in rows),
        findings=tuple(Finding(harm=row.harm, what=what) for row in rows for what in row.findings),
    )


def _no_answer(prediction: Prediction) -> Tried:
    """Of all parts that were asked for, those that there is no answer to."""
    given = (prediction.assessed, prediction.drafted, prediction.promises, prediction.score)
    asked = sum(one is not None for one in given) + len(prediction.failed)
    told = tuple(labelled(one.task, in_words(one.reason)) for one in prediction.failed)
    return Tried(harm=Harm.NO_ANSWER, count=asked, findings=told)


def _gate_rows(case: Case, found: Assessment) -> Iterator[Tried]:
    gold = case.gold
    if gold.is_moment:
        yield Tried(harm=Harm.MISSED_MOMENT, count=1, findings=tuple(_missed(case, found)))
    else:
        yield Tried(harm=Harm.NOISY_NUDGE, count=1, findings=tuple(_noise(case, found)))
    if not (gold.is_moment and found.is_moment):
        return
    yield Tried(harm=Harm.WRONG_URGENCY, count=1, findings=tuple(_wrong_urgency(case, found)))
    if gold.say_no is not None:
        yield Tried(harm=Harm.LATE_NO, count=1, findings=tuple(_late_no(case, found)))


def _missed(case: Case, found: Assessment) -> Iterator[str]:
    if not found.is_moment:
        kind = in_words(found.negative_type) if found.negative_type else ""
        yield labelled(with_aside(say("said to be no moment"), kind), _short(case))


def _noise(case: Case, found: Assessment) -> Iterator[str]:
    if found.is_moment:
        how = in_words(found.urgency)
        yield say("said to be a moment of {urgency} urgency: {words}", urgency=how, words=_short(case))


def _wrong_urgency(case: Case, found: Assessment) -> Iterator[str]:
    right = case.gold.urgency
    if abs(found.urgency.rank - right.rank) > 1:
        yield say("{found} for {label}", found=in_words(found.urgency), label=in_words(right))


def _late_no(case: Case, found: Assessment) -> Iterator[str]:
    if case.gold.say_no and not found.say_no.value:
        yield say("nothing is refused; to be refused: {what}", what=case.gold.say_no_what)
    if not case.gold.say_no and found.say_no.value:
        yield say("refused although there is a way: {what}", what=found.say_no.what)


def _short(case: Case) -> str:
    words = " ".join(case.view.focus_text.split())
    return words if len(words) <= 120 else f"{words[:119]}…"  # noqa: PLR2004 - a line of a table
