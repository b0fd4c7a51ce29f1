"""What the store holds of a conversation that is reviewed: its messages, what was found in them, what came of it."""

from dataclasses import dataclass, replace

from motbot.domain.expectation import Expectation, placed
from motbot.domain.grounding import bare
from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.ports.records import StoredLine, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All of it."""

    conversation: int = 0
    lines: tuple[StoredLine, ...] = ()
    moments: tuple[Moment, ...] = ()
    promises: tuple[Promise, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def roots(self) -> tuple[str, ...]:
        """Every message at the channel's root that it stands on, oldest first."""
        return tuple(dict.fromkeys(one.thread_ts or one.line.ts for one in self.lines))

    @property
    def replied_to(self) -> frozenset[str]:
        """The roots that have a thread below them."""
        return frozenset(one.thread_ts for one in self.lines if one.thread_ts)

    @property
    def expectations(self) -> tuple[Expectation, ...]:
        """What was found to be expected, save what an agent has called wrong."""
        customers = {one.line.ts for one in self.lines if not one.line.side.is_ours}
        return tuple(
            replace(one, again=self._asked_after(one))
            for moment in self.moments
            for one in placed(moment.expected, burst=moment.focus[-1], customers=customers)
            if one.text not in moment.wrong
        )

    def _asked_after(self, one: Expectation) -> tuple[str, ...]:
        """Where the customer only asked after what they had asked for before."""
        found = ((verdict.focus, verdict.assessment) for verdict in self.verdicts if one.quote and verdict.is_moment)
        return tuple(
            focus[-1]
            for focus, judged in found
            if judged and one.source < min(focus) and any(_is_same(one, other) for other in judged.expectations)
        )

    def root_of(self, ts: str) -> str:
        """The thread a message stands in, where that is known."""
        return next((one.thread_ts for one in self.lines if one.line.ts == ts), "")


def _is_same(one: Expectation, other: Expectation) -> bool:
    """Whether both are the same wish, in whatever words a coach has put it: they rest on the same ones."""
    said = bare(one.quote), bare(other.quote)
    return one.kind is other.kind and one.source == other.source and (said[0] in said[1] or said[1] in said[0])
