"""Labelled cases and answers to them for tests: everything that is not said is the simplest there is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from motbot.domain.case import Case, Gold, GoldExpectation, GoldPromise, GoldReply
from motbot.domain.expectation import (
    Assessed,
    Assessment,
    Commitment,
    Draft,
    Drafted,
    Expectation,
    ExpectationKind,
    Provenance,
    Urgency,
)
from motbot.domain.language import language_of
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.prediction import PredictedPromise, PredictedScore, Prediction
from motbot.domain.promise import Strength

LONDON = ZoneInfo("Europe/London")
ASKED = datetime(2026, 3, 2, 10, 0, tzinfo=LONDON)
EXPLICIT, IMPLICIT, NOT_YET = ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT, ExpectationKind.NOT_YET_EXISTING
MADE = Provenance(coach="model", revision="r1")


def said(*texts: str, side: Side = Side.CUSTOMER) -> tuple[Line, ...]:
    """Lines a minute apart."""
    return tuple(
        Line(ts=f"{number}.0", at=ASKED + timedelta(minutes=number), side=side, author="U1", text=text)
        for number, text in enumerate(texts, 1)
    )


def a_case(*texts: str, name: str = "c1", thread: str = "", tags: Sequence[str] = (), **gold: Any) -> Case:
    """A case of a customer's lines, the last of them judged; labels by name."""
    lines = said(*(texts or ("Is the login fixed?",)))
    known = Gold(**{"is_moment": True, "urgency": Urgency.NORMAL, **gold})
    return Case(
        id=name,
        language=language_of(lines[-1].text),
        thread=thread or name,
        tags=tuple(tags),
        view=ConversationView(lines=lines, focus=(lines[-1].ts,), now=lines[-1].at, zone=LONDON),
        names={"U1": "c1", "U2": "a1"},
        gold=known,
    )


def replied(case: Case, text: str, *, score: int | None = None, high: int | None = None, low: int | None = None,
            promises: Sequence[GoldPromise] = ()) -> Case:  # fmt: skip
    """The case with our side's reply, five minutes later."""
    line = Line(ts="9.0", at=ASKED + timedelta(minutes=9), side=Side.AGENT, author="U2", text=text)
    least, most = (score if one is None else one for one in (low, high))
    return replace(case, reply=GoldReply(line=line, score=score, low=least, high=most, promises=tuple(promises)))


def label(text: str, *anchors: str, kind: ExpectationKind = EXPLICIT, quote: str = "") -> GoldExpectation:
    """A labelled expectation, known by its text."""
    return GoldExpectation(key=text, kind=kind, text=text, quote=quote, anchors=anchors)


def found(text: str, quote: str = "", *, kind: ExpectationKind = EXPLICIT, cue: str = "") -> Expectation:
    """An expectation that a coach has found."""
    return Expectation(kind=kind, text=text, quote=quote, cue=cue or ("" if quote else "a cue"), source="1.0")


def a_prediction(*expectations: Expectation, case: str = "c1", dropped: Sequence[str] = (), **more: Any) -> Prediction:
    """An answer; parts of the assessment by name."""
    assessment = Assessment(
        **{
            "is_moment": True,
            "urgency": Urgency.NORMAL,
            "expectations": expectations,
            **more,
        }
    )
    provenance = replace(MADE, dropped=tuple(dropped))
    return Prediction(case=case, assessed=Assessed(assessment=assessment, provenance=provenance))


def drafted(prediction: Prediction, reply: str, *commitments: str) -> Prediction:
    """The answer with a draft."""
    promised = tuple(Commitment(who="a1", what=one) for one in commitments)
    draft = Draft(reply=reply, why="Offer", commitments=promised)
    return replace(prediction, drafted=Drafted(draft=draft, provenance=MADE))


def scored(prediction: Prediction, score: int) -> Prediction:
    """The answer with a score of the reply."""
    return replace(prediction, score=PredictedScore(score=score, reasons=("why",)))


def promising(prediction: Prediction, *promises: PredictedPromise) -> Prediction:
    """The answer with what was found promised in the reply."""
    return replace(prediction, promises=promises)


def a_promise(words: str, due: datetime | None = None, due_text: str = "", what: str = "") -> PredictedPromise:
    """A promise that was found."""
    strength = Strength.FIRM if due else Strength.VAGUE
    return PredictedPromise(who="a1", what=what or words, words=words, due=due, due_text=due_text, strength=strength)
