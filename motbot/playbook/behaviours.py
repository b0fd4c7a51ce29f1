"""What can be seen in a reply: the cues of review.yaml in its sentences, and the behaviours of the method they show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from motbot.catalogue import say
from motbot.domain.language import ByLanguage, Language
from motbot.domain.message import Line
from motbot.domain.scoring import KNOWN, Depth, Fault, Quote, Repair
from motbot.playbook.files import Both, Entry
from motbot.playbook.phrases import Phrases
from motbot.playbook.sentences import Piece, clauses, sentences
from motbot.playbook.words import Words

NEEDED = (
    *("blame", "dare", "denial", "told_you", "hushes", "policy", "helpless", "refuses", "sent_away", "pushed_back"),
    *("stalls", "grants", "soothes", "owns", "reason", "way_on", "feels", "asks_why", "restates", "advises", "saves"),
    *("until_then", "prevents", "extra", "updates", "checks", "asks_outcome", "asks_now", "asks_progress", "invites"),
    *("fallback", "takes_over", "same_side", "limits_said", "slips", "seen", "presses", "failure", "besides"),
    *("did", "passes_on", "points", "endangers", "waits", "asks_how", "background", "looked", "belittles", "orders"),
    *("later", "limits", "wants_beside", "may_happen", "wants_to_know", "taken"),
)
"""Cues that the rules ask for by name."""
DATED = "dated"
"""Not a cue: a promise that names a time."""
_REASONS = (
    *(fault.value for fault in Fault),
    *(depth.value for depth in Depth),
    *(repair.value for repair in Repair if repair is not Repair.NONE),
    *("unanswered", "late", "nothing_asked", "denied", "behind"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that show something; where `unless` is given, only in a clause that holds none of those."""

    phrases: Phrases
    unless: Phrases | None = None

    def in_sentence(self, piece: Piece) -> Piece | None:
        """The sentence, or the clause of it, that shows it; None where none does."""
        if not self.phrases.within(_asked(piece)):
            return None
        if self.unless is None:
            return piece
        parts = clauses(piece) or (piece,)
        return next((part for part in parts if self._shows(part)), None)

    def _shows(self, part: Piece) -> bool:
        text = _asked(part)
        return self.phrases.within(text) and not (self.unless is not None and self.unless.within(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a behaviour is called, and the cues that show it."""

    name: Both
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Which cues serve an unsaid expectation whose text holds these phrases."""

    when: Phrases
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A reply taken apart: its sentences, and for every cue the words that show it."""

    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    shown: Mapping[str, Quote]

    def has(self, *names: str) -> bool:
        """Whether any of these cues shows."""
        return any(name in self.shown for name in names)

    def quotes(self, names: Iterable[str]) -> tuple[Quote, ...]:
        """The words that show these cues, each once."""
        return tuple(dict.fromkeys(self.shown[name] for name in names if name in self.shown))

    @property
    def text(self) -> str:
        """All its sentences."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def first(self) -> tuple[Quote, ...]:
        """Its first sentence, which stands for the whole where no single words do."""
        return tuple(Quote(ts=piece.source, words=piece.text) for piece in self.pieces[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviours:
    """The rules of review.yaml."""

    cues: Mapping[str, Cue]
    labels: Mapping[str, Label]
    serves: Sequence[Serving]
    reasons: Mapping[str, Both]
    marks: Mapping[str, Both]
    unsaid: Both
    check: Both

    @classmethod
    def read(cls, entry: Entry) -> "Behaviours":
        """Read review.yaml.

        Raises:
            BadPrompt: a key is missing, unknown or of another type, or a cue is named that does not exist.
        """
        found = entry.keys(required=("cues", "behaviours", "serves", "reasons", "marks", "better"))
        cues = {name: _cue(item) for name, item in found["cues"].keys(required=NEEDED).items()}
        better = _texts(found["better"], ("unsaid", "check"))
        labels = found["behaviours"].keys(required=sorted(KNOWN))
        return cls(
            cues=cues,
            labels={name: _label(item, cues) for name, item in labels.items()},
            serves=tuple(_serving(item, cues) for item in found["serves"].items()),
            reasons=_texts(found["reasons"], _REASONS),
            marks=_texts(found["marks"], ("seen", "lacking", "both", "nothing", "not_yet")),
            unsaid=better["unsaid"],
            check=better["check"],
        )

    def tells(self, name: str, text: str) -> bool:
        """Whether a cue shows in words that are not our reply."""
        return self.cues[name].phrases.within(text)

    def hear(self, lines: Sequence[Line], words: Words) -> Heard:
        """Look for every cue in what was said; of several places the first counts."""
        pieces = tuple(piece for line in lines for piece in sentences(line, words))
        shown: dict[str, Quote] = {}
        for piece in pieces:
            for name, cue in self.cues.items():
                if name not in shown and (part := cue.in_sentence(piece)):
                    shown[name] = Quote(ts=piece.source, words=part.text)
        return Heard(lines=tuple(lines), pieces=pieces, shown=shown)

    def seen(self, heard: Heard) -> dict[str, tuple[Quote, ...]]:
        """The behaviours that words alone show, with those words."""
        found = {name: heard.quotes(label.by) for name, label in self.labels.items()}
        return {name: quotes for name, quotes in found.items() if quotes}

    def serving(self, text: str) -> frozenset[str]:
        """The cues that serve an unsaid expectation."""
        return frozenset(name for rule in self.serves if rule.when.within(text) for name in rule.by)

    def reason(self, name: str, language: Language, **slots: int) -> str:
        """Why a score is what it is."""
        text = self.reasons[name][language]
        for slot, value in slots.items():
            text = text.replace("{" + slot + "}", str(value))
        return text

    def told(self, seen: Sequence[str], lacking: Sequence[str], language: Language) -> str:
        """A mark's reason: what was seen and what was missing."""
        kind = ("both" if lacking else "seen") if seen else ("lacking" if lacking else "nothing")
        text = self.marks[kind][language]
        joint = "、" if language is Language.ZH else ", "
        for slot, names in (("seen", seen), ("lacking", lacking)):
            text = text.replace("{" + slot + "}", joint.join(self.labels[name].name[language] for name in names))
        return text


def _asked(piece: Piece) -> str:
    return f"{piece.text}?" if piece.asked else piece.text


def _cue(entry: Entry) -> Cue:
    keys = entry.keys(required=("phrases",), optional=("unless",))
    return Cue(phrases=keys["phrases"].phrases(), unless=keys["unless"].phrases() if "unless" in keys else None)


def _label(entry: Entry, cues: Mapping[str, Cue]) -> Label:
    keys = entry.keys(required=("zh", "en", "by"))
    name = ByLanguage({Language.ZH: keys["zh"].text(), Language.EN: keys["en"].text()})
    return Label(name=name, by=_names(keys["by"], cues))


def _serving(entry: Entry, cues: Mapping[str, Cue]) -> Serving:
    keys = entry.keys(required=("when", "by"))
    return Serving(when=keys["when"].phrases(), by=_names(keys["by"], {*cues, DATED}))


def _names(entry: Entry, known: Iterable[str]) -> tuple[str, ...]:
    for item in entry.items():
        if item.text() not in set(known):
            item.refuse(
                say("names the unknown cue `{text}`", text=item.text()), say("add it under `cues` or mend its name")
            )
    return entry.texts()


def _texts(entry: Entry, names: Sequence[str]) -> dict[str, Both]:
    return {name: item.both() for name, item in entry.keys(required=names).items()}
