"""The labelled requests of tests/data/requests, as views, with how much of what they state the playbook finds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.domain.grounding import occurs
from motbot.domain.matching import pairs
from motbot.domain.message import ConversationView
from tests.playbook.talks import talk

DEV = Path(__file__).parents[1] / "data" / "requests" / "dev.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRequest:
    """One request with its labels."""

    id: str
    view: ConversationView
    moment: bool
    explicit: tuple[str, ...]

    def found(self, assessment: Assessment) -> "Found":
        """What an assessment has of the labels."""
        quotes = [one.quote for one in assessment.of_kind(ExpectationKind.EXPLICIT)]
        paired = pairs(quotes, self.explicit, _shared)
        right = [quote for quote in quotes if any(_shared(quote, label) for label in self.explicit)]
        return Found(
            judged_right=assessment.is_moment == self.moment,
            labels=len(self.explicit),
            labels_found=len(paired),
            stated=len(quotes),
            stated_right=len(right),
            unsaid=sum(one.kind is not ExpectationKind.EXPLICIT for one in assessment.expectations),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Counts for one request."""

    judged_right: bool
    labels: int
    labels_found: int
    stated: int
    stated_right: int
    unsaid: int


def labelled_requests(file: Path = DEV) -> Iterator[LabelledRequest]:
    """Every request of a file."""
    for one in yaml.safe_load(file.read_text(encoding="utf-8"))["requests"]:
        yield LabelledRequest(
            id=one["id"],
            view=talk(*_said(one["said"]), burst=one.get("burst", 1), addressed=_addressed(one)),
            moment=one["moment"],
            explicit=tuple(one.get("explicit", ())),
        )


def _said(entries: Sequence[Sequence[Any]]) -> Iterator[tuple[int, str, str]]:
    return ((int(minutes), str(who), str(text)) for minutes, who, text in entries)


def _addressed(one: Mapping[str, Any]) -> tuple[str, ...]:
    return ("other",) if str(one["said"][-1][2]).startswith("@other") else ()


def _shared(quote: str, label: str) -> float:
    return float(occurs(quote, label) or occurs(label, quote))
