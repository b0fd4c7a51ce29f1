"""Makes a case of what a conversation teaches: people get ids and invented names, every text is disguised."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from zoneinfo import ZoneInfo

from motbot.domain.language import language_of
from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.domain.proposed_case import (
    CaseEntry,
    CasePerson,
    Found,
    Known,
    Named,
    ProposedCase,
    SurePromise,
    Teaching,
)
from motbot.domain.proposed_case_disguise import Disguise
from motbot.domain.safe_text import shortened, without_hidden

_IDS = {Side.CUSTOMER: "c", Side.AGENT: "a", Side.COLLEAGUE: "k", Side.BOT: "b"}
_TITLE_AT_MOST = 60
_TEXT_AT_MOST = 39_000
"""Files of cases hold no longer messages."""
_SHORT = 10
"""Hexadecimal digits of a hash that are told."""


def case_of(teaching: Teaching, people: Sequence[Named]) -> ProposedCase:
    """The case, with nobody's name in it as far as that can be seen.

    Args:
        teaching: what it is made of; the line of its focus is among its lines.
        people: everybody who may be named in it, with all names their profiles tell.
    """
    return _Making(teaching, people).case()


def state_of(teaching: Teaching) -> str:
    """Hash of what a case would be made of, whoever is called what: the same as long as nothing in it changes."""
    said = [(line.ts, line.side, line.text) for line in (*teaching.lines, *teaching.reply)]
    why = sorted({(one.taught.value, one.why) for one in teaching.reasons})
    known = json.dumps(astuple(teaching.known), default=str)
    return _hash(teaching.team, teaching.channel, teaching.root, teaching.focus, said, why, known)


def thread_of(teaching: Teaching) -> str:
    """What every case of one conversation shares."""
    return thread_named(teaching.team, teaching.channel, teaching.root)


def thread_named(team: str, channel: str, root: str) -> str:
    """The same, of a conversation that `root` opened: by it the cases of one can be found."""
    return f"life-{_hash(team, channel, root)[:_SHORT]}"


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of people and messages in the case."""

    people: Mapping[str, str]
    entries: Mapping[str, str]


class _Making:
    """One run over a conversation."""

    def __init__(self, teaching: Teaching, people: Sequence[Named]) -> None:
        self._teaching = teaching
        self._lines = teaching.lines
        focus = next(line for line in self._lines if line.ts == teaching.focus)
        burst = " ".join(line.text for line in self._lines if line.author == focus.author)
        self._language = language_of(focus.text, default=language_of(burst, default=teaching.language))
        self._focus = focus
        self._ids = _ids(teaching, people)
        self._named = people
        self._disguise = Disguise(
            texts=[without_hidden(text) for text in self._texts()],
            people=people,
            channel_name=teaching.channel_name,
            language=self._language,
        )

    def case(self) -> ProposedCase:
        """Put it together; what was taken out is counted last, when everything has been looked at."""
        teaching, state = self._teaching, state_of(self._teaching)
        code = self._language.value
        kinds = tuple(dict.fromkeys(one.taught.value for one in teaching.reasons))
        case = ProposedCase(
            id=f"life-{code}-{state[:_SHORT]}",
            state=state,
            thread=thread_of(teaching),
            language=self._language,
            title=shortened(self._text(self._focus.text).replace("\n", " "), _TITLE_AT_MOST),
            tags=(code, "from_life", *kinds),
            kind=teaching.kind,
            channel_name=f"channel-{thread_of(teaching)[-4:]}",
            zone=teaching.zone.key,
            people=tuple(self._people()),
            facts=self._text(teaching.facts),
            entries=tuple(self._entry(line) for line in self._lines),
            focus=self._ids.entries[teaching.focus],
            reply=self._reply(),
            known=self._known(teaching.known),
            why=" ".join(dict.fromkeys(self._text(one.why) for one in teaching.reasons)),
            said_of=tuple(dict.fromkeys(filter(None, map(self._text, teaching.said_of)))),
            found=tuple(self._found()),
            urgency=teaching.found.urgency.value if teaching.found else "",
        )
        shown = (case.facts, *(entry.text for entry in case.entries), case.reply.text if case.reply else "")
        look_at = (*self._disguise.doubtful(shown), *self._unnamed())
        return replace(case, taken_out=self._disguise.taken_out, look_at=look_at)

    def _unnamed(self) -> Iterator[str]:
        """That somebody's names could not be looked for."""
        silent = sum(not one.names and not one.account.startswith("B") for one in self._named)
        if silent:
            yield f"({silent} people whose names Slack did not tell)"

    def _texts(self) -> Iterator[str]:
        """Every text that goes into the case."""
        teaching, known = self._teaching, self._teaching.known
        yield from (line.text for line in (*self._lines, *teaching.reply))
        yield from (teaching.facts, known.good_reply, *known.must_not, *teaching.said_of)
        yield from (one.why for one in teaching.reasons)
        for promise in known.promises or ():
            yield from (promise.what, promise.words, promise.due_words, promise.condition)
        for one in teaching.found.expectations if teaching.found else ():
            yield from (one.text, one.quote, one.cue)

    def _text(self, text: str) -> str:
        return self._disguise.text(without_hidden(text)).strip()

    def _people(self) -> Iterator[CasePerson]:
        sides = {line.author: line.side for line in reversed((*self._lines, *self._teaching.reply))}
        for account, number in self._ids.people.items():
            side = _side(sides[account]) if account in sides else Side.AGENT
            yield CasePerson(id=number, side=side, name=self._disguise.name_of(account))

    def _entry(self, line: Line) -> CaseEntry:
        by = self._ids.people[line.author]
        at = line.at.astimezone(self._zone)
        return CaseEntry(id=self._ids.entries[line.ts], at=at, by=by, text=self._text(line.text)[:_TEXT_AT_MOST])

    def _reply(self) -> CaseEntry | None:
        reply = self._teaching.reply
        if not reply:
            return None
        text = "\n".join(self._text(line.text) for line in reply)
        at = reply[0].at.astimezone(self._zone)
        return CaseEntry(id="", at=at, by=self._ids.people[reply[0].author], text=text[:_TEXT_AT_MOST])

    @property
    def _zone(self) -> ZoneInfo:
        return self._teaching.zone

    def _known(self, known: Known) -> Known:
        promises = None if known.promises is None else tuple(map(self._promise, known.promises))
        return replace(
            known,
            promises=promises,
            must_not=tuple(map(self._text, known.must_not)),
            good_reply=self._text(known.good_reply),
        )

    def _promise(self, one: SurePromise) -> SurePromise:
        said = next((line.text for line in self._teaching.reply if line.ts == one.source), "")
        return replace(
            one,
            by=self._ids.people.get(one.by, "agent"),
            what=self._text(one.what),
            words=self._quote(one.words, said),
            due=one.due.astimezone(self._zone) if one.due else None,
            due_words=self._quote(one.due_words, said),
            condition=self._text(one.condition),
        )

    def _quote(self, words: str, said: str) -> str:
        return self._disguise.quote(without_hidden(words), without_hidden(said)).strip() or self._text(words)

    def _found(self) -> Iterator[Found]:
        """What the coach found; a quote as it stands in the disguised line."""
        said = {line.ts: line.text for line in self._lines}
        for one in self._teaching.found.expectations if self._teaching.found else ():
            rests_on = self._quote(one.quote, said.get(one.source, "")) if one.quote else self._text(one.cue)
            yield Found(kind=one.kind.value, text=self._text(one.text), rests_on=rests_on)


def _ids(teaching: Teaching, people: Sequence[Named]) -> _Ids:
    """Short ids in the order in which people speak; agents who are only mentioned come last."""
    speaking = {line.author: _side(line.side) for line in (*teaching.lines, *teaching.reply)}
    mentioned = {account for line in (*teaching.lines, *teaching.reply) for account in line.addressed}
    silent = {one.account: one.side for one in people if one.account in mentioned and one.side is Side.AGENT}
    counts: dict[str, int] = {}
    given: dict[str, str] = {}
    for account, side in (*speaking.items(), *silent.items()):
        if account not in given:
            letter = _IDS[side or Side.AGENT]
            counts[letter] = counts.get(letter, 0) + 1
            given[account] = f"{letter}{counts[letter]}"
    return _Ids(given, {line.ts: f"m{number}" for number, line in enumerate(teaching.lines, 1)})


def _side(side: Side) -> Side:
    """The side as a file names it: whoever Slack would not describe counts as a customer."""
    return Side.CUSTOMER if side is Side.UNKNOWN else Side.BOT if side is Side.OURSELVES else side
