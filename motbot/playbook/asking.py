"""How much a sentence asks of somebody: cues with points, added up."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from motbot.catalogue import say
from motbot.playbook.files import Entry
from motbot.playbook.phrases import Phrases
from motbot.playbook.sentences import Piece
from motbot.playbook.weighed import Weighed

_STATEMENTS = ("lacking", "needed", "moot", "settled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One reason to think that a sentence asks, or does not, with what it counts."""

    name: str
    points: int
    phrases: Phrases
    trouble: bool = False
    """It states that something is wrong, rather than what is wanted."""
    wonder: bool = False
    """It shows a question, of whatever kind, rather than a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The points system of gate.yaml."""

    threshold: int
    cues: Sequence[Cue]
    lacking: Phrases
    """What states that something is wrong, lacking or at risk."""
    needed: Phrases
    """What states what is needed, or what is to be otherwise."""
    moot: Phrases
    """What takes the force from such a statement."""
    settled: Phrases
    """What shows that a statement tells of something that is well, done or the customer's own."""
    _counted: Weighed[int] = field(init=False, repr=False, compare=False)
    _stated: Weighed[bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look at each sentence once, however many later words it is held against."""
        object.__setattr__(self, "_counted", Weighed(self._count))
        object.__setattr__(self, "_stated", Weighed(self._states))

    @classmethod
    def read(cls, entry: Entry) -> "Asking":
        """Read gate.yaml.

        Raises:
            BadPrompt: a key is missing, unknown or of another type, or two cues have one name.
        """
        found = entry.keys(required=("threshold", "cues", *_STATEMENTS))
        cues: dict[str, Cue] = {}
        for item in found["cues"].items():
            keys = item.keys(required=("name", "points", "phrases"), optional=("trouble", "wonder"))
            name = keys["name"].text()
            if name in cues:
                keys["name"].refuse(say("is the name of another cue"), say("give each cue its own name"))
            cues[name] = Cue(
                name=name,
                points=keys["points"].whole(),
                phrases=keys["phrases"].phrases(),
                trouble="trouble" in keys and keys["trouble"].flag(),
                wonder="wonder" in keys and keys["wonder"].flag(),
            )
        stated = {name: found[name].phrases() for name in _STATEMENTS}
        return cls(threshold=found["threshold"].whole(), cues=tuple(cues.values()), **stated)

    def points(self, piece: Piece) -> int:
        """The points of a sentence or clause; a question mark that ended it counts."""
        return self._counted(f"{piece.text}?" if piece.asked else piece.text)

    def asks(self, piece: Piece) -> bool:
        """Whether it has enough points."""
        return self.points(piece) >= self.threshold

    def asks_in_words(self, piece: Piece) -> bool:
        """Whether it asks by more than the mark at its end."""
        return self.asks(piece) and self._counted(piece.text) > 0

    def is_question(self, piece: Piece) -> bool:
        """Whether it asks, and shows so in the words of a question."""
        shown = any(cue.wonder and cue.phrases.within(piece.text) for cue in self.cues)
        return shown and self.asks_in_words(piece)

    def wonders(self, piece: Piece) -> bool:
        """Whether a question is all that it asks by."""
        text = f"{piece.text}?" if piece.asked else piece.text
        return sum(cue.points for cue in self.cues if not cue.wonder and cue.phrases.within(text)) <= 0

    def lacks(self, text: str) -> bool:
        """Whether the words state that something is wrong, lacking or at risk."""
        return self.lacking.within(text) and not self.moot.within(text)

    def states(self, piece: Piece) -> bool:
        """Whether it states something that calls for a deed of ours without asking for it."""
        return self._stated(piece.text)

    def tells_trouble(self, piece: Piece) -> bool:
        """Whether it tells that something is wrong, by whatever words show it."""
        return self.lacks(piece.text) or self.troubles(piece)

    def settles(self, text: str) -> bool:
        """Whether the words show that nothing is expected."""
        return self.settled.within(text) or self.moot.within(text)

    def troubles(self, piece: Piece) -> bool:
        """Whether it states that something is wrong."""
        return any(cue.trouble and cue.phrases.within(piece.text) for cue in self.cues)

    def _states(self, text: str) -> bool:
        return (self.lacking.within(text) or self.needed.within(text)) and not self.moot.within(text)

    def _count(self, text: str) -> int:
        return sum(cue.points for cue in self.cues if cue.phrases.within(text))
