"""What the rules see of a conversation: the gate's ruling, the signs in words and facts, and the time that presses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from motbot.catalogue import say
from motbot.domain.expectation import Signal
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.readable import readable_view
from motbot.domain.said_no import things
from motbot.playbook.files import Entry
from motbot.playbook.gate import Gate
from motbot.playbook.objecting import stripped
from motbot.playbook.phrases import Phrases
from motbot.playbook.ruling import Ruling
from motbot.playbook.sentences import Piece, between, clauses, own_words, sentences
from motbot.playbook.tenses import is_over, lies_ahead
from motbot.playbook.times import Named, Times
from motbot.playbook.words import Words

FACTS = "facts:"
"""Put before a sign's name in a rule, it is looked for in what our side knows instead of what was said."""
COMPUTED = frozenset(
    {
        *("anger", "answers", "broken_promise", "deadline", "fault_named", "gone_elsewhere", "harm", "hard_event"),
        *("near_deadline", "not_quite", "not_quite_again"),
    }
)
"""Signs that come from the rules themselves, not from a phrase list."""
NEEDED = frozenset({"claims_promise", "every_day", "failing", "late", "today", "usual_time"})
"""Signs that the rules of urgency and wording ask for by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that shows, with the words that show it."""

    words: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One reading of a view."""

    view: ConversationView
    ruling: Ruling
    language: Language
    pieces: tuple[Piece, ...]
    """The sentences of the focus that are spoken to us, and those it chases."""
    asks: tuple[Piece, ...]
    deadline: Named | None
    deadline_piece: Piece | None
    """The words that name it, from the clause of its day on."""
    bound: tuple[Named, Piece] | tuple[None, None]
    """The same for what was asked before and is still wanted, while it is to come."""
    near: bool
    """The deadline lies within two working days."""
    signs: Mapping[str, Sign]
    """Signs in the words to be judged, and in the facts (name with `facts:`)."""
    look_for_known: Callable[[], frozenset[str]] = field(repr=False, compare=False)

    @cached_property
    def known(self) -> frozenset[str]:
        """Names of signs anywhere in the conversation: what need not be asked again. Most readings never ask for it."""
        return self.look_for_known()

    @property
    def hour(self) -> datetime | None:
        """The deadline where it is told to the minute."""
        return self.deadline.at if self.deadline and self.deadline.to_the_minute else None

    def has(self, name: str) -> bool:
        """Whether a sign shows."""
        return name in self.signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads a view once for all rules."""

    gate: Gate
    words: Words
    times: Times
    signs: Mapping[str, Phrases]

    def read(self, view: ConversationView) -> Situation:
        """Take the view apart."""
        view = readable_view(view)
        ruling = self.gate.rule(view)
        focus = [line for line in view.focus_lines if not line.side.is_ours]
        said = tuple(piece for line in focus for piece in sentences(line, self.words))
        chased = tuple(piece for piece in ruling.asks if piece not in said)
        if Signal.POSSIBLE_INJECTION in ruling.signals:
            said = self.gate.without_tool_talk(said)
        pieces = (*chased, *said)
        deadline, piece = self._deadline(view, pieces)
        at = view.focus_lines[-1].at if view.focus_lines else view.now
        near = deadline is not None and self.times.workdays_until(deadline.at, at, view.zone) <= _NEAR
        stands = tuple(piece for piece in ruling.earlier if piece not in pieces)
        signs = {**self._found((*stands, *pieces)), **self._in_facts(view), **self._pressures(pieces)}
        signs.update(_ruled(ruling, pieces))
        if Signal.NOT_QUITE in ruling.signals and said:
            objection = next((piece for piece in said if self.words.not_quite.within(piece.text)), said[-1])
            signs["not_quite"] = Sign(words=objection.text, source=objection.source)
            if self.gate.objections.names_fault("\n".join(piece.text for piece in said)):
                signs["fault_named"] = signs["not_quite"]
            if harm := next((one for one in self._beside(chased, view) if self.harms(one.text)), None):
                signs.setdefault("harm", Sign(words=self.words.harm_now.words(harm.text), source=harm.source))
            if self._objected_before(view):
                signs["not_quite_again"] = signs["not_quite"]
        calls = next((one for one in said if self.words.chase.within(f"{one.text}?")), None)
        if chased and calls:
            signs.setdefault("kept_waiting", Sign(words=calls.text, source=calls.source))
        if "anger" in signs and self._complains_of_something(said):
            signs.setdefault("fault_named", signs["anger"])
        if deadline:
            signs["deadline"] = _timed(deadline, piece)
        if deadline and near:
            signs["near_deadline"] = signs["deadline"]
        return Situation(
            view=view,
            ruling=ruling,
            language=view.language,
            pieces=pieces,
            asks=ruling.asks or pieces,
            deadline=deadline,
            deadline_piece=piece,
            bound=self._bound(view, (*ruling.earlier, *chased)),
            near=near,
            signs=_gone(ruling) or signs,
            look_for_known=lambda: frozenset(signs) | frozenset(self._names(self._whole(view))),
        )

    def _beside(self, chased: Sequence[Piece], view: ConversationView) -> Iterator[Piece]:
        """The sentences of the lines in which what is chased was asked: what presses there presses still."""
        sources = {one.source for one in chased}
        return (piece for line in view.lines if line.ts in sources for piece in sentences(line, self.words))

    def _objected_before(self, view: ConversationView) -> bool:
        """Whether they have said of the same thing before that it is not right, and our side has answered."""
        now, answered = things(stripped(view.focus_text, self.words.not_quite)), False
        for line in reversed(view.earlier_lines):
            objects = answered and line.side is Side.CUSTOMER and self.words.not_quite.within(line.text)
            if objects and now & things(stripped(line.text, self.words.not_quite)):
                return True
            answered = answered or line.side.is_ours
        return False

    def _complains_of_something(self, said: Sequence[Piece]) -> bool:
        """Whether a complaint says what is wrong or what is wanted, rather than only how they feel."""
        asking, words = self.gate.asking, self.words
        rest = [replace(one, text=stripped(one.text, words.anger, words.escalation)) for one in said]
        stated = any(asking.asks(one) or asking.states(one) or asking.troubles(one) for one in rest)
        return stated or self.gate.objections.says_much("\n".join(one.text for one in rest))

    def _deadline(self, view: ConversationView, pieces: Sequence[Piece]) -> tuple[Named | None, Piece | None]:
        """The earliest time the customer names that was still to come when they wrote it."""
        at = {line.ts: line.at for line in view.lines}
        found = [
            pair
            for sentence in pieces
            for pair in self._told_in(sentence, at=at.get(sentence.source, view.now), zone=view.zone)
        ]
        return min(found, key=lambda pair: pair[0].at) if found else (None, None)

    def _bound(self, view: ConversationView, asked: Sequence[Piece]) -> tuple[Named, Piece] | tuple[None, None]:
        """The time, still to come, that they named with what they asked before, in the same line or one after it."""
        if not asked:
            return None, None
        first = min(piece.source for piece in asked)
        authors = {line.author for line in view.focus_lines}
        lines = [line for line in view.earlier_lines if line.ts >= first and line.author in authors]
        named, piece = self._deadline(view, [one for line in lines for one in sentences(line, self.words)])
        return (named, piece) if named and piece and named.at > view.now else (None, None)

    def _told_in(self, sentence: Piece, *, at: datetime, zone: ZoneInfo) -> Iterator[tuple[Named, Piece]]:
        """The times of a sentence's clauses: "we open on Thursday and our owner comes at ten" is Thursday at ten.

        Where the day is of a clause before, that clause is told with the hour, unless it asks for something itself.
        """
        parts = clauses(sentence)
        day: date | None = None
        first: Piece | None = None
        for piece in parts if len(parts) > 1 else (sentence,):
            if self.words.habit.within(piece.text):
                continue
            told, over = piece.text, is_over(piece.text)
            rolls = not over and (self.words.hard_event.within(told) or lies_ahead(told))
            own = None if over else self.times.day(told, at=at, zone=zone)
            stands = self.gate.asking.asks_in_words(piece) or self.gate.asking.states(piece)
            if named := self.times.named(told, at=at, zone=zone, rolls=rolls, same_day=day):
                begin = first if own is None and named.at.astimezone(zone).date() == day else None
                yield named, replace(piece, text=between(sentence, begin, piece)) if begin else piece
            if own:
                day = own
            first = None if stands else piece if own else first

    def _found(self, pieces: Sequence[Piece]) -> dict[str, Sign]:
        texts = [f"{piece.text}?" if piece.asked else piece.text for piece in pieces]
        found: dict[str, Sign] = {}
        for name in self._names("\n".join(texts)):
            for piece, text in zip(pieces, texts, strict=True):
                if words := self.signs[name].words(text):
                    found.setdefault(name, Sign(words=words, source=piece.source))
        return found

    def _names(self, text: str) -> tuple[str, ...]:
        """Which signs show anywhere in a text."""
        return tuple(name for name, phrases in self.signs.items() if phrases.within(text))

    def _in_facts(self, view: ConversationView) -> dict[str, Sign]:
        facts = "\n".join((view.facts, *view.known))
        return {
            FACTS + name: Sign(words=words) for name, phrases in self.signs.items() if (words := phrases.words(facts))
        }

    def _pressures(self, pieces: Sequence[Piece]) -> dict[str, Sign]:
        """Signs that the word lists of the rules show."""
        found: dict[str, Sign] = {}
        for piece in pieces:
            for name, phrases in (("anger", self.words.anger), ("hard_event", self.words.hard_event)):
                if words := phrases.words(f"{piece.text}?" if piece.asked else piece.text):
                    found.setdefault(name, Sign(words=words, source=piece.source))
            if self.harms(piece.text):
                words = self.words.harm_now.words(piece.text)
                found.setdefault("harm", Sign(words=words, source=piece.source))
        return found

    def harms(self, text: str) -> bool:
        """Whether the words show harm that happens now."""
        return self.words.harm_now.within(text) and not self.words.harm_over.within(text)

    def _whole(self, view: ConversationView) -> str:
        """What anybody has said here, as far back as is worth looking."""
        people = (line for line in view.lines if line.side not in {Side.BOT, Side.OURSELVES})
        return "\n".join(own_words(line.text, self.words) for line in people)[-_REMEMBERED:]


def read_signs(entry: Entry) -> dict[str, Phrases]:
    """Read the phrase lists of signs.yaml, whose names the rules of needs.yaml refer to.

    Raises:
        BadPrompt: a list is no phrase list, or has the name of a sign that the rules compute.
    """
    found = entry.named()
    for name in sorted(NEEDED - set(found)):
        entry.refuse(say("lacks the sign `{name}`", name=name), say("add `{name}:` with its phrases", name=name))
    for name, item in found.items():
        if name in COMPUTED or name.startswith(FACTS):
            item.refuse(say("is the name of a sign that the rules find themselves"), say("choose another name"))
    return {name: item.phrases() for name, item in found.items()}


def _ruled(ruling: Ruling, pieces: Sequence[Piece]) -> dict[str, Sign]:
    """Signs that the gate's ruling shows."""
    found: dict[str, Sign] = {}
    if ruling.broken:
        found["broken_promise"] = Sign(words=_begun(ruling.broken.said), source=ruling.broken.line.ts)
    if ruling.answers and pieces:
        found["answers"] = Sign(words=pieces[-1].text, source=pieces[-1].source)
    return found


def _gone(ruling: Ruling) -> dict[str, Sign]:
    """The only sign of those who have found help elsewhere: what pressed before presses no more."""
    words = ruling.asks[0] if ruling.gone else None
    return {"gone_elsewhere": Sign(words=words.text, source=words.source)} if words else {}


def _timed(deadline: Named, piece: Piece | None) -> Sign:
    """The time in words that occur as they stand."""
    text = piece.text if piece else ""
    said = (deadline.words, deadline.words.replace(" ", ""))
    words = next((words for words in said if words in text), text)
    return Sign(words=words or deadline.words, source=piece.source if piece else "")


def _begun(text: str, limit: int = 60) -> str:
    """Its beginning, of whole words; verbatim, and so without dots, for it stands in quotation marks."""
    cut = text[:limit]
    return text if len(text) <= limit else cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut


_NEAR = 2
_REMEMBERED = 8000
