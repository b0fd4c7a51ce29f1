"""What is decided once a coach has answered: everything that is known then, and the moment that it opens."""

from dataclasses import dataclass
from datetime import datetime

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Assessment, Provenance, Signal
from motbot.domain.moment import Moment
from motbot.use_cases.audience import Audience
from motbot.use_cases.picture import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Everything that is known once the coach has answered and the row is locked."""

    conversation: Conversation
    picture: Picture
    found: Assessment
    provenance: Provenance
    audience: Audience
    repeats: int = 0
    """The customer's earlier moment that these words are about again; 0 where there is none."""

    @property
    def at(self) -> datetime:
        """When the newest judged words were written."""
        return self.picture.view.focus_lines[-1].at

    def goes_on(self, known: Moment | None) -> bool:
        """Whether a moment that is open, or turns out not to be over, hears these words."""
        not_quite = Signal.NOT_QUITE in self.found.signals
        return known is not None and (known.is_open or (not_quite and known.closed_lately(self.at)))

    def opened(self) -> Moment:
        """A new moment for the judged words."""
        lines = self.picture.view.focus_lines
        return Moment(
            team=self.conversation.team,
            channel=self.conversation.channel,
            conversation=self.conversation.id,
            customer=lines[-1].author,
            focus=self.picture.view.focus,
            assessment=self.found,
            expected=self.found.expectations,
            provenance=self.provenance,
            opened_at=lines[0].at,
            last_at=lines[-1].at,
            repeats=self.repeats,
        )
