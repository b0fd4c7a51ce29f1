"""Finding promises in a line of our side: who will do what by when, and how far that can be relied on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from motbot.domain.due import Doubt, DueKind, FoundDue
from motbot.domain.language import is_chinese_character
from motbot.domain.message import Line
from motbot.playbook.cues import Cues
from motbot.playbook.due_choice import due_of
from motbot.playbook.naming import called, with_its_thing
from motbot.playbook.sentences import Piece, clauses, sentences
from motbot.playbook.statements import Clause, Statement, statements
from motbot.playbook.told import Part, Told
from motbot.playbook.words import Words
from motbot.ports.due_times import DueTimes

_NAMES_WHO = re.compile(r"(?:i|we|you|they|it|he|she)\b|\w+ing\b", re.IGNORECASE)
_EDGES = " \t\n,.!?;:~-–—。、，；：！…"
_PARTICLES = 2
"""Letters that may be left of a "please": 了, 您."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds promises."""

    words: Words
    cues: Cues
    due_times: DueTimes

    def found(self, line: Line, *, zone: ZoneInfo) -> tuple[Told, ...]:
        """Every promise of a line, in its order."""
        told = [
            self._told(line, part, self._due(line, part, statement, zone))
            for statement in statements(line, self.words, self.due_times, zone=zone, at=line.at)
            for part in self._parts(statement, line)
        ]
        # "Let me check. You'll have the answer by three." is one promise, not a vague one and a firm one.
        dated = any(one.is_dated for one in told)
        return tuple(one for one in told if one.is_dated or one.condition or not (dated and one.prepares))

    def deliveries(self, line: Line, told: Sequence[Told]) -> Iterator[Piece]:
        """The clauses that say that something is done."""
        for sentence in sentences(line, self.words):
            if sentence.asked:
                continue
            for clause in clauses(sentence) or (sentence,):
                delivers = self.cues.delivered.within(clause.text) or self.cues.now.within(clause.text)
                ahead = any(clause.text in one.words or one.words in clause.text for one in told)
                if delivers and not ahead and not self.cues.not_delivered.within(clause.text):
                    yield clause

    def _parts(self, statement: Statement, line: Line) -> list[Part]:
        clauses = list(statement.clauses)
        if any(self.cues.sarcasm.within(clause.text) for clause in clauses):
            return []
        nod = statement.asked and self._asks_for_a_nod(clauses)
        parts: list[Part] = []
        for part in self._judged(clauses[:-1] if statement.asked and not nod else clauses, line):
            if part.awaits and statement.asked and not nod:
                continue
            if parts and part.belongs_to(parts[-1]):
                parts[-1] = parts[-1].joined(part)
            else:
                parts.append(part)
        return [replace(part, awaits=part.awaits or nod) for part in parts]

    def _asks_for_a_nod(self, clauses: list[Clause]) -> bool:
        """Whether a question only asks if that is all right; then what asks is taken off the clauses."""
        last = clauses[-1]
        if self.cues.tag.within(last.text):
            clauses.pop()
            return True
        end = self.cues.tag_end.first(last.text)
        if end is None or not last.text[: end.start()].strip(_EDGES):
            return False
        clauses[-1] = last.until(end.start())
        return True

    def _judged(self, clauses: Sequence[Clause], line: Line) -> list[Part]:
        """The clauses that promise; a bare condition goes to the promise beside it."""
        held: list[Part] = []
        condition = ""
        begged = any(map(self._begs, clauses))
        for at, clause in enumerate(clauses):
            begin, end = self._condition(clause)
            own = clause.text[begin:end].strip(_EDGES)
            part = self._part(clause, begin, end, line, before=held[-1] if held else None, begged=begged)
            if part is not None:
                held.append(replace(part, condition=own or condition))
            elif own and held and not held[-1].condition and at == len(clauses) - 1:
                held[-1] = replace(held[-1], condition=own)
            else:
                condition = own or condition
        return held

    def _part(
        self, clause: Clause, begin: int, end: int, line: Line, *, before: Part | None, begged: bool
    ) -> Part | None:
        """The clause as a promise, or None where it is none; from `begin` to `end` stands its condition."""
        said = clause.without(begin, end)
        # The day on which something is to reach them is when it falls due; so is the hour of a timetable.
        told_ahead = self.cues.given.within(said) or self.cues.timetable.within(self._unjoined(said))
        times = clause.dues or (clause.days if told_ahead else ())
        dues = tuple(due for due in times if not begin <= due.start - clause.start < end)
        offers = self._offers(said, open_to=bool(dues) or begin < end)
        arrives = before is not None and before.sends and _certain(dues) and self.cues.arrives.within(said)
        promises = offers or arrives or self._promises(said, dues, goes_on=bool(before), open_end=bool(clause.vague))
        promises = promises or self._promises_in_short(clause, said, dues, begged=begged)
        if not said.strip(_EDGES) or not promises or self._is_none(said, line, dated=bool(dues)):
            return None
        cues = self.cues
        return Part(
            clauses=(clause,),
            said=(said,),
            dues=dues,
            awaits=offers and not cues.own.within(said),
            hedged=cues.hedged.within(said),
            vague=cues.vague.within(said),
            prepares=cues.prepares.within(said),
            sends=cues.sends.within(said),
            arrives=arrives,
        )

    def _offers(self, said: str, *, open_to: bool) -> bool:
        return self.cues.offer.within(said) or (open_to and self.cues.can.within(said))

    def _promises(self, said: str, dues: tuple[FoundDue, ...], *, goes_on: bool, open_end: bool) -> bool:
        cues = self.cues
        if any(cue.within(said) for cue in (cues.own, cues.given, cues.others, cues.working)):
            return True
        if self._promises_in_chinese(said, dues, open_end=open_end):
            return True
        goes_on = goes_on and cues.goes_on.within(said)
        return bool(dues) and (goes_on or cues.doing.within(said) or cues.stated.within(said))

    def _promises_in_short(self, clause: Clause, said: str, dues: tuple[FoundDue, ...], *, begged: bool) -> bool:
        """Whether a certain time makes it a promise, although it is told as a timetable or lacks its verb."""
        cues = self.cues
        if not _certain(dues):
            return False
        bare = self._unjoined(said)
        elliptical = cues.short.within(bare) or cues.there_by.within(self._unjoined(clause.text))
        lasts = cues.lasts.within(clause.text)
        had = cues.theirs.within(bare)
        return cues.timetable.within(bare) or ((elliptical or had) and not begged and not lasts)

    def _begs(self, clause: Clause) -> bool:
        """Whether it is nothing but a "please": then what stands beside it is asked of the reader."""
        return self.cues.request.within(clause.text) and len(self.cues.request.without(clause.text)) <= _PARTICLES

    def _is_none(self, said: str, line: Line, *, dated: bool) -> bool:
        """Whether something stands there that makes it no promise, whatever else does."""
        cues = self.cues
        vetoes = (cues.negated, cues.policy, cues.unsure, cues.reported, cues.idle)
        if any(veto.within(said) for veto in vetoes) or cues.asks.within(cues.tells.without(said)):
            return True
        if cues.must.within(said) and not cues.ours.within(said):
            return True
        had = cues.given.within(said) or (dated and cues.theirs.within(said))
        if cues.request.within(said) and not had:
            return True
        if cues.past.within(said) and not (dated and cues.future.within(said)):
            return True
        return not dated and self._is_done_now(said, line)

    def _promises_in_chinese(self, said: str, dues: tuple[FoundDue, ...], *, open_end: bool) -> bool:
        """Whether a deed is named with a time, or somebody of ours who will do it, or words for "later"."""
        cues = self.cues
        if not cues.deed.within(said):
            return False
        ours = open_end or any(cue.within(said) for cue in (cues.actor, cues.vague, cues.starts))
        if dues and all(due.doubt is Doubt.RECURRING for due in dues):
            return False
        return _certain(dues) or (ours and (bool(dues) or cues.will.within(said)))

    def _is_done_now(self, said: str, line: Line) -> bool:
        shows = bool(line.files) or "://" in line.text
        return self.cues.now.within(said) or (shows and self.cues.hands_over.within(said))

    def _condition(self, clause: Clause) -> tuple[int, int]:
        """Where in the clause stands what it makes itself or its neighbours depend on; nowhere is an empty place."""
        cues = self.cues
        found = cues.condition.first(clause.text)
        if found is None or cues.no_condition.within(clause.text) or cues.news.within(clause.text):
            return 0, 0
        # The condition reaches to the deed, or to the end.
        deeds = (cues.actor,) if _chinese(found[0]) else (cues.own, cues.given)
        ends = [deed.start() for cue in deeds if (deed := cue.pattern.search(clause.text, found.end()))]
        return found.start(), min(ends, default=len(clause.text))

    def _due(self, line: Line, part: Part, statement: Statement, zone: ZoneInfo) -> FoundDue | None:
        """Its time; an hour lies on the day that the sentence has named before it: from there on are its words."""
        due = due_of(part.dues, line.text)
        before = [one for clause in statement.clauses for one in (*clause.dues, *clause.days) if one.at]
        before = [one for one in before if due and one.end <= due.start]
        if due is None or due.at is None or not before:
            return due
        day = before[-1]
        words = line.text[day.start : due.end]
        at = self.due_times.resolve(words, said_at=line.at, zone=zone).at
        known = day.at if self.due_times.hour(day.phrase) else due.at
        later = at is not None and known is not None and at > max(known, due.at)
        if at is None or day.at is None or not later or (at.date(), at.time()) != (day.at.date(), due.at.time()):
            return due
        return replace(due, start=day.start, phrase=words, at=at)

    def _told(self, line: Line, part: Part, due: FoundDue | None) -> Told:
        start, end = min(one.start for one in part.clauses), max(one.end for one in part.clauses)
        words = self._unjoined(line.text[start:end])
        deeds = self._deeds(part)
        deed = ("，" if any(map(_chinese, deeds)) else ", ").join(deeds) or part.clauses[0].text
        return Told(
            words=words,
            what=called(deeds, words),
            deed=deed,
            is_own=_chinese(deed) or (self.cues.own.within(part.said[0]) and not _NAMES_WHO.match(deed)),
            who=self._who(part),
            due_words=line.text[due.start : due.end] if due else part.vague_words,
            at=due.at if due else None,
            is_dated=due is not None,
            strength=part.strength,
            condition=part.condition,
            prepares=part.prepares,
        )

    def _unjoined(self, text: str) -> str:
        """The text without what joins it to something before it; all of it where nothing else is left."""
        joint = self.cues.joining.first(text)
        rest = text[joint.end() :] if joint and joint.start() == 0 else text
        return rest if rest.strip(_EDGES) else text

    def _deeds(self, part: Part) -> list[str]:
        """What will be done: each clause without who, when and on what condition."""
        deeds = []
        for at, said in enumerate(part.said):
            timeless = said if part.dues else self.cues.vague.pattern.sub("", said)
            own = timeless if at else self._unjoined(timeless)
            bare = " ".join(self.cues.lead.pattern.sub("", own, count=1).split())
            bare = self.cues.soft_end.pattern.sub("", bare)
            bare = (self.cues.tail.pattern.sub("", bare) if part.dues else bare).strip(_EDGES)
            if bare:
                deeds.append(with_its_thing(bare))
        return deeds

    def _who(self, part: Part) -> str:
        for said in part.said:
            if self.cues.own.within(said):
                return ""
            if who := self.cues.named.words(said):
                return who
        return ""


def _certain(dues: Sequence[FoundDue]) -> bool:
    return any(due.kind is not DueKind.UNCLEAR for due in dues)


def _chinese(text: str) -> bool:
    return any(is_chinese_character(character) for character in text)
