"""Says of a card that what was typed on it has been kept as facts of its channel, or proposed, and by whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAsFact:
    """What became of the notes of a card, the newest time that somebody saw to them."""

    by: str
    """The lead who keeps them, or the agent who has proposed them; empty once they are forgotten."""
    notes: int
    """How many notes there were then: what is typed later has not been seen to."""
    is_proposal: bool = False
    """It waits for a lead."""
    is_declined: bool = False
    """It was proposed, and is not kept; whose word that is, nobody is told."""

    def covers(self, notes: int) -> bool:
        """Whether nothing has been typed since."""
        return notes <= self.notes
