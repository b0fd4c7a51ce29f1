"""How much a sentence asks of somebody: cues with points, added up."""

from collections.abc import Sequence
from dataclasses import dataclass

from motbot.playbook.files import Entry
from motbot.playbook.phrases import Phrases
from motbot.playbook.sentences import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One reason to think that a sentence asks, or does not, with what it counts."""

    name: str
    points: int
    phrases: Phrases
    trouble: bool = False
    """It states that something is wrong, rather than what is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The points system of gate.yaml."""

    threshold: int
    cues: Sequence[Cue]

    @classmethod
    def read(cls, entry: Entry) -> "Asking":
        """Read gate.yaml.

        Raises:
            BadPrompt: a key is missing, unknown or of another type, or two cues have one name.
        """
        found = entry.keys(required=("threshold", "cues"))
        cues: dict[str, Cue] = {}
        for item in found["cues"].items():
            keys = item.keys(required=("name", "points", "phrases"), optional=("trouble",))
            name = keys["name"].text()
            if name in cues:
                keys["name"].refuse("is the name of another cue", "give each cue its own name")
            cues[name] = Cue(
                name=name,
                points=keys["points"].whole(),
                phrases=keys["phrases"].phrases(),
                trouble="trouble" in keys and keys["trouble"].flag(),
            )
        return cls(threshold=found["threshold"].whole(), cues=tuple(cues.values()))

    def points(self, piece: Piece) -> int:
        """The points of a sentence or clause; a question mark that ended it counts."""
        return self._counted(f"{piece.text}?" if piece.asked else piece.text)

    def asks(self, piece: Piece) -> bool:
        """Whether it has enough points."""
        return self.points(piece) >= self.threshold

    def asks_in_words(self, piece: Piece) -> bool:
        """Whether it asks by more than the mark at its end."""
        return self.asks(piece) and self._counted(piece.text) > 0

    def troubles(self, piece: Piece) -> bool:
        """Whether it states that something is wrong."""
        return any(cue.trouble and cue.phrases.within(piece.text) for cue in self.cues)

    def _counted(self, text: str) -> int:
        return sum(cue.points for cue in self.cues if cue.phrases.within(text))
