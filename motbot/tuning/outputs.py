"""Puts into words what a run said of a case, as far as one harm is concerned."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from motbot.catalogue import labelled, say, with_aside
from motbot.domain.expectation import ExpectationKind
from motbot.domain.harm import Harm
from motbot.domain.safe_text import without_hidden
from motbot.domain.value_words import in_words

Predicted = Mapping[str, Any]
"""One case's prediction as it stands in a prediction file."""


def output_of(harm: Harm, predicted: Predicted) -> str:
    """The part of an answer that a harm is seen in."""
    return _joined(_TOLD[harm](predicted))


def with_evidence(text: str, quote: str, cue: str) -> str:
    """An expectation with what shows it: the customer's own words in quotation marks, as on a card, or else the cue."""
    return with_aside(text, f"“{quote}”" if quote else cue)


def _joined(lines: Iterable[str]) -> str:
    """One below the other; quotes are words of customers, and what they hide would move a terminal's cursor."""
    return without_hidden("\n".join(line for line in lines if line))


def _gate(one: Predicted) -> list[str]:
    if one["is_moment"] is None:
        return [say("no answer")]
    return [say("moment, {urgency}", urgency=in_words(one["urgency"])) if one["is_moment"] else say("no moment")]


def _expectations(one: Predicted) -> list[str]:
    return [
        *_gate(one),
        *(
            labelled(in_words(kind), with_evidence(found["text"], found.get("quote", ""), found.get("cue", "")))
            for kind in ExpectationKind
            for found in one[kind]
        ),
    ]


def _offer(one: Predicted) -> list[str]:
    return [one["offer"]["reply"] if one["offer"] else say("no draft")]


def _questions(one: Predicted) -> list[str]:
    return [*one["explore_questions"], *_offer(one)]


def _explored(one: Predicted) -> list[str]:
    return [say("to be asked: {question}", question=question) for question in one["explore_questions"]]


def _refusal(one: Predicted) -> list[str]:
    no = one["say_no"]
    return [
        say("refused: {what} ({why})", what=no["what"], why=no["why"]) if no["value"] else say("nothing is refused")
    ]


def _promises(one: Predicted) -> list[str]:
    rows = one["agent_commitments"]
    told = [labelled(row["what"], with_aside(_due(row["due"]), in_words(row["strength"]))) for row in rows]
    return told or [say("no promise")]


def _due(written: str | None) -> str:
    return datetime.fromisoformat(written).isoformat(" ", "minutes") if written else say("no time")


def _score(one: Predicted) -> list[str]:
    score = one["score"]
    return [f"{score['score']:+d}", *score["reasons"]] if score else [say("no score")]


def output_of_parts(predicted: Predicted, parts: AbstractSet[str]) -> str:
    """What was said of a case, in the tasks that were asked."""
    told = {
        "assess": (_expectations, _explored, _refusal),
        "draft": (_offer,),
        "promises": (_promises,),
        "review": (_score,),
    }
    wanted = (tell for task, tells in told.items() if task in parts for tell in tells)
    return _joined(line for tell in wanted for line in tell(predicted))


def _all(one: Predicted) -> list[str]:
    return [*_expectations(one), *_questions(one), *_refusal(one), *_promises(one), *_score(one)]


_TOLD: Mapping[Harm, Callable[[Predicted], list[str]]] = {
    Harm.MISSED_MOMENT: _expectations,
    Harm.NOISY_NUDGE: _expectations,
    Harm.WRONG_URGENCY: _gate,
    Harm.MISSED_EXPECTATION: _expectations,
    Harm.INVENTED_EXPECTATION: _expectations,
    Harm.UNGROUNDED_QUOTE: _expectations,
    Harm.QUESTION_ALREADY_ANSWERED: _questions,
    Harm.OFFER_BEFORE_EXPLORE: _offer,
    Harm.LATE_NO: _refusal,
    Harm.MISSED_PROMISE: _promises,
    Harm.INVENTED_PROMISE: _promises,
    Harm.WRONG_DUE: _promises,
    Harm.WRONG_LANGUAGE: _offer,
    Harm.SCORE_OFF_BY_TWO: _score,
    Harm.OBEYED_INJECTION: _all,
    Harm.NO_ANSWER: _all,
}
