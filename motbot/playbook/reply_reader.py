"""The playbook's reading of a reply: what our side promises in it, delivers, and leaves unanswered."""

from collections.abc import Sequence
from dataclasses import dataclass

from motbot.domain.expectation import Expectation, Provenance
from motbot.domain.message import ConversationView, Line
from motbot.domain.promise import FoundPromise, Promise, Reading, ReadReply
from motbot.domain.readable import readable_view
from motbot.playbook.coverage import Coverage
from motbot.playbook.finding import Finder
from motbot.playbook.known_promises import KnownPromises
from motbot.playbook.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookReplyReader:
    """Fulfils the ReplyReader port without a model; never raises."""

    revision: str
    finder: Finder
    known: KnownPromises
    coverage: Coverage

    async def read(
        self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]
    ) -> ReadReply:
        """Read the focus's lines of our side; customers' and bots' promise nothing for us."""
        view = readable_view(view)
        lines = [line for line in view.focus_lines if line.side.is_ours]
        told = {line.ts: self.finder.found(line, zone=view.zone) for line in lines}
        once = self.known.once_each([(line, one) for line in lines for one in told[line.ts]])
        reading = Reading(
            promises=tuple(self._promise(line, one, promised) for line, one in once),
            unanswered=self.coverage.unanswered(view, expected) if lines else (),
            evidence=tuple(kept for line in lines for kept in self.known.kept(line, promised, told[line.ts])),
        )
        return ReadReply(reading=reading, provenance=Provenance(coach="playbook", revision=self.revision))

    def _promise(self, line: Line, told: Told, promised: Sequence[Promise]) -> FoundPromise:
        return FoundPromise(
            words=told.words,
            source=line.ts,
            what=told.what,
            who=told.who,
            due_words=told.due_words,
            strength=told.strength,
            condition=told.condition,
            repeats=self.known.repeated(told, promised),
        )
