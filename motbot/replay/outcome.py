"""What became of each of a customer's lines, as the replay tells it: one JSON line each."""

from dataclasses import dataclass
from typing import Any

from motbot.domain.expectation import ExpectationKind
from motbot.domain.nudge import NudgeKind
from motbot.ports.records import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The verdict on one line; `merged_into` is the index of the line that stands for its burst."""

    dialogue: str
    index: int
    text: str
    verdict: Verdict
    merged_into: int | None
    latency_s: float
    """Wall time from the line's posting until everything its burst led to was done."""

    @property
    def nudge(self) -> dict[str, str] | None:
        """What the agent was shown because of it; None where nothing was."""
        if not self.verdict.shown or self.verdict.assessment is None:
            return None
        kind = NudgeKind.EXPLORE if self.verdict.assessment.missing_fact else NudgeKind.OFFER
        draft = self.verdict.draft
        return {"kind": kind.value, "reply": draft.reply if draft else "", "why": draft.why if draft else ""}

    def as_json(self) -> dict[str, Any]:
        """The line of the report file."""
        return {
            "dialogue": self.dialogue,
            "index": self.index,
            "text": self.text,
            "moment": self.verdict.is_moment,
            "urgency": self.verdict.urgency.value,
            "expectations": _expectations(self.verdict),
            "nudge": self.nudge,
            "merged_into": self.merged_into,
            "latency_s": round(self.latency_s, 4),
        }


def _expectations(verdict: Verdict) -> dict[str, list[dict[str, str]]]:
    """The three kinds, each with its evidence."""
    found = verdict.assessment
    return {
        kind.value: [
            {"text": one.text, "quote": one.quote}
            if kind is ExpectationKind.EXPLICIT
            else {"text": one.text, "cue": one.cue}
            for one in (found.of_kind(kind) if found else ())
        ]
        for kind in ExpectationKind
    }
