"""What a promise is made of as it is found: the clauses that make it, and the promise as it stands in a line."""

from dataclasses import dataclass
from datetime import datetime

from motbot.domain.due import FoundDue
from motbot.domain.promise import Strength
from motbot.playbook.statements import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A promise as it stands in a line: `words` and `due_words` are verbatim, `at` is the reader's own resolution."""

    words: str
    what: str
    deed: str
    """What will be done, in the words it was told the customer in."""
    is_own: bool = False
    """The deed fits after "I said that I would"."""
    who: str = ""
    due_words: str = ""
    at: datetime | None = None
    is_dated: bool = False
    strength: Strength = Strength.FIRM
    condition: str = ""
    prepares: bool = False
    """It only finds something out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One or more clauses of a statement that make one promise."""

    clauses: tuple[Clause, ...]
    said: tuple[str, ...]
    """What the clauses say beside when and on what condition."""
    dues: tuple[FoundDue, ...]
    condition: str = ""
    awaits: bool = False
    hedged: bool = False
    vague: bool = False
    prepares: bool = False
    sends: bool = False
    """Somebody of ours is sent."""
    arrives: bool = False
    """It tells where, and when, somebody who was sent arrives."""

    def joined(self, other: "Part") -> "Part":
        """Both as one promise."""
        return Part(
            clauses=(*self.clauses, *other.clauses),
            said=(*self.said, *other.said),
            dues=self.dues or other.dues,
            condition=self.condition or other.condition,
            awaits=self.awaits or other.awaits,
            hedged=self.hedged or other.hedged,
            vague=self.vague or other.vague,
            prepares=self.prepares and other.prepares,
        )

    def belongs_to(self, before: "Part") -> bool:
        """Whether it is no promise of its own: one promise has one time."""
        if self.arrives and before.sends and not before.dues:
            return True
        if before.condition != self.condition or (self.vague and before.dues):
            return False
        return not self.dues or (not before.dues and not before.vague)

    @property
    def vague_words(self) -> str:
        """What it says instead of a time; empty where it says nothing of the kind."""
        return next((clause.vague for clause in self.clauses if clause.vague), "")

    @property
    def strength(self) -> Strength:
        """How much a customer may rely on it."""
        if self.condition or self.awaits or (self.hedged and self.dues):
            return Strength.CONDITIONAL
        return Strength.FIRM if self.dues else Strength.VAGUE
